#include "link/back_end_link.h"

#include <QtCore/QUrl>

#include "base/standing_failures.h"
#include "link/https_session.h"
#include "link/probe.h"
#include "protocol/envelope.h"
#include "protocol/time.h"

namespace tappay::link {

using protocol::PaymentAnswer;

namespace {

// How long to look for a back end that was not there lately before a payment is given up unsent.
constexpr std::chrono::seconds kLookFor{5};
constexpr const char* kPoll = "/v1/push/poll";

class BackEndLink final : public BackEnd {
public:
    BackEndLink(std::unique_ptr<HttpSession> session, const std::string& url, chip::Chip& chip,
                Random& random, const Log& log)
        : m_chip(chip),
          m_random(random),
          m_channelUrl(channelUrl(url)),
          m_probe(*session, log),
          m_session(std::move(session)) {
        m_probe.start();
    }

    Result<void> identify(TerminalIdentity identity) override {
        TAPPAY_TRY(verifier, crypto::EcVerifier::create(identity.answersBy));
        auto known = std::make_shared<const Known>(
            identity.terminalId,
            protocol::Signer{identity.keyId,
                             [&chip = m_chip](ByteView message) { return chip.sign(message); }},
            protocol::SealKey{identity.sealTo, identity.sealKeyId}, std::move(verifier));
        const std::scoped_lock lock(m_mutex);
        m_known = std::move(known);
        return {};
    }

    Result<PaymentAnswer> authorise(const protocol::AuthorisationRequest& request,
                                    const protocol::SignOnSeal* seal, const Deadline& deadline,
                                    Channel* through) override {
        TAPPAY_TRY(known, this->known());
        TAPPAY_TRY(body, seal ? protocol::sign(request, *seal, m_random, known->signer)
                              : protocol::sign(request, known->seal, m_random, known->signer));
        TAPPAY_TRY(answer,
                   ask(*known, post("/v1/authorisations", body), request.key, deadline, through));
        const bool tombstone =
            answer.state == protocol::PaymentState::Undone && answer.amount.currency.numeric == 0;
        if (answer.state == protocol::PaymentState::NotFound ||
            (!tombstone && answer.amount != request.amount))
            return fail(FailureCode::HostAnswerInvalid, "the answer is for another payment");
        return answer;
    }

    Result<std::string> sealCard(const std::string& key, const protocol::CardData& card) override {
        TAPPAY_TRY(known, this->known());
        return protocol::sealCard(key, card, known->seal, m_random);
    }

    Result<PaymentAnswer> advise(protocol::AdviceRequest request, const std::string& sealed,
                                 const Deadline& deadline) override {
        TAPPAY_TRY(known, this->known());
        request.time = now();
        const auto& payment = request.payment;
        TAPPAY_TRY(body, protocol::sign(request, sealed, known->signer));
        TAPPAY_TRY(answer, ask(*known, post("/v1/advices", body), payment.key, deadline));
        using enum protocol::PaymentState;
        const bool fits =
            answer.state == Pending || answer.state == Approved || answer.state == Declined;
        if (!fits || answer.amount != payment.amount)
            return fail(FailureCode::HostAnswerInvalid, "the answer is for another payment");
        return answer;
    }

    Result<PaymentAnswer> status(const std::string& key, const Deadline& deadline) override {
        TAPPAY_TRY(known, this->known());
        const auto asked = now();
        TAPPAY_TRY(question, protocol::sign(protocol::StatusQuestion{key, known->terminalId, asked},
                                            known->signer));
        const HttpCall call{"GET",
                            QString::fromStdString("/v1/transactions/" + key),
                            {},
                            QByteArray::fromStdString("TapPay " + question)};
        TAPPAY_TRY(answer, ask(*known, call, key, deadline));
        if (answer.asked != asked)
            return fail(FailureCode::HostAnswerInvalid, "the answer is to an older question");
        return answer;
    }

    Result<PaymentAnswer> undo(const std::string& key, protocol::UndoReason reason,
                               const Deadline& deadline) override {
        TAPPAY_TRY(known, this->known());
        TAPPAY_TRY(body,
                   protocol::sign(protocol::UndoRequest{key, known->terminalId, reason, now()},
                                  known->signer));
        return ask(*known, post("/v1/undo", body), key, deadline);
    }

    Result<std::string> ask(const std::string& path, const std::string& body,
                            const Deadline& deadline) override {
        TAPPAY_TRY(outcome, exchange(post(path.c_str(), body), deadline));
        if (outcome.status == 200) return std::move(outcome.body);
        const auto error = protocol::decodeError(outcome.body);
        const auto detail = "HTTP " + std::to_string(outcome.status) + ", " + error.detail;
        // Without words of its own, or with those of a proxy, nobody knows what became of it.
        return fail(error.code == FailureCode::Internal ? FailureCode::HostTimeout : error.code,
                    detail);
    }

    Result<PaymentAnswer> capture(const std::string& key, const std::string& cryptogram,
                                  const Deadline& deadline, Channel* through) override {
        TAPPAY_TRY(known, this->known());
        const protocol::CaptureRequest request{key, known->terminalId, cryptogram, now()};
        TAPPAY_TRY(body, protocol::sign(request, known->signer));
        return ask(*known, post("/v1/captures", body), key, deadline, through);
    }

    [[nodiscard]] LinkState state() const override { return m_probe.state(); }

    void onStateChange(std::function<void(const LinkState&)> listener) override {
        m_probe.onChange(std::move(listener));
    }

private:
    // What the terminal's identity makes of the calls.
    struct Known {
        std::string terminalId;
        protocol::Signer signer;
        protocol::SealKey seal;
        crypto::EcVerifier verifier;
    };

