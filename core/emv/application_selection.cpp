#include "emv/application_selection.h"

#include <algorithm>

#include "emv/file_control_information.h"
#include "emv/tags.h"
#include "emv/terminal_data.h"

namespace tappay::emv {

namespace {

Result<Candidate> takeChoice(Session& session, std::vector<Candidate>& candidates) {
    std::size_t chosen = 0;
    if (candidates.size() > 1 || candidates.front().needsConfirmation) {
        std::vector<ApplicationChoice> choices;
        for (const Candidate& candidate : candidates)
            choices.push_back({candidate.label, candidate.aid});
        TAPPAY_TRY(index, session.cardholder.chooseApplication(choices));
        if (index >= candidates.size())
            return fail(FailureCode::Internal, "a choice outside the list of applications");
        chosen = index;
    }
    Candidate candidate = std::move(candidates[chosen]);
    candidates.erase(candidates.begin() + static_cast<std::ptrdiff_t>(chosen));
    return candidate;
}

}  // namespace

void takeSelected(Session& session, const Candidate& candidate, const FileControlInformation& fci) {
    session.application = candidate.parameters;
    loadTerminalData(session);
    for (const tlv::Item& object : fci.proprietary)
        if (!object.constructed() && !isForeignToRecords(object.tag))
            session.data.set(object.tag, object.value);
    session.data.set(tag::kDfName, fci.dfName);
    session.data.set(tag::kAid, fci.dfName);  // Book 1, 12.4: 9F06 takes the value of the DF name
    session.label =
        applicationLabel(fci.proprietary, tlv::find(fci.proprietary, tag::kIssuerCodeTable));
    if (session.label.empty()) session.label = candidate.label;
    session.decided("Book 1, 12.4", {"application ", toHex(fci.dfName)});
}

Result<void> selectApplication(Session& session, std::vector<Candidate>& candidates) {
    bool blocked = false;
    while (!candidates.empty()) {
        TAPPAY_TRY(candidate, takeChoice(session, candidates));
        TAPPAY_TRY(answer, session.card.transmit(apdu::select(candidate.aid)));
        blocked = blocked || answer.sw == 0x6283;
        if (!answer.ok()) continue;
        const auto fci = parseFci(answer.data);
        if (!fci || !std::ranges::equal(fci->dfName, candidate.aid)) continue;
        takeSelected(session, candidate, *fci);
        return {};
    }
    return fail(blocked ? FailureCode::CardBlocked : FailureCode::CardNotAccepted,
                "no application is left to select");
}

}  // namespace tappay::emv
