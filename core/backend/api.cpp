#include "backend/api.h"

#include <algorithm>
#include <array>

#include "backend/refusal.h"
#include "backend/web_pages.h"

namespace tappay::backend {

namespace {

constexpr std::string_view kJose = "application/jose";
constexpr std::string_view kTransactions = "/v1/transactions/";
constexpr std::string_view kScheme = "TapPay ";
constexpr std::array<std::string_view, 3> kPayments = {"/v1/authorisations", "/v1/advices",
                                                       "/v1/undo"};

HttpResponse health(bool good) {
    return {good ? 200U : 503U, "text/plain", good ? "ok\n" : "unavailable\n"};
}

}  // namespace

Api::Api(const Config& config, Callers& callers, TerminalService* terminals, Unsealing* unsealing,
         OrderService* orders, CardholderService* cardholders, Authorisations& authorisations,
         Advices& advices, Undo& undo, GroupCommit& records, const Answers& answers,
         const Clock& clock, const Log& log)
    : m_config(config),
      m_callers(callers),
      m_terminals(terminals),
      m_unsealing(unsealing),
      m_orders(orders),
      m_cardholders(cardholders),
      m_authorisations(authorisations),
      m_advices(advices),
      m_undo(undo),
      m_records(records),
      m_answers(answers),
      m_clock(clock),
      m_log(log) {}

void Api::handle(HttpRequest request, HttpReply reply) {
    if (request.target == "/livez" || request.target == "/readyz") {
        if (request.method != "GET")
            return reply(refusal(405, {FailureCode::MethodUnknown, "GET only"}));
        return reply(health(request.target == "/livez" || m_ready));
    }
    if (m_orders != nullptr) {
        if (auto page = webPage(request.method, request.target)) return reply(std::move(*page));
    }
    if (!m_ready) return reply(refusal(503, {FailureCode::HostRefused, "not ready"}));
    if (++m_running > kMaxRunning) {
        --m_running;
        return reply(refusal(429, {FailureCode::Busy, "too many requests"}));
    }
    route(std::move(request), [this, held = std::move(reply)](HttpResponse response) mutable {
        held(std::move(response));
        --m_running;
    });
}

void Api::route(HttpRequest request, HttpReply reply) {
    if (m_channel != nullptr && request.target == Channel::kPath)
        return m_channel->handle(std::move(request), std::move(reply));
    if (m_orders != nullptr && OrderService::takes(request.target))
        return m_orders->handle(std::move(request), std::move(reply));
    const bool enrols = m_terminals != nullptr && TerminalService::isEnrolment(request.target);
    const bool asks = m_terminals != nullptr && TerminalService::isTerminals(request.target);
    const bool pays = m_orders != nullptr && OrderService::isTerminals(request.target);
    const bool holds = m_cardholders != nullptr && CardholderService::takes(request.target);
    const bool confirms = this->confirms(request.target);
    const bool post = enrols || asks || pays || holds || confirms ||
                      std::ranges::find(kPayments, request.target) != kPayments.end();
    const bool get = request.target.starts_with(kTransactions);
    if (m_confirm != nullptr && PushSockets::isTarget(request.target))
        return reply(refusal(426, {FailureCode::MethodUnknown, "a WebSocket is wanted"}));
    if (!post && !get) return reply(refusal(404, {FailureCode::NotFound, "no such path"}));
    if (request.method != (post ? "POST" : "GET"))
        return reply(refusal(405, {FailureCode::MethodUnknown, post ? "POST only" : "GET only"}));
    if (post && request.contentType != kJose)
        return reply(refusal(415, {FailureCode::InputMalformed, "application/jose is wanted"}));

    Answered done = [this, held = std::move(reply)](Answer answer) mutable {
        if (answer) return held({200, std::string(kJose), std::move(*answer)});
        m_log.failure("api", answer.error());
        held(refusal(statusOf(answer.error().code), answer.error()));
    };
    if (enrols)
        m_terminals->enrol(request.target, std::move(request.body), std::move(done));
    else if (asks || pays)
        ask(request, std::move(done));
    else if (holds)
        askForCardholder(request, std::move(done));
    else if (confirms)
        askToConfirm(request, std::move(done));
    else if (get)
        status(request, request.target.substr(kTransactions.size()), std::move(done));
    else if (request.target == "/v1/undo")
        undo(request, std::move(done));
    else if (request.target == "/v1/advices")
        advise(request, std::move(done));
    else
        authorise(request, std::move(done));
}

void Api::ask(const HttpRequest& request, Answered done) {
    auto verified = m_callers.verify(request.body);
    if (!verified) return done(std::unexpected(std::move(verified).error()));
    if (OrderService::isTerminals(request.target))
        return m_orders->ask(request.target, *verified, std::move(done));
    m_terminals->ask(request.target, std::move(*verified), std::move(done));
}

void Api::askForCardholder(const HttpRequest& request, Answered done) {
    const auto verified = m_callers.verify(request.body);
    if (!verified) return done(std::unexpected(verified.error()));
    m_cardholders->ask(
        request.target, *verified,
        [this, from = verified->from, held = std::move(done)](Answer answer) mutable {
            const auto& terminal = from->terminal;
            if (!answer && answer.error().code == FailureCode::KeyRejected)
                m_callers.note(terminal.keyId, terminal.terminalId, answer.error());
            held(std::move(answer));
        });
}

bool Api::confirms(std::string_view target) const {
    return m_confirm != nullptr &&
           (ConfirmService::isTerminals(target) || ConfirmService::isPhones(target));
}

void Api::askToConfirm(const HttpRequest& request, Answered done) {
    if (ConfirmService::isPhones(request.target))
        return m_confirm->askByPhone(request.target, request.body, std::move(done));
    const auto verified = m_callers.verify(request.body);
    if (!verified) return done(std::unexpected(verified.error()));
    m_confirm->askByTerminal(request.target, *verified, std::move(done));
}

void Api::authorise(const HttpRequest& request, Answered done) {
    Caller from;
    const auto receive = [&]() -> Result<protocol::ReceivedAuthorisation> {
        TAPPAY_TRY(verified, m_callers.verify(request.body));
        TAPPAY_TRY(received, protocol::decodeAuthorisation(verified.payload));
        const auto& inner = received.request;
        from = std::move(verified.from);
        const auto& terminal = from->terminal;
        TAPPAY_CHECK(checkAsker(terminal, inner.terminalId, inner.time, m_clock));
        // The merchant of an order is the order's, whose computer ever pays it.
        if (inner.order.empty() && inner.merchantId != terminal.merchantId)
            return fail(FailureCode::PermissionDenied, "another merchant's terminal");
        if (received.session.empty() == isEnrolled(terminal))
            return fail(FailureCode::PermissionDenied, isEnrolled(terminal)
                                                           ? "the card is not under a sign-on"
                                                           : "a sign-on by who has none");
        return received;
    };
    auto received = receive();
    if (!received) return done(std::unexpected(std::move(received).error()));
    if (isEnrolled(from->terminal))
        return unseal(std::move(from), std::move(*received), std::move(done));
    auto opened = protocol::unseal(std::move(*received), m_config.sealKey);
    if (!opened) return done(std::unexpected(std::move(opened).error()));
    m_authorisations.authorise({std::move(*opened), {}}, std::move(done));
}

void Api::unseal(Caller from, protocol::ReceivedAuthorisation received, Answered done) {
    m_unsealing->open(std::move(received), [this, asker = std::move(from), held = std::move(done)](
                                               Result<OpenedAuthorisation> opened) mutable {
        if (opened) return m_authorisations.authorise(std::move(*opened), std::move(held));
        const auto& terminal = asker->terminal;
        if (opened.error().code == FailureCode::KeyRejected)
            m_callers.note(terminal.keyId, terminal.terminalId, opened.error());
        held(std::unexpected(std::move(opened).error()));
    });
}

void Api::advise(const HttpRequest& request, Answered done) {
    const auto open = [&]() -> Result<protocol::AdviceRequest> {
        TAPPAY_TRY(verified, m_callers.verify(request.body));
        TAPPAY_TRY(received, protocol::decodeAdvice(verified.payload));
        const auto& payment = received.request.payment;
        TAPPAY_CHECK(checkAsker(verified.from->terminal, payment.terminalId, received.request.time,
                                m_clock));
        if (payment.merchantId != verified.from->terminal.merchantId)
            return fail(FailureCode::PermissionDenied, "another merchant's terminal");
        return protocol::unseal(std::move(received), m_config.sealKey);
    };
    auto opened = open();
    if (!opened) return done(std::unexpected(std::move(opened).error()));
    m_advices.deliver(*opened, std::move(done));
}

void Api::undo(const HttpRequest& request, Answered done) {
    const auto open = [&]() -> Result<protocol::UndoRequest> {
        TAPPAY_TRY(verified, m_callers.verify(request.body));
        TAPPAY_TRY(undo, protocol::decodeUndo(verified.payload));
        TAPPAY_CHECK(checkAsker(verified.from->terminal, undo.terminalId, undo.time, m_clock));
        return undo;
    };
    auto opened = open();
    if (!opened) return done(std::unexpected(std::move(opened).error()));
    m_undo.undo(*opened, std::move(done));
}

void Api::status(const HttpRequest& request, const std::string& key, Answered done) {
    const auto open = [&]() -> Result<protocol::StatusQuestion> {
        if (!request.authorisation.starts_with(kScheme))
            return fail(FailureCode::PermissionDenied, "no authorisation");
        TAPPAY_TRY(verified, m_callers.verify(
                                 std::string_view(request.authorisation).substr(kScheme.size())));
        TAPPAY_TRY(question, protocol::decodeStatus(verified.payload));
        TAPPAY_CHECK(
            checkAsker(verified.from->terminal, question.terminalId, question.time, m_clock));
        if (question.key != key)
            return fail(FailureCode::PermissionDenied, "signed for another transaction");
        return question;
    };
    auto opened = open();
    if (!opened) return done(std::unexpected(std::move(opened).error()));
    struct Found {
        std::optional<Payment> payment;
        bool captured = false;
    };
    auto found = std::make_shared<Found>();
    m_records.submit(
        [found, question = *opened](Records& records) -> Result<void> {
            TAPPAY_TRY(payment, records.find(question.terminalId, question.key));
            if (!payment) return {};
            TAPPAY_TRY(order, records.orders().ofPayment(payment->id));
            *found = {std::move(payment), order && order->state == OrderState::Paid};
            return {};
        },
        [this, found, question = *opened, held = std::move(done)](Result<void> result) mutable {
            if (!result) return held(std::unexpected(std::move(result).error()));
            held(m_answers.signStatus(question, found->payment, found->captured, m_clock));
        });
}

}  // namespace tappay::backend
