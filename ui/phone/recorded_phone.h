#pragma once

#include "companion/companion.h"

// Snapshots of a phone as a companion gives them.
namespace tappay::ui::recorded {

companion::CompanionStatus unpaired();
companion::CompanionStatus pairing(companion::PairingView::Stage stage);
// Paired, with this many devices.
companion::CompanionStatus paired(int devices = 1);

struct Asked {
    protocol::ConfirmationKind kind = protocol::ConfirmationKind::Order;
    const char* payee = "Tea House";
    const char* payeeAccount = "898310054110002";
    const char* order = "A-1001";
    std::int64_t minor = 600'000;
};
companion::InboxEntry entry(const Asked& asked = {},
                            protocol::ConfirmationState state = protocol::ConfirmationState::Opened,
                            protocol::ConfirmationReason reason = {});
// With a confirmation in this stage.
companion::CompanionStatus asked(
    companion::CurrentConfirmation::Stage stage = companion::CurrentConfirmation::Stage::Shown,
    const Asked& asked = {});
companion::CompanionStatus ended(protocol::ConfirmationState state,
                                 protocol::ConfirmationReason reason = {});
companion::CompanionStatus troubled(FailureCode failure);
companion::CompanionStatus adding(companion::AddingView::Stage stage);

}  // namespace tappay::ui::recorded
