#pragma once

#include <atomic>

#include "backend/advices.h"
#include "backend/authorisations.h"
#include "backend/callers.h"
#include "backend/cardholders/cardholder_service.h"
#include "backend/channel/channel.h"
#include "backend/confirm/confirm_service.h"
#include "backend/http.h"
#include "backend/orders/order_service.h"
#include "backend/terminal_service.h"
#include "backend/undo.h"
#include "backend/unsealing/unsealing.h"

namespace tappay::backend {

// The paths of docs/protocol.md: who may ask, in which form, and which HTTP status says what.
class Api {
public:
    static constexpr int kMaxRunning = 2048;  // questions at a time; more are told to wait (429)

    // `terminals`, `unsealing` and `cardholders` may be null: then nobody enrols; `orders`: then
    // there are no shops. References outlive this.
    Api(const Config& config, Callers& callers, TerminalService* terminals, Unsealing* unsealing,
        OrderService* orders, CardholderService* cardholders, Authorisations& authorisations,
        Advices& advices, Undo& undo, GroupCommit& records, const Answers& answers,
        const Clock& clock, const Log& log);

    void handle(HttpRequest request, HttpReply reply);

    // A question that came otherwise than by a request of its own.
    void answer(HttpRequest request, HttpReply reply) {
        route(std::move(request), std::move(reply));
    }
    // Where web payments come in; may be null. Before the first question.
    void open(Channel* channel) { m_channel = channel; }
    // Phones and confirmations; the same.
    void open(ConfirmService* confirm) { m_confirm = confirm; }

    // /readyz says so; while false every question of a terminal is refused with 503.
    void setReady(bool ready) { m_ready = ready; }
    [[nodiscard]] int running() const { return m_running; }

private:
    void route(HttpRequest request, HttpReply reply);
    void ask(const HttpRequest& request, Answered done);
    void askForCardholder(const HttpRequest& request, Answered done);
    void askToConfirm(const HttpRequest& request, Answered done);
    bool confirms(std::string_view target) const;
    void authorise(const HttpRequest& request, Answered done);
    void unseal(Caller from, protocol::ReceivedAuthorisation received, Answered done);
    void advise(const HttpRequest& request, Answered done);
    void undo(const HttpRequest& request, Answered done);
    void status(const HttpRequest& request, const std::string& key, Answered done);

    const Config& m_config;
    Callers& m_callers;
    TerminalService* m_terminals;
    Unsealing* m_unsealing;
    OrderService* m_orders;
    CardholderService* m_cardholders;
    Channel* m_channel = nullptr;
    ConfirmService* m_confirm = nullptr;
    Authorisations& m_authorisations;
    Advices& m_advices;
    Undo& m_undo;
    GroupCommit& m_records;
    const Answers& m_answers;
    const Clock& m_clock;
    const Log& m_log;
    std::atomic<bool> m_ready = false;
    std::atomic<int> m_running = 0;
};

}  // namespace tappay::backend
