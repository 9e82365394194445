#pragma once

#include "backend/orders/paying_test.h"
#include "protocol/cardholder.h"
#include "tlv/tlv.h"

namespace tappay::test {

// Terminals that ask about accounts, and cards that are held to them.
class CardholdersTest : public PayingTest {
protected:
    static constexpr const char* kPan = Questions::kPan;
    static constexpr const char* kOtherPan = "6228480099999990017";
    static constexpr const char* kMasked = "622848*********8901";

    // What a test may spoil of a proof.
    struct Held {
        std::string pan = kPan;
        std::string terminalId;  // that the card was told of; its own where it is empty
        std::string amount = "000000000000";
        std::uint8_t type = 0x31, information = 0x80;
        std::string entryMode = "052";
        Bytes pinBlock = {};
        std::string key = Questions::newKey();
    };

    Result<protocol::CardholderChallenge> challenge(const Newcomer& machine) {
        return ask("/v1/cardholders/challenge",
                   machine.signText(protocol::encode(protocol::CardholderChallengeQuestion{
                       machine.enrolled.terminalId, machine.now()})),
                   answerKey(), protocol::decodeCardholderChallenge);
    }
    static Bytes iccOf(const Held& held, ByteView challenge, const std::string& terminalId) {
        Bytes icc;
        tlv::appendItem(icc, 0x9F26, fromHex("08D86EA799901B37").value());
        tlv::appendItem(icc, 0x9F27, Bytes{held.information});
        tlv::appendItem(icc, 0x9F37, protocol::challengedNumber(challenge, terminalId));
        tlv::appendItem(icc, 0x9C, Bytes{held.type});
        tlv::appendItem(icc, 0x9F02, fromHex(held.amount).value());
        tlv::appendItem(icc, 0x5F2A, fromHex("0156").value());
        return icc;
    }
    protocol::CardProof proof(const Newcomer& machine, ByteView challenge, const Held& held) {
        const auto& own = machine.enrolled.terminalId;
        auto& session = m_sessions.at(machine.enrolled.keyId);
        protocol::CardData card;
        card.pan = SecretBytes(asBytes(held.pan));
        card.track2 = SecretBytes(asBytes(held.pan + "D30122010000000"));
        card.expiry = "3012";
        card.panSequence = "01";
        card.icc = iccOf(held, challenge, held.terminalId.empty() ? own : held.terminalId);
        card.pinBlock = held.pinBlock;
        const protocol::SignOnSeal seal{session.id, session.process, ++session.sealings};
        const auto sealed = protocol::sealCard(held.key, card, seal, m_random).value();
        return {own,
                Bytes(challenge.begin(), challenge.end()),
                session.id,
                sealed,
                held.key,
                held.entryMode,
                "UnionPay Debit",
                machine.now()};
    }
    Result<protocol::CardholderAnswer> prove(const Newcomer& machine,
                                             const protocol::CardProof& proof) {
        return ask("/v1/cardholders/cards", machine.signText(protocol::encode(proof)), answerKey(),
                   protocol::decodeCardholderAnswer);
    }
    // The whole of it.
    Result<protocol::CardholderAnswer> add(const Newcomer& machine, const Held& held) {
        const auto asked = challenge(machine);
        if (!asked) return std::unexpected(asked.error());
        return prove(machine, proof(machine, asked->challenge, held));
    }
    Result<protocol::CardholderAnswer> add(const Newcomer& machine, const std::string& pan = kPan) {
        Held held;
        held.pan = pan;
        return add(machine, held);
    }

    static protocol::CardholderQuestion question(const Newcomer& machine,
                                                 protocol::CardholderWish wish) {
        return {machine.enrolled.terminalId, wish, machine.now()};
    }
    Result<protocol::CardholderAnswer> askAccount(const Newcomer& machine, const char* path,
                                                  const protocol::CardholderQuestion& question) {
        return ask(path, machine.signText(protocol::encode(question)), answerKey(),
                   protocol::decodeCardholderAnswer);
    }
    Result<protocol::CardholderAnswer> show(const Newcomer& machine) {
        return askAccount(machine, "/v1/cardholders/show",
                          question(machine, protocol::CardholderWish::Show));
    }
    Result<protocol::CardholderAnswer> unbind(const Newcomer& machine, const std::string& card) {
        auto asked = question(machine, protocol::CardholderWish::Unbind);
        asked.card = card;
        return askAccount(machine, "/v1/cardholders/unbind", asked);
    }
    Result<protocol::CardholderAnswer> removeDevice(const Newcomer& machine,
                                                    const std::string& device) {
        auto asked = question(machine, protocol::CardholderWish::RemoveDevice);
        asked.device = device;
        return askAccount(machine, "/v1/cardholders/remove-device", asked);
    }
    Result<protocol::CardholderAnswer> limits(const Newcomer& machine, const std::string& payment,
                                              const std::string& day) {
        const auto currency = currencyByAlpha("CNY").value();
        auto asked = question(machine, protocol::CardholderWish::Limits);
        asked.limits.currency = currency;
        if (!payment.empty()) asked.limits.payment = parseMoney(payment, currency).value();
        if (!day.empty()) asked.limits.day = parseMoney(day, currency).value();
        return askAccount(machine, "/v1/cardholders/limits", asked);
    }
    Result<protocol::CardholderAnswer> forget(const Newcomer& machine) {
        return askAccount(machine, "/v1/cardholders/delete",
                          question(machine, protocol::CardholderWish::Delete));
    }
    Result<protocol::CardholderExport> exported(const Newcomer& machine) {
        return ask(
            "/v1/cardholders/export",
            machine.signText(protocol::encode(question(machine, protocol::CardholderWish::Export))),
            answerKey(), protocol::decodeCardholderExport);
    }

    static std::vector<std::string> whats(const protocol::CardholderAnswer& answer) {
        std::vector<std::string> names;
        for (const auto& notice : answer.account.notices)
            names.push_back(notice.what);
        return names;
    }
    template <typename T>
    static FailureCode codeOf(const Result<T>& result) {
        return result ? FailureCode::Internal : result.error().code;
    }
    std::size_t inquiries() { return m_network.received("0200").size(); }
};

}  // namespace tappay::test
