#pragma once

#include <map>
#include <mutex>
#include <set>

#include "crypto/hash.h"
#include "crypto/jose.h"
#include "link/back_end_link.h"
#include "protocol/sealed_transaction.h"
#include "protocol/sign_on.h"

// A back end of a page's size: it knows payments by their key, and both of its doors.
namespace tappay::test {

struct PlayedBackEnd {
    struct Answer {
        unsigned status = 0;
        std::string body;
    };
    // A path of a payment, with what is sent there.
    Answer handle(const std::string& path, const std::string& body) {
        const std::scoped_lock lock(m_mutex);
        bodies.insert(body);
        ++calls;
        if (refuse) return {409, protocol::encodeError({*refuse, {}})};
        const auto payload = toText(crypto::jwsParse(body)->payload);
        Money amount;
        std::string paymentKey;
        if (path == "/v1/captures") {
            paymentKey = protocol::decodeCapture(payload)->key;
        } else {
            const auto asked = protocol::decodeAuthorisation(payload).value();
            paymentKey = asked.request.key;
            amount = asked.request.amount;
        }
        auto& known = payments[paymentKey];
        if (known.key.empty()) {
            known.key = paymentKey;
            known.terminalId = "10000001";
            known.amount = amount;
            known.state = protocol::PaymentState::Approved;
            known.responseCode = "00";
            known.time = "2026-11-22T08:00:00.000Z";
            ++runs;
        }
        return {200, sign(known)};
    }
    // The channel's door.
    std::optional<std::string> open(const std::string& json, const SecretBytes& processKey) {
        const auto question = protocol::decodeChannelQuestion(json);
        if (!question) return std::nullopt;
        const auto derive = [&](const Bytes& info) {
            return SecretBytes(crypto::hkdfSha256(processKey.view(), {}, info, 32));
        };
        const auto record = protocol::openTransaction(
            derive(protocol::channelCallKeyInfo(question->payment)).view(),
            crypto::fromBase64Url(question->record).value());
        if (!record) return std::nullopt;
        const auto call = protocol::decodeCarriedCall(toText(record->card.view())).value();
        const auto answer = handle(call.path, call.body);
        const auto sealed = protocol::sealTransaction(
            derive(protocol::channelAnswerKeyInfo(question->payment)), record->number,
            asBytes(encode(protocol::CarriedAnswer{answer.status, answer.body})), m_random);
        return protocol::encodeChannelAnswer(crypto::base64Url(*sealed));
    }

    crypto::EcPrivateKey key = crypto::EcPrivateKey::generate(crypto::Curve::P256).value();
    std::map<std::string, protocol::PaymentAnswer> payments;
    std::set<std::string> bodies;  // different ones
    int calls = 0, runs = 0;
    std::optional<FailureCode> refuse;

private:
    std::string sign(const protocol::PaymentAnswer& answer) {
        return crypto::jwsSign("answer", asBytes(protocol::encode(answer)),
                               [this](ByteView message) { return key.signEcdsa(message); })
            .value();
    }
    std::mutex m_mutex;
    crypto::SystemRandom m_random;
};

// The terminal's own connection to it.
class PlayedSession final : public link::HttpSession {
public:
    explicit PlayedSession(PlayedBackEnd& backEnd) : m_backEnd(backEnd) {}

    link::HttpOutcome call(const link::HttpCall& call, const Deadline&) override {
        using Kind = link::HttpOutcome::Kind;
        if (down) return {Kind::NotSent, 0, {}, "refused", {}};
        if (call.method == "GET") return {Kind::Answered, 200, {}, {}, {}};
        ++sent;
        const auto answer = m_backEnd.handle(call.path.toStdString(), call.body.toStdString());
        return {Kind::Answered, static_cast<int>(answer.status), answer.body, {}, {}};
    }
    void callLater(const link::HttpCall&, std::chrono::milliseconds, Done) override {}
    [[nodiscard]] QObject* context() const override { return nullptr; }

    bool down = false;
    int sent = 0;  // calls of payments

private:
    PlayedBackEnd& m_backEnd;
};

}  // namespace tappay::test
