#include "faults/line.h"

#include <utility>

namespace tappay::faults {

namespace {

using link::HttpOutcome;

backend::HttpRequest asReceived(const link::HttpCall& call) {
    backend::HttpRequest request;
    request.method = call.method.toStdString();
    request.target = call.path.toStdString();
    if (request.method == "POST") request.contentType = "application/jose";
    request.authorisation = call.authorisation.toStdString();
    request.body = call.body.toStdString();
    return request;
}

HttpOutcome notSent(const char* why) {
    return {HttpOutcome::Kind::NotSent, 0, {}, why, {}, false};
}

HttpOutcome noAnswer(const char* why) {
    return {HttpOutcome::Kind::NoAnswer, 0, {}, why, {}, false};
}

}  // namespace

struct Line::Exchange {
    unsigned life = 0;  // of the back end
    std::mutex mutex;
    std::optional<backend::HttpResponse> response;
};

Line::Line(Counter& backEnd, Fate& fate)
    : m_backEnd(backEnd), m_fate(fate), m_context(new QObject) {
    m_context->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_context, &QObject::deleteLater);
    m_thread.start();
}

Line::~Line() {
    m_thread.quit();
    m_thread.wait();
}

// Asking whether somebody is there changes nothing and is no place for a cut.
HttpOutcome Line::health(const backend::HttpRequest& request) const {
    std::optional<unsigned> status;
    const bool there = m_fate.on(Part::Terminal) &&
                       m_backEnd.deliver(request, [&status](const backend::HttpResponse& response) {
                           status = response.status;  // told before deliver() returns
                       });
    if (!there || !status) return notSent("connection refused");
    return {HttpOutcome::Kind::Answered, static_cast<int>(*status), {}, {}, {}, false};
}

HttpOutcome Line::call(const link::HttpCall& call, const Deadline& deadline) {
    const auto request = asReceived(call);
    if (request.target == "/livez") return health(request);
    if (deadline.passed() || deadline.cancelled()) return notSent("no time left");
    const auto cut = m_fate.reach(Point::RequestOut, request.method + " " + request.target);
    if (!m_fate.on(Part::Terminal)) return noAnswer("no power");
    const bool onLine = cut && cut->part == Part::Line;
    if (onLine && cut->way == Way::Late) {
        m_backEnd.deliverLate(request);
        return noAnswer("the line is gone");
    }
    if (onLine && cut->way == Way::Lost) return noAnswer("the line is gone");

    const auto exchange = std::make_shared<Exchange>();
    exchange->life = m_fate.lives(Part::BackEnd);
    const auto reply = [exchange, &fate = m_fate](backend::HttpResponse response) {
        if (!fate.on(Part::BackEnd)) return;
        {
            const std::lock_guard lock(exchange->mutex);
            exchange->response = std::move(response);
        }
        fate.news();
    };
    if (onLine && cut->way == Way::Doubled)
        (void)m_backEnd.deliver(request, [](const backend::HttpResponse&) {});
    if (!m_backEnd.deliver(request, reply)) return notSent("connection refused");
    const auto later = m_fate.reach(Point::RequestIn, request.target);
    if (!m_fate.on(Part::Terminal)) return noAnswer("no power");
    if (later && later->part == Part::Line) return noAnswer("the line is gone");
    return awaitAnswer(exchange, deadline);
}

HttpOutcome Line::awaitAnswer(const std::shared_ptr<Exchange>& exchange, const Deadline& deadline) {
    const std::stop_callback stopped(deadline.stop, [this] { m_fate.news(); });
    for (;;) {
        const auto seen = m_fate.newsCount();
        {
            const std::lock_guard lock(exchange->mutex);
            if (exchange->response) break;
        }
        if (!m_fate.on(Part::BackEnd) || m_fate.lives(Part::BackEnd) != exchange->life)
            return noAnswer("connection reset");
        if (!m_fate.on(Part::Terminal)) return noAnswer("no power");
        if (deadline.cancelled() || deadline.passed()) return noAnswer("given up");
        m_fate.waitForNews(seen, deadline.at);
    }
    const auto cut = m_fate.reach(Point::AnswerBack, std::to_string(exchange->response->status));
    if (!m_fate.on(Part::Terminal)) return noAnswer("no power");
    if (cut && cut->part == Part::Line) return noAnswer("the line is gone");
    if (cut && cut->part == Part::BackEnd) return noAnswer("connection reset");
    return {HttpOutcome::Kind::Answered,
            static_cast<int>(exchange->response->status),
            exchange->response->body,
            {},
            {},
            false};
}

void Line::callLater(const link::HttpCall& call, std::chrono::milliseconds /*limit*/, Done done) {
    QMetaObject::invokeMethod(m_context, [this, request = asReceived(call),
                                          held = std::move(done)] { held(health(request)); });
}

}  // namespace tappay::faults
