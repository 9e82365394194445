#include "emv/contactless/kernel.h"

#include "emv/contactless/completion.h"
#include "emv/contactless/ppse.h"
#include "emv/contactless/processing_options.h"
#include "emv/contactless/records.h"
#include "emv/contactless/selection.h"
#include "emv/contactless/torn.h"
#include "emv/numeric.h"
#include "emv/request.h"

namespace tappay::emv::contactless {

namespace {

// All that needs the card, without waiting for anybody.
TapResult<void> readCard(Tap& tap, const std::shared_ptr<const Torn>& expected) {
    Session& session = tap.session;
    session.cardholder.progress(Step::Selecting);
    TAPPAY_TRY(candidates, readDirectory(tap));
    TAPPAY_CHECK(selectApplication(tap, candidates));
    session.cardholder.progress(Step::Reading);
    TAPPAY_CHECK(initiateApplication(tap));
    return readApplicationData(tap, expected);
}

// What the card gave after it had paid can't be used. Where it may be another card than the one
// that is awaited, that one's question stays open.
TapResult<Ending> afterUnreadable(Tap& tap, Obstacle obstacle,
                                  const std::shared_ptr<const Torn>& expected) {
    const bool asExpected = !expected || expected->isOf(tap.records, tap.session);
    if (!tap.hasPaid || !asExpected) return std::unexpected(std::move(obstacle));
    return refusePaid(tap, std::move(obstacle.reason.detail));
}

TapResult<Ending> perform(Tap& tap, const std::shared_ptr<const Torn>& expected) {
    if (auto read = readCard(tap, expected); !read)
        return afterUnreadable(tap, std::move(read).error(), expected);
    tap.session.cardholder.progress(Step::CardRead);
    switch (tap.granted) {
        case CryptogramType::Tc:
            return completeOffline(tap);
        case CryptogramType::Arqc:
            return completeOnline(tap);
        case CryptogramType::Aac:
            break;
    }
    return decline(tap, "the card declines");
}

// The card has paid: whatever keeps this from an end leaves the question open.
TapResult<Ending> performTorn(Tap& tap, const std::shared_ptr<const Torn>& torn) {
    tap.hasPaid = true;
    tap.session.cardholder.progress(Step::CardRead);
    auto result = completeOffline(tap, torn);
    if (!result) result.error().torn = torn;
    return result;
}

// Until the card has said who it is, it may be another than the one that is awaited.
void keepExpected(const Tap& tap, const std::shared_ptr<const Torn>& expected, Obstacle& obstacle) {
    if (expected && !obstacle.torn && !expected->isOf(tap.records, tap.session))
        obstacle.torn = expected;
}

// The amount a card may still spend without the issuer; it says so only when it wants to.
std::optional<std::int64_t> balanceOf(const Session& session) {
    const auto available = session.data.find(tag::kAvailableOfflineAmount);
    const auto minor = available ? fromNumeric(*available) : std::nullopt;
    return minor ? std::optional(static_cast<std::int64_t>(*minor)) : std::nullopt;
}

Outcome describe(const Tap& tap, TapResult<Ending> result) {
    if (result) {
        Outcome outcome = describeOutcome(tap.session, std::move(*result));
        if (outcome.decision == Decision::ApprovedOffline)
            outcome.cardBalance = balanceOf(tap.session);
        outcome.cardHasPaid = tap.hasPaid;
        return outcome;
    }
    Obstacle& obstacle = result.error();
    tap.session.decided("JR/T 0025.12, completion",
                        {tappay::describe(obstacle.reason.code).name, " ", obstacle.reason.detail});
    Outcome outcome = describeOutcome(tap.session, {Decision::Ended, std::move(obstacle.reason)});
    outcome.cardHasPaid = tap.hasPaid;
    outcome.next = obstacle.next;
    outcome.torn = std::move(obstacle.torn);
    return outcome;
}

}  // namespace

Outcome run(const Parameters& parameters, const Transaction& transaction,
            const std::vector<Combination>& allowed, Surroundings world,
            const std::shared_ptr<const Torn>& torn) {
    if (torn) {
        Tap tap(parameters, transaction, allowed, world);
        const auto paid = finishTorn(tap, torn);
        if (!paid) return describe(tap, std::unexpected(paid.error()));
        if (*paid) return describe(tap, performTorn(tap, torn));
    }
    Tap tap(parameters, transaction, allowed, world);
    if (const auto sound = checkRequest(parameters, transaction); !sound)
        return describe(tap, std::unexpected(Obstacle(sound.error())));
    auto result = perform(tap, torn);
    if (!result) keepExpected(tap, torn, result.error());
    return describe(tap, std::move(result));
}

}  // namespace tappay::emv::contactless
