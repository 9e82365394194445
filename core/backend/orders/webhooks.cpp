#include "backend/orders/webhooks.h"

#include <QtCore/QUrl>
#include <algorithm>

#include "backend/answers.h"
#include "backend/orders/question.h"
#include "crypto/mac.h"
#include "protocol/message_text.h"

namespace tappay::backend {

namespace {

constexpr unsigned kMostDoublings = 20;
constexpr std::chrono::seconds kLookAgain{2};

HttpsPost postOf(const std::string& webhook) {
    const QUrl url(protocol::qt(webhook), QUrl::StrictMode);
    auto target = url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority | QUrl::RemoveFragment)
                      .toStdString();
    if (!target.starts_with('/')) target.insert(0, "/");
    return {url.host(QUrl::FullyEncoded).toStdString(),
            std::to_string(url.port(443)),
            std::move(target),
            {},
            {}};
}

bool isTaken(const Result<unsigned>& status) {
    return status && *status >= 200 && *status < 300;
}

}  // namespace

Result<std::string> webhookSignature(const SecretBytes& secret, std::int64_t seconds,
                                     std::string_view body) {
    const auto time = std::to_string(seconds);
    TAPPAY_TRY(mac, crypto::hmacSha256(secret.view(), asBytes(time + "." + std::string(body))));
    auto digits = toHex(mac);
    std::ranges::transform(digits, digits.begin(), [](char c) {
        return c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return "t=" + time + ",v1=" + digits;
}

Result<std::unique_ptr<Webhooks>> Webhooks::create(const OrdersConfig& config,
                                                   const ShopSecrets& secrets, GroupCommit& records,
                                                   EventLoop& loop, const Clock& clock,
                                                   const Log& log) {
    TAPPAY_TRY(poster, HttpsPoster::create(config.webhookAuthorities));
    return std::unique_ptr<Webhooks>(
        new Webhooks(config, secrets, records, std::move(poster), loop, clock, log));
}

Webhooks::Webhooks(const OrdersConfig& config, const ShopSecrets& secrets, GroupCommit& records,
                   std::unique_ptr<HttpsPoster> poster, EventLoop& loop, const Clock& clock,
                   const Log& log)
    : m_config(config),
      m_secrets(secrets),
      m_records(records),
      m_loop(loop),
      m_clock(clock),
      m_log(log),
      m_alarm(loop, clock, [this] { look(); }),
      m_poster(std::move(poster)) {}

void Webhooks::wake() {
    m_loop.post([this] { look(); });
}

void Webhooks::look() {
    m_again = m_looking;
    if (m_looking) return;
    m_looking = true;
    askRecords<Outbox>(
        m_records, [this](Records& records) { return read(records); },
        [this](Result<Outbox> outbox) {
            m_loop.post([this, read = std::move(outbox)]() mutable { looked(std::move(read)); });
        });
}

Result<Webhooks::Outbox> Webhooks::read(Records& records) const {
    const auto now = milliseconds(m_clock.now());
    TAPPAY_TRY(heads, records.events().heads());
    Outbox outbox;
    for (auto& event : heads) {
        if (event.due > now) {
            outbox.next = outbox.next == 0 ? event.due : std::min(outbox.next, event.due);
            continue;
        }
        TAPPAY_TRY(shop, records.shops().find(event.merchantId));
        if (!shop) return fail(FailureCode::Internal, "an event without a shop");
        if (!shop->webhook.empty()) {
            outbox.due.push_back({std::move(event), std::move(*shop)});
            continue;
        }
        // The shop doesn't want to be told any more.
        event.due = 0;
        TAPPAY_CHECK(records.events().update(event));
    }
    return outbox;
}

void Webhooks::looked(Result<Outbox> outbox) {
    m_looking = false;
    if (!outbox) return m_alarm.setIn(kLookAgain);
    for (const auto& sending : outbox->due)
        if (m_busy.insert(sending.shop.merchantId).second) send(sending);
    if (outbox->next != 0) m_alarm.set(outbox->next);
    if (m_again) look();
}

void Webhooks::send(const Sending& sending) {
    const auto prepare = [&]() -> Result<HttpsPost> {
        TAPPAY_TRY(secret, m_secrets.open(sending.shop.sealedSecret, sending.shop.merchantId));
        const auto now = std::chrono::floor<std::chrono::seconds>(m_clock.now()).time_since_epoch();
        auto post = postOf(sending.shop.webhook);
        post.body = sending.event.body;
        TAPPAY_TRY(signature, webhookSignature(secret, now.count(), post.body));
        post.headers = {{"TapPay-Signature", signature}, {"TapPay-Event", sending.event.id}};
        return post;
    };
    auto post = prepare();
    if (!post) return sent(sending, std::unexpected(std::move(post).error()));
    m_poster->post(std::move(*post), m_config.webhookTimeout,
                   [this, sending](const Result<unsigned>& status) {
                       m_loop.post([this, sending, status] { sent(sending, status); });
                   });
}

void Webhooks::sent(const Sending& sending, const Result<unsigned>& status) {
    const bool taken = isTaken(status);
    if (!taken)
        m_log.warning("webhooks",
                      sending.shop.merchantId + " " + sending.event.type + " " +
                          (status ? "answered " + std::to_string(*status) : status.error().detail));
    m_records.submit([this, row = sending.event.row,
                      taken](Records& records) { return note(records, row, taken); },
                     // The outbox has changed, so it is looked at afterwards.
                     [this, merchant = sending.shop.merchantId](const Result<void>& result) {
                         m_loop.post([this, merchant] { m_busy.erase(merchant); });
                         if (!result) m_alarm.setIn(kLookAgain);
                     });
}

Result<void> Webhooks::note(Records& records, std::int64_t row, bool taken) const {
    TAPPAY_TRY(event, records.events().load(row));
    if (!event) return fail(FailureCode::Internal, "no event " + std::to_string(row));
    const auto now = milliseconds(m_clock.now());
    const auto pause = std::min<std::chrono::milliseconds>(
        m_config.firstWebhookPause * (1LL << std::min(event->attempts, kMostDoublings)),
        m_config.longestWebhookPause);
    ++event->attempts;
    if (taken) event->delivered = now;
    const std::chrono::milliseconds life = m_config.webhookLife;
    const bool over = taken || now + pause.count() > event->first + life.count();
    event->due = over ? 0 : now + pause.count();
    return records.events().update(*event);
}

}  // namespace tappay::backend
