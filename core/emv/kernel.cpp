#include "emv/kernel.h"

#include "emv/application_selection.h"
#include "emv/cardholder_verification.h"
#include "emv/completion.h"
#include "emv/initiate_application.h"
#include "emv/offline_data_authentication.h"
#include "emv/online_processing.h"
#include "emv/processing_restrictions.h"
#include "emv/request.h"
#include "emv/session.h"
#include "emv/terminal_action_analysis.h"
#include "emv/terminal_risk_management.h"

namespace tappay::emv {

namespace {

// An application whose conditions of use are not satisfied makes room for the next one (Book 3,
// 10.1; Book 1, 12.4).
Result<std::vector<AflEntry>> selectAndInitiate(Session& session) {
    session.cardholder.progress(Step::Selecting);
    TAPPAY_TRY(candidates, buildCandidateList(session.card, session.parameters));
    Selection selection{std::move(candidates)};
    for (;;) {
        TAPPAY_CHECK(selectApplication(session, selection));
        TAPPAY_TRY(afl, initiateApplication(session));
        if (afl) return std::move(*afl);
        session.decided("Book 3, 10.1", "conditions of use not satisfied: another application");
    }
}

// From application selection to the card's first cryptogram (Book 3, figure 7).
Result<Cryptogram> reachFirstCryptogram(Session& session) {
    TAPPAY_TRY(afl, selectAndInitiate(session));
    session.cardholder.progress(Step::Reading);
    TAPPAY_CHECK(readApplicationData(session, afl));
    session.cardholder.progress(Step::Authenticating);
    TAPPAY_CHECK(authenticateOfflineData(session));
    session.cardholder.progress(Step::CardRead);
    restrictProcessing(session);
    TAPPAY_CHECK(verifyCardholder(session));
    TAPPAY_CHECK(manageTerminalRisk(session));
    return generateFirstAc(session, analyseTerminalAction(session));
}

Ending goOnline(Session& session) {
    const auto answer = askIssuer(session);
    if (!session.hostAsked) return {Decision::Ended, answer.error()};
    session.cardholder.progress(Step::Completing);
    return answer ? completeWithIssuer(session, *answer)
                  : completeWithoutIssuer(session, answer.error());
}

Ending perform(Session& session) {
    const auto cryptogram = reachFirstCryptogram(session);
    if (!cryptogram) return {Decision::Ended, cryptogram.error()};
    if (cryptogram->type != CryptogramType::Arqc) return completeOffline(session, *cryptogram);
    return cryptogram->authentic ? goOnline(session) : completeUnauthentic(session);
}

std::string_view nameOf(Decision decision) {
    switch (decision) {
        case Decision::ApprovedOnline:
            return "approved online";
        case Decision::ApprovedOffline:
            return "approved offline";
        case Decision::DeclinedByHost:
            return "declined by the issuer";
        case Decision::DeclinedByCard:
            return "declined by the card";
        case Decision::Ended:
            return "ended";
    }
    return "";
}

}  // namespace

Outcome run(const Parameters& parameters, const Transaction& transaction, Surroundings world) {
    Session session(parameters, transaction, world);
    if (const auto sound = checkRequest(parameters, transaction); !sound)
        return describeOutcome(session, {Decision::Ended, sound.error()});
    Ending ending = perform(session);
    session.decided("Book 3, 10.11", nameOf(ending.decision));
    return describeOutcome(session, std::move(ending));
}

}  // namespace tappay::emv
