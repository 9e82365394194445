#include "link/back_end_link.h"

#include "link/https_session.h"
#include "link/probe.h"
#include "protocol/envelope.h"
#include "protocol/time.h"

namespace tappay::link {

using protocol::PaymentAnswer;

namespace {

// How long to look for a back end that was not there lately before a payment is given up unsent.
constexpr std::chrono::seconds kLookFor{5};

class BackEndLink final : public BackEnd {
public:
    BackEndLink(BackEndConfig config, std::unique_ptr<HttpSession> session,
                crypto::EcVerifier verifier, chip::Chip& chip, Random& random, const Log& log)
        : m_config(std::move(config)),
          m_verifier(std::move(verifier)),
          m_signer{m_config.keyId, [&chip](ByteView message) { return chip.sign(message); }},
          m_random(random),
          m_probe(*session, log),
          m_session(std::move(session)) {
        m_probe.start();
    }

    Result<PaymentAnswer> authorise(const protocol::AuthorisationRequest& request,
                                    const Deadline& deadline) override {
        TAPPAY_TRY(body, protocol::sign(request, {m_config.sealTo, m_config.sealKeyId}, m_random,
                                        m_signer));
        TAPPAY_TRY(answer, ask(post("/v1/authorisations", body), request.key, deadline));
        const bool tombstone =
            answer.state == protocol::PaymentState::Undone && answer.amount.currency.numeric == 0;
        if (answer.state == protocol::PaymentState::NotFound ||
            (!tombstone && answer.amount != request.amount))
            return fail(FailureCode::HostAnswerInvalid, "the answer is for another payment");
        return answer;
    }

    Result<std::string> sealCard(const std::string& key, const protocol::CardData& card) override {
        return protocol::sealCard(key, card, {m_config.sealTo, m_config.sealKeyId}, m_random);
    }

    Result<PaymentAnswer> advise(protocol::AdviceRequest request, const std::string& sealed,
                                 const Deadline& deadline) override {
        request.time = now();
        const auto& payment = request.payment;
        TAPPAY_TRY(body, protocol::sign(request, sealed, m_signer));
        TAPPAY_TRY(answer, ask(post("/v1/advices", body), payment.key, deadline));
        using enum protocol::PaymentState;
        const bool fits =
            answer.state == Pending || answer.state == Approved || answer.state == Declined;
        if (!fits || answer.amount != payment.amount)
            return fail(FailureCode::HostAnswerInvalid, "the answer is for another payment");
        return answer;
    }

    Result<PaymentAnswer> status(const std::string& key, const Deadline& deadline) override {
        const auto asked = now();
        TAPPAY_TRY(
            question,
            protocol::sign(protocol::StatusQuestion{key, m_config.terminalId, asked}, m_signer));
        const HttpCall call{"GET",
                            QString::fromStdString("/v1/transactions/" + key),
                            {},
                            QByteArray::fromStdString("TapPay " + question)};
        TAPPAY_TRY(answer, ask(call, key, deadline));
        if (answer.asked != asked)
            return fail(FailureCode::HostAnswerInvalid, "the answer is to an older question");
        return answer;
    }

    Result<PaymentAnswer> undo(const std::string& key, protocol::UndoReason reason,
                               const Deadline& deadline) override {
        TAPPAY_TRY(body,
                   protocol::sign(protocol::UndoRequest{key, m_config.terminalId, reason, now()},
                                  m_signer));
        return ask(post("/v1/undo", body), key, deadline);
    }

    [[nodiscard]] LinkState state() const override { return m_probe.state(); }

    void onStateChange(std::function<void(const LinkState&)> listener) override {
        m_probe.onChange(std::move(listener));
    }

private:
    static std::string now() { return protocol::formatTime(std::chrono::system_clock::now()); }

    static HttpCall post(const char* path, const std::string& body) {
        return {"POST", QString::fromLatin1(path), QByteArray::fromStdString(body), {}};
    }

    // A back end that seems to be away is looked for first: when even that gets no answer, the
    // request itself surely stays here.
    Result<void> lookFor(const Deadline& deadline) {
        if (m_probe.state().reachable) return {};
        const auto until = std::min(deadline.at, std::chrono::steady_clock::now() + kLookFor);
        const auto found = m_session->call({"GET", QStringLiteral("/livez"), {}, {}},
                                           Deadline{until, deadline.stop});
        m_probe.note(found);
        if (found.kind == HttpOutcome::Kind::Answered) return {};
        return fail(FailureCode::HostUnreachable, found.trouble);
    }

