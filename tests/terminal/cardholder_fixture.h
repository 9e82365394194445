#pragma once

#include <mutex>

#include "crypto/jose.h"
#include "protocol/time.h"
#include "terminal/cardholder/card_prover.h"
#include "terminal/sale_fixture.h"

namespace tappay::terminal::testing {

// The back end's side of accounts: one account, which the first card makes.
class PlayedAccounts {
public:
    Result<std::string> answer(const std::string& path, const std::string& body) {
        const std::scoped_lock lock(m_mutex);
        m_paths.push_back(path.substr(path.rfind('/') + 1));
        if (const auto failure = failing.find(m_paths.back()); failure != failing.end())
            return fail(failure->second);
        const auto payload = toText(crypto::jwsParse(body)->payload);
        if (m_paths.back() == "challenge") return challenge(payload);
        if (m_paths.back() == "cards") return proof(payload);
        const auto question = protocol::decodeCardholderQuestion(payload).value();
        m_questions.push_back(question);
        if (question.wish == protocol::CardholderWish::Export)
            return sign(protocol::encode(protocol::CardholderExport{question.terminalId, "{}",
                                                                    question.time, question.time}));
        if (!known.load()) return fail(FailureCode::CardholderUnknown);
        if (question.wish == protocol::CardholderWish::Delete) known = false;
        return answered(question.terminalId, question.time);
    }
    // What was asked: "challenge", "cards", "show", ...
    std::vector<std::string> paths() {
        const std::scoped_lock lock(m_mutex);
        return m_paths;
    }
    protocol::CardholderQuestion lastQuestion() {
        const std::scoped_lock lock(m_mutex);
        return m_questions.back();
    }
    protocol::CardProof lastProof() {
        const std::scoped_lock lock(m_mutex);
        return m_proofs.back();
    }

    const crypto::EcPrivateKey key = crypto::EcPrivateKey::generate(crypto::Curve::P256).value();
    const Bytes challengeOctets = Bytes(protocol::kCardholderChallenge, 0x5A);
    std::atomic<bool> known = false;
    // Before anything is asked.
    std::map<std::string, FailureCode> failing;
    std::function<void(protocol::CardholderAnswer&)> spoil;

private:
    std::string sign(const std::string& message) const {
        return crypto::jwsSign("answer", asBytes(message),
                               [this](ByteView octets) { return key.signEcdsa(octets); })
            .value();
    }
    std::string challenge(const std::string& payload) const {
        const auto question = protocol::decodeCardholderChallengeQuestion(payload).value();
        return sign(protocol::encode(protocol::CardholderChallenge{
            question.terminalId, challengeOctets, question.time, question.time, question.time}));
    }
    std::string proof(const std::string& payload) {
        m_proofs.push_back(protocol::decodeCardProof(payload).value());
        known = true;
        return answered(m_proofs.back().terminalId, m_proofs.back().time);
    }
    std::string answered(const std::string& terminalId, const std::string& asked) const {
        protocol::CardholderAnswer answer;
        answer.terminalId = terminalId;
        answer.asked = answer.time = asked;
        auto& account = answer.account;
        account.limits.currency = *currencyByAlpha("CNY");
        if (known.load()) {
            account.id = "01936b2e-5f00-7a31-8c11-5d0e2b7c9a10";
            account.since = asked;
            account.cards = {{"01936b2e-5f00-7a31-8c11-5d0e2b7c9a11",
                              "622848*********8901",
                              "UnionPay Debit",
                              asked,
                              {}}};
        }
        answer.responseCode = "00";
        if (spoil) spoil(answer);
        return sign(protocol::encode(answer));
    }

    std::mutex m_mutex;
    std::vector<std::string> m_paths;
    std::vector<protocol::CardholderQuestion> m_questions;
    std::vector<protocol::CardProof> m_proofs;
};

// A signed-on terminal whose computer may belong to a cardholder.
class CardholderTest : public SaleTest {
protected:
    CardholderTest() {
        world.standing.who = link::TerminalIdentity{.terminalId = "10000001",
                                                    .keyId = "key-1",
                                                    .sealTo = {},
                                                    .sealKeyId = "seal-1",
                                                    .answersBy = accounts.key.publicKey()};
        world.standing.keys->session = "01936b2e-5f00-7a31-8c11-000000000001";
        world.standing.keys->processKey = SecretBytes(Bytes(32, 7));
        world.standing.set.kernel.contactless.contactAlso = true;
        world.backEnd.answering = [this](const auto& path, const auto& body) {
            return accounts.answer(path, body);
        };
    }

    PlayedAccounts accounts;
};

}  // namespace tappay::terminal::testing
