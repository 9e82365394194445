#include "emv/application_selection.h"

#include <algorithm>
#include <iterator>

#include "emv/file_control_information.h"
#include "emv/tags.h"
#include "emv/terminal_data.h"

namespace tappay::emv {

namespace {

constexpr std::uint16_t kApplicationBlocked = 0x6283;

// A name has to be shown: the card's own, else the application's identifier.
ApplicationChoice describe(const Candidate& candidate) {
    return {candidate.label.empty() ? toHex(candidate.aid) : candidate.label, candidate.aid};
}

// The most wanted application is only taken without asking when it is the only one, or when nobody
// can be asked.
bool needsPerson(const Session& session, const Selection& selection) {
    return session.parameters.terminal.offersChoice &&
           (selection.candidates.size() > 1 || selection.candidates.front().needsConfirmation ||
            selection.chosenByPerson);
}

Result<std::size_t> askPerson(Session& session, Selection& selection) {
    if (selection.chosenByPerson) session.cardholder.applicationNotAccepted();
    std::vector<ApplicationChoice> choices;
    std::ranges::transform(selection.candidates, std::back_inserter(choices), describe);
    TAPPAY_TRY(index, session.cardholder.chooseApplication(choices));
    if (index >= choices.size())
        return fail(FailureCode::Internal, "a choice outside the list of applications");
    session.decided("Book 1, 12.4", "the cardholder chose");
    selection.chosenByPerson = true;
    return index;
}

Result<Candidate> takeOne(Session& session, Selection& selection) {
    std::size_t chosen = 0;
    if (needsPerson(session, selection)) {
        TAPPAY_TRY(index, askPerson(session, selection));
        chosen = index;
    }
    Candidate candidate = std::move(selection.candidates[chosen]);
    selection.candidates.erase(selection.candidates.begin() + static_cast<std::ptrdiff_t>(chosen));
    return candidate;
}

// Nobody can confirm here what wants to be confirmed (Book 1, 12.4).
void dropUnconfirmable(const Session& session, std::vector<Candidate>& candidates) {
    if (!session.parameters.terminal.offersChoice)
        std::erase_if(candidates, [](const Candidate& one) { return one.needsConfirmation; });
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

Result<void> selectApplication(Session& session, Selection& selection) {
    dropUnconfirmable(session, selection.candidates);
    while (!selection.candidates.empty()) {
        TAPPAY_TRY(candidate, takeOne(session, selection));
        TAPPAY_TRY(answer, session.card.transmit(apdu::select(candidate.aid)));
        selection.blocked = selection.blocked || answer.sw == kApplicationBlocked;
        if (!answer.ok()) continue;
        const auto fci = parseFci(answer.data);
        if (!fci || !std::ranges::equal(fci->dfName, candidate.aid)) continue;
        takeSelected(session, candidate, *fci);
        return {};
    }
    return fail(selection.blocked ? FailureCode::CardBlocked : FailureCode::CardNotAccepted,
                "no application is left to select");
}

}  // namespace tappay::emv