    Result<PaymentAnswer> ask(const HttpCall& call, const std::string& key,
                              const Deadline& deadline) {
        TAPPAY_CHECK(lookFor(deadline));
        const auto outcome = m_session->call(call, deadline);
        m_probe.note(outcome);
        switch (outcome.kind) {
            case HttpOutcome::Kind::NotSent:
                return fail(FailureCode::HostUnreachable, outcome.trouble);
            case HttpOutcome::Kind::NoAnswer:
                return fail(FailureCode::HostTimeout, outcome.trouble);
            case HttpOutcome::Kind::Answered:
                break;
        }
        if (outcome.status != 200) return refused(outcome);
        auto answer = protocol::openAnswer(outcome.body, m_verifier);
        if (!answer) return fail(FailureCode::HostAnswerInvalid, answer.error().detail);
        if (answer->key != key || answer->terminalId != m_config.terminalId)
            return fail(FailureCode::HostAnswerInvalid, "the answer is for another payment");
        return std::move(*answer);
    }

    static std::unexpected<Failure> refused(const HttpOutcome& outcome) {
        const auto error = protocol::decodeError(outcome.body);
        const auto detail = "HTTP " + std::to_string(outcome.status) + ", " + error.detail;
        if (error.code == FailureCode::KeyReused || error.code == FailureCode::TooLate ||
            error.code == FailureCode::NotUndoable)
            return fail(error.code, detail);
        // Only these say that nothing was done with the request: the back end's own words, not a
        // proxy's, and not about a repetition when the first one may be running.
        const bool own = error.code != FailureCode::Internal;
        const bool refusal = (outcome.status >= 400 && outcome.status < 500) ||
                             error.code == FailureCode::HostRefused;
        const bool notRun = own && refusal && !outcome.repeated;
        if (notRun && error.code == FailureCode::ClockWrong) return fail(error.code, detail);
        return fail(notRun ? FailureCode::HostRefused : FailureCode::HostTimeout, detail);
    }

    BackEndConfig m_config;
    crypto::EcVerifier m_verifier;
    protocol::Signer m_signer;
    Random& m_random;
    Probe m_probe;
    // Last, so that its thread has ended before anything its callbacks use is gone.
    std::unique_ptr<HttpSession> m_session;
};

// What to say when the link can't even be set up: every call tells why.
class BrokenLink final : public BackEnd {
public:
    explicit BrokenLink(Failure failure) : m_failure(std::move(failure)) {}
    Result<PaymentAnswer> authorise(const protocol::AuthorisationRequest&,
                                    const Deadline&) override {
        return std::unexpected(m_failure);
    }
    Result<std::string> sealCard(const std::string&, const protocol::CardData&) override {
        return std::unexpected(m_failure);
    }
    Result<PaymentAnswer> advise(protocol::AdviceRequest, const std::string&,
                                 const Deadline&) override {
        return std::unexpected(m_failure);
    }
    Result<PaymentAnswer> status(const std::string&, const Deadline&) override {
        return std::unexpected(m_failure);
    }
    Result<PaymentAnswer> undo(const std::string&, protocol::UndoReason, const Deadline&) override {
        return std::unexpected(m_failure);
    }
    [[nodiscard]] LinkState state() const override { return {}; }
    void onStateChange(std::function<void(const LinkState&)>) override {}

private:
    Failure m_failure;
};

}  // namespace

Result<std::unique_ptr<BackEnd>> connectOver(std::unique_ptr<HttpSession> session,
                                             BackEndConfig config, chip::Chip& chip, Random& random,
                                             const Log& log) {
    TAPPAY_TRY(verifier, crypto::EcVerifier::create(config.answersBy));
    return std::make_unique<BackEndLink>(std::move(config), std::move(session), std::move(verifier),
                                         chip, random, log);
}

std::unique_ptr<BackEnd> connectBackEnd(BackEndConfig config, chip::Chip& chip, Random& random,
                                        const Log& log) {
    const auto connect = [&]() -> Result<std::unique_ptr<BackEnd>> {
        TAPPAY_TRY(session, HttpsSession::open(config.url, config.caFile));
        return connectOver(std::move(session), std::move(config), chip, random, log);
    };
    auto connected = connect();
    if (connected) return std::move(*connected);
    log.failure("link", connected.error());
    return std::make_unique<BrokenLink>(
        Failure{FailureCode::HostUnreachable, std::move(connected.error().detail)});
}

}  // namespace tappay::link
