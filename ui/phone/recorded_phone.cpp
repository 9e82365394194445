#include "phone/recorded_phone.h"

#include "protocol/time.h"

namespace tappay::ui::recorded {

using companion::AddingView;
using companion::CompanionStatus;
using companion::CurrentConfirmation;
using companion::KeptDevice;
using companion::PairingView;
using protocol::ConfirmationReason;
using protocol::ConfirmationState;

namespace {

const char* const kIds[] = {"01936b2e-5f00-7a31-8c11-3d2b6a90f4e7",
                            "01936b2e-5f00-7a31-8c11-3d2b6a90f4e8",
                            "01936b2e-5f00-7a31-8c11-3d2b6a90f4e9"};

}  // namespace

CompanionStatus unpaired() {
    return {};
}

CompanionStatus pairing(PairingView::Stage stage) {
    CompanionStatus status;
    status.pairing.stage = stage;
    status.pairing.name = "My phone";
    if (stage == PairingView::Stage::Comparing) status.pairing.code = "483920";
    return status;
}

CompanionStatus paired(int devices) {
    auto status = pairing(PairingView::Stage::Paired);
    status.pairing.phone = kIds[0];
    const std::pair<const char*, confirm::DeviceWay> known[] = {
        {"Key on the ring", confirm::DeviceWay::Reader},
        {"Display token", confirm::DeviceWay::Bluetooth}};
    for (int i = 0; i < devices; ++i)
        status.devices.push_back(
            {kIds[i],
             known[i].first,
             i == 0 ? KeptDevice::Standing::Registered : KeptDevice::Standing::Offered,
             {known[i].second, "address", known[i].first},
             Bytes(static_cast<std::size_t>(30 + i), 7)});
    return status;
}

companion::InboxEntry entry(const Asked& asked, ConfirmationState state,
                            ConfirmationReason reason) {
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    companion::InboxEntry made;
    made.request = {kIds[2],
                    asked.kind,
                    "622848*********8901",
                    asked.order,
                    asked.payee,
                    asked.payeeAccount,
                    {asked.minor, currencyByAlpha("CNY").value()},
                    now + std::chrono::seconds(95),
                    Bytes(protocol::kConfirmationNonce, 0x41)};
    made.told.id = made.told.key = kIds[2];
    // The time is left out, so that every picture shows the same code.
    auto still = made.request;
    still.expires = std::chrono::sys_seconds(std::chrono::seconds(1'795'000'000));
    made.told.request = protocol::encode(still).value();
    made.told.state = state;
    made.told.reason = reason;
    made.told.time = protocol::formatTime(now - std::chrono::minutes(3));
    return made;
}

CompanionStatus asked(CurrentConfirmation::Stage stage, const Asked& asked) {
    auto status = paired();
    CurrentConfirmation current;
    current.entry = entry(asked);
    current.code = protocol::confirmationCode(current.entry.told.request);
    current.mixed = protocol::mixedScripts(asked.payee);
    current.stage = stage;
    current.device = status.devices.front().name;
    if (stage == CurrentConfirmation::Stage::Signed)
        current.entry.told.state = ConfirmationState::Signed;
    status.current = std::move(current);
    return status;
}

CompanionStatus ended(ConfirmationState state, ConfirmationReason reason) {
    auto status = asked(CurrentConfirmation::Stage::Done);
    status.current->entry.told.state = state;
    status.current->entry.told.reason = reason;
    return status;
}

CompanionStatus troubled(FailureCode failure) {
    auto status = asked(CurrentConfirmation::Stage::Trouble);
    status.current->failure = Failure{failure, {}};
    status.current->entry.deviceAsked = failure == FailureCode::DeviceRemoved;
    return status;
}

CompanionStatus adding(AddingView::Stage stage) {
    auto status = paired();
    status.adding.stage = stage;
    if (stage == AddingView::Stage::Choosing || stage == AddingView::Stage::Failed)
        status.adding.found = {{confirm::DeviceWay::Reader, "one", "USB reader 00 00"},
                               {confirm::DeviceWay::Bluetooth, "two", "Display token"}};
    if (stage == AddingView::Stage::Failed)
        status.adding.failure = Failure{FailureCode::DeviceNotTrusted, {}};
    return status;
}

}  // namespace tappay::ui::recorded
