#include "phone/recorded_companion.h"

namespace tappay::ui {

void RecordedCompanion::show(companion::CompanionStatus status) {
    m_status = std::move(status);
    if (m_listener) m_listener();
}

Result<void> RecordedCompanion::pair(std::string_view invitation, const std::string& name) {
    if (const auto decoded = protocol::decodeInvitation(invitation); !decoded)
        return std::unexpected(decoded.error());
    note("pair " + name);
    return {};
}

void RecordedCompanion::addDevice(const confirm::FoundDevice& place, const std::string& name,
                                  SecretBytes pin) {
    note("add " + place.address + " " + name + " " + std::to_string(pin.size()));
}

void RecordedCompanion::confirm(const std::string&, const std::string& device, SecretBytes pin) {
    note("confirm " + device + " " + toText(pin.view()));
}

void RecordedCompanion::refuse(const std::string&, protocol::ConfirmationReason reason) {
    note("refuse " + std::string(protocol::nameOf(reason)));
}

}  // namespace tappay::ui