    Result<std::shared_ptr<const Known>> known() const {
        const std::scoped_lock lock(m_mutex);
        if (!m_known) return fail(FailureCode::NotEnrolled, "the terminal has no identity yet");
        return m_known;
    }

    static std::string channelUrl(const std::string& backEnd) {
        QUrl url(QString::fromStdString(backEnd));
        url.setPath(QStringLiteral("/v1/channel"));
        return url.toString().toStdString();
    }

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

    Result<HttpOutcome> exchange(const HttpCall& call, const Deadline& deadline) {
        TAPPAY_CHECK(lookFor(deadline));
        auto outcome = m_session->call(call, deadline);
        // A caller that has gone has learnt nothing of the back end.
        if (outcome.kind == HttpOutcome::Kind::Answered || !deadline.cancelled())
            m_probe.note(outcome, call.path == QLatin1String(kPoll));
        switch (outcome.kind) {
            case HttpOutcome::Kind::NotSent:
                return fail(FailureCode::HostUnreachable, outcome.trouble);
            case HttpOutcome::Kind::NoAnswer:
                return fail(FailureCode::HostTimeout, outcome.trouble);
            case HttpOutcome::Kind::Answered:
                break;
        }
        return outcome;
    }

    // What the back end says through the channel, else what it says itself. A refusal is asked for
    // again: a page can send a call twice, and show the answer that it likes better. Whatever was
    // handed over may be with the back end, or come there later.
    Result<HttpOutcome> exchange(const HttpCall& call, const Deadline& deadline, Channel& through) {
        const auto carried = through.call(
            m_channelUrl, {call.path.toStdString(), call.body.toStdString()}, deadline);
        if (carried && carried->status == 200)
            return HttpOutcome{HttpOutcome::Kind::Answered, 200, carried->body, {}, {}};
        auto outcome = exchange(call, deadline);
        if (!outcome && through.used() && outcome.error().code == FailureCode::HostUnreachable)
            outcome.error().code = FailureCode::HostTimeout;
        return outcome;
    }

    Result<PaymentAnswer> ask(const Known& known, const HttpCall& call, const std::string& key,
                              const Deadline& deadline, Channel* through = nullptr) {
        TAPPAY_TRY(outcome,
                   through ? exchange(call, deadline, *through) : exchange(call, deadline));
        if (outcome.status != 200) return refused(outcome);
        auto answer = protocol::openAnswer(outcome.body, known.verifier);
        if (!answer) return fail(FailureCode::HostAnswerInvalid, answer.error().detail);
        if (answer->key != key || answer->terminalId != known.terminalId)
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
        if (notRun && surelyNotRun(error.code)) return fail(error.code, detail);
        return fail(notRun ? FailureCode::HostRefused : FailureCode::HostTimeout, detail);
    }

    chip::Chip& m_chip;
    Random& m_random;
    const std::string m_channelUrl;
    mutable std::mutex m_mutex;
    std::shared_ptr<const Known> m_known;
    Probe m_probe;
    // Last, so that its thread has ended before anything its callbacks use is gone.
    std::unique_ptr<HttpSession> m_session;
};

// What to say when the link can't even be set up: every call tells why.
class BrokenLink final : public BackEnd {
public:
    explicit BrokenLink(Failure failure) : m_failure(std::move(failure)) {}
    Result<void> identify(TerminalIdentity) override { return {}; }
    Result<PaymentAnswer> authorise(const protocol::AuthorisationRequest&,
                                    const protocol::SignOnSeal*, const Deadline&,
                                    Channel*) override {
        return std::unexpected(m_failure);
    }
    Result<PaymentAnswer> capture(const std::string&, const std::string&, const Deadline&,
                                  Channel*) override {
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
    Result<std::string> ask(const std::string&, const std::string&, const Deadline&) override {
        return std::unexpected(m_failure);
    }
    [[nodiscard]] LinkState state() const override { return {}; }
    void onStateChange(std::function<void(const LinkState&)>) override {}

private:
    Failure m_failure;
};

}  // namespace

bool surelyNotRun(FailureCode code) {
    switch (code) {
        case FailureCode::HostUnreachable:
        case FailureCode::HostRefused:
        case FailureCode::KeyReused:
        case FailureCode::ClockWrong:
        case FailureCode::NotSignedOn:
        case FailureCode::KeyRejected:
        case FailureCode::OrderInvalid:
        case FailureCode::OrderExpired:
        case FailureCode::OrderInProgress:
        case FailureCode::OrderPaid:
        case FailureCode::LimitExceeded:
        case FailureCode::ConfirmationNeeded:
        // The chip's own: nothing was signed, so nothing was sent.
        case FailureCode::ChipUnavailable:
        case FailureCode::KeyUnavailable:
        case FailureCode::CryptoFailed:
            return true;
        default:
            return concernsStanding(code);
    }
}

std::unique_ptr<BackEnd> connectOver(std::unique_ptr<HttpSession> session, const std::string& url,
                                     chip::Chip& chip, Random& random, const Log& log) {
    return std::make_unique<BackEndLink>(std::move(session), url, chip, random, log);
}

std::unique_ptr<BackEnd> connectBackEnd(const BackEndConfig& config, chip::Chip& chip,
                                        Random& random, const Log& log) {
    auto session = HttpsSession::open(config.url, config.authorities);
    if (session) return connectOver(std::move(*session), config.url, chip, random, log);
    log.failure("link", session.error());
    return std::make_unique<BrokenLink>(
        Failure{FailureCode::HostUnreachable, std::move(session.error().detail)});
}

}  // namespace tappay::link
