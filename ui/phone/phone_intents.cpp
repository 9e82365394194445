// What a person does at the phone.
#include "phone/phone.h"

namespace tappay::ui {

using protocol::ConfirmationReason;

std::string Phone::currentId() const {
    return m_status.current ? m_status.current->entry.told.id : std::string();
}

void Phone::pair(const QString& invitation, const QString& name) {
    auto text = invitation.trimmed().toStdString();
    const auto begun = m_companion.pair(text, name.trimmed().toStdString());
    wipe(text);
    m_refused = begun ? std::nullopt : std::optional(begun.error());
    refresh();
}

void Phone::stopPairing() {
    m_companion.stopPairing();
}

void Phone::leave() {
    m_companion.leave();
}

void Phone::forget() {
    m_companion.forget();
}

void Phone::look() {
    m_companion.look(currentId());
}

void Phone::confirm(const QString& device, PhonePin* pin) {
    m_companion.confirm(currentId(), device.toStdString(), pin->take());
}

void Phone::refuse(bool codeDiffers) {
    m_companion.refuse(currentId(),
                       codeDiffers ? ConfirmationReason::CodeDiffers : ConfirmationReason::Person);
}

void Phone::report() {
    m_companion.report(currentId());
}

void Phone::stopDevice() {
    m_companion.stopDevice(currentId());
}

void Phone::giveUp() {
    m_companion.giveUp(currentId());
}

void Phone::putAway() {
    m_companion.putAway(currentId());
}

void Phone::lookForDevices() {
    m_companion.lookForDevices();
}

void Phone::addDevice(int place, const QString& name, PhonePin* pin) {
    const auto& found = m_status.adding.found;
    if (place < 0 || std::cmp_greater_equal(place, found.size())) return;
    m_companion.addDevice(found[static_cast<std::size_t>(place)], name.trimmed().toStdString(),
                          pin->take());
}

void Phone::stopAdding() {
    m_companion.stopAdding();
}

void Phone::forgetDevice(const QString& id) {
    m_companion.forgetDevice(id.toStdString());
}

void Phone::compared(bool same) {
    m_companion.compared(same);
}

void Phone::dismiss() {
    m_refused.reset();
    m_companion.dismiss();
    refresh();
}

}  // namespace tappay::ui
