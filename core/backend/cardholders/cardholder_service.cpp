#include "backend/cardholders/cardholder_service.h"

#include <algorithm>
#include <array>

#include "protocol/time.h"

namespace tappay::backend {

using protocol::CardholderFacts;
using protocol::CardholderQuestion;

namespace {

constexpr std::string_view kChallenge = "/v1/cardholders/challenge",
                           kCards = "/v1/cardholders/cards";

struct Path {
    std::string_view target;
    protocol::CardholderWish wish;
};
constexpr std::array kQuestions{
    Path{"/v1/cardholders/show", protocol::CardholderWish::Show},
    Path{"/v1/cardholders/unbind", protocol::CardholderWish::Unbind},
    Path{"/v1/cardholders/remove-device", protocol::CardholderWish::RemoveDevice},
    Path{"/v1/cardholders/limits", protocol::CardholderWish::Limits},
    Path{"/v1/cardholders/export", protocol::CardholderWish::Export},
    Path{"/v1/cardholders/delete", protocol::CardholderWish::Delete},
    Path{"/v1/cardholders/payments", protocol::CardholderWish::Payment}};

// Whatever leaves nothing behind of what was there.
bool forgets(protocol::CardholderWish wish) {
    using enum protocol::CardholderWish;
    return wish == Unbind || wish == RemoveDevice || wish == Delete;
}

}  // namespace

CardholderService::CardholderService(const Config& config, GroupCommit& records,
                                     Unsealing& unsealing, NetworkLink& network,
                                     const CardVault& vault, const Answers& answers,
                                     Confirmation& confirmation, const Clock& clock, Random& random,
                                     const Log& log)
    : m_records(records),
      m_answers(answers),
      m_confirmation(confirmation),
      m_clock(clock),
      m_log(log),
      m_challenges(clock, random),
      m_proofs(config.network, m_challenges, unsealing, records, network, vault,
               config.confirm.has_value()),
      m_accounts(clock, random) {}

bool CardholderService::takes(std::string_view target) {
    return target == kChallenge || target == kCards ||
           std::ranges::find(kQuestions, target, &Path::target) != kQuestions.end();
}

void CardholderService::ask(const std::string& target, const SignedMessage& message,
                            Answered done) {
    const auto& from = message.from->terminal;
    if (!isEnrolled(from))
        return done(fail(FailureCode::NotEnrolled, "known by the configuration alone"));
    if (target == kChallenge) return done(challenge(from, message.payload));
    if (target == kCards) return prove(from, message.payload, std::move(done));
    const auto* const path = std::ranges::find(kQuestions, target, &Path::target);
    question(path->wish, from, message.payload, std::move(done));
}

Answer CardholderService::challenge(const EnrolledTerminal& from, const std::string& payload) {
    TAPPAY_TRY(question, protocol::decodeCardholderChallengeQuestion(payload));
    TAPPAY_CHECK(checkAsker(from, question.terminalId, question.time, m_clock));
    auto made = m_challenges.make(from.keyId);
    return m_answers.sign(protocol::encode(protocol::CardholderChallenge{
        from.terminalId, std::move(made.octets), protocol::formatTime(made.expires),
        protocol::formatTime(m_clock.now()), question.time}));
}

void CardholderService::prove(const EnrolledTerminal& from, const std::string& payload,
                              Answered done) {
    const auto open = [&]() -> Result<protocol::CardProof> {
        TAPPAY_TRY(proof, protocol::decodeCardProof(payload));
        TAPPAY_CHECK(checkAsker(from, proof.terminalId, proof.time, m_clock));
        return proof;
    };
    auto proof = open();
    if (!proof) return done(std::unexpected(std::move(proof).error()));
    const auto asked = proof->time;
    m_proofs.prove(
        from, std::move(*proof),
        [this, from, asked, held = std::move(done)](Result<CardProofs::Proven> proven) mutable {
            if (!proven) return held(std::unexpected(std::move(proven).error()));
            bind(from, asked, std::move(*proven), std::move(held));
        });
}

void CardholderService::bind(const EnrolledTerminal& from, const std::string& asked,
                             CardProofs::Proven proven, Answered done) {
    auto facts = std::make_shared<CardholderFacts>();
    m_records.submit(
        [this, facts, from, card = std::move(proven.card)](Records& records) -> Result<void> {
            TAPPAY_TRY(account, m_accounts.bind(records, from, card));
            TAPPAY_TRY(shown, m_accounts.show(records, account));
            *facts = std::move(shown);
            return {};
        },
        [this, facts, terminalId = from.terminalId, asked, issuer = std::move(proven.issuer),
         held = std::move(done)](Result<void> result) mutable {
            if (!result) return held(std::unexpected(std::move(result).error()));
            held(m_answers.sign(protocol::encode(protocol::CardholderAnswer{
                terminalId, std::move(*facts), protocol::formatTime(m_clock.now()), asked,
                issuer.responseCode, std::move(issuer.icc)})));
        });
}

void CardholderService::question(Wish wish, const EnrolledTerminal& from,
                                 const std::string& payload, Answered done) {
    const auto open = [&]() -> Result<CardholderQuestion> {
        TAPPAY_TRY(question, protocol::decodeCardholderQuestion(payload));
        TAPPAY_CHECK(checkAsker(from, question.terminalId, question.time, m_clock));
        if (question.wish != wish)
            return fail(FailureCode::PermissionDenied, "signed for another question");
        return question;
    };
    const auto asked = open();
    if (!asked) return done(std::unexpected(asked.error()));
    if (wish == Wish::Payment)
        return m_confirmation.ask({from, asked->card, asked->order, asked->time}, std::move(done));
    if (wish == Wish::Export) return exportData(from, asked->time, std::move(done));
    change(from, asked->time, changeFor(from, *asked), forgets(wish), std::move(done));
}

CardholderService::Change CardholderService::changeFor(const EnrolledTerminal& from,
                                                       const CardholderQuestion& question) const {
    switch (question.wish) {
        case Wish::Unbind:
            return [this, card = question.card](
                       Records& records, const CardholderRow& account) -> Result<CardholderFacts> {
                TAPPAY_CHECK(m_accounts.unbind(records, account, card));
                return m_accounts.show(records, account);
            };
        case Wish::RemoveDevice:
            return [this, from, device = question.device](
                       Records& records, const CardholderRow& account) -> Result<CardholderFacts> {
                TAPPAY_TRY(stays, m_accounts.removeDevice(records, from, account, device));
                return stays ? m_accounts.show(records, account) : CardholderFacts{};
            };
        case Wish::Limits:
            return [this, limits = question.limits](
                       Records& records, const CardholderRow& account) -> Result<CardholderFacts> {
                TAPPAY_TRY(changed, m_accounts.setLimits(records, account, limits));
                return m_accounts.show(records, changed);
            };
        case Wish::Delete:
            return [](Records& records, const CardholderRow& account) -> Result<CardholderFacts> {
                TAPPAY_CHECK(records.cardholders().erase(account));
                return CardholderFacts{};
            };
        case Wish::Show:
        case Wish::Export:
        case Wish::Payment:
            break;
    }
    return [this](Records& records, const CardholderRow& account) {
        return m_accounts.show(records, account);
    };
}

void CardholderService::change(const EnrolledTerminal& from, const std::string& asked, Change how,
                               bool forgets, Answered done) {
    struct Outcome {
        CardholderFacts facts;
        CardholderRecords* accounts = nullptr;
    };
    auto outcome = std::make_shared<Outcome>();
    m_records.submit(
        [this, outcome, from, run = std::move(how)](Records& records) -> Result<void> {
            outcome->accounts = &records.cardholders();
            TAPPAY_TRY(account, m_accounts.accountOf(records, from));
            TAPPAY_TRY(shown, run(records, account));
            outcome->facts = std::move(shown);
            return {};
        },
        [this, outcome, terminalId = from.terminalId, asked, forgets,
         held = std::move(done)](Result<void> result) mutable {
            if (!result) return held(std::unexpected(std::move(result).error()));
            // Still on the writer's thread, and between two of its transactions.
            if (forgets) forgetLog(*outcome->accounts);
            held(m_answers.sign(
                protocol::encode(protocol::CardholderAnswer{terminalId,
                                                            std::move(outcome->facts),
                                                            protocol::formatTime(m_clock.now()),
                                                            asked,
                                                            "",
                                                            {}})));
        });
}

void CardholderService::exportData(const EnrolledTerminal& from, const std::string& asked,
                                   Answered done) {
    auto data = std::make_shared<std::string>();
    m_records.submit(
        [this, data, from](Records& records) -> Result<void> {
            TAPPAY_TRY(account, m_accounts.accountOf(records, from));
            TAPPAY_TRY(exported, m_accounts.exportData(records, account));
            *data = std::move(exported);
            return {};
        },
        [this, data, terminalId = from.terminalId, asked,
         held = std::move(done)](Result<void> result) mutable {
            if (!result) return held(std::unexpected(std::move(result).error()));
            held(m_answers.sign(protocol::encode(protocol::CardholderExport{
                terminalId, std::move(*data), protocol::formatTime(m_clock.now()), asked})));
        });
}

void CardholderService::forgetLog(CardholderRecords& accounts) {
    if (const auto gone = accounts.forgetLog(); !gone) m_log.failure("cardholders", gone.error());
}

}  // namespace tappay::backend
