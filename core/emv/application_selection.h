#pragma once

#include "emv/candidate_list.h"
#include "emv/file_control_information.h"
#include "emv/session.h"

namespace tappay::emv {

// From here on the session is about this application: its parameters, its FCI, the terminal's data
// objects for it.
void takeSelected(Session& session, const Candidate& candidate, const FileControlInformation& fci);

// What is left to select from.
struct Selection {
    std::vector<Candidate> candidates;
    bool chosenByPerson = false;  // the last one taken
    bool blocked = false;         // one of those taken was blocked
};

// Final selection (EMV Book 1, 12.4): the cardholder's choice or the only application, selected
// by its full name. A candidate the card does not select after all leaves the list and the next
// choice is made; whoever chose is told and asked again, even for the last one. On success the
// session has the application's parameters and its FCI, and the candidate is no longer in the list,
// so that calling again goes on with the others. CardNotAccepted when the list is empty,
// CardBlocked when that is because an application is blocked; Cancelled, CardTimeout.
Result<void> selectApplication(Session& session, Selection& selection);

}  // namespace tappay::emv
