#include "agent/fake_cardholder.h"

#include <thread>
#include <utility>

namespace tappay::agent::test {

using terminal::CardholderStatus;
using terminal::CardholderStep;

namespace {

std::string orNone(const std::optional<Money>& amount) {
    return amount ? formatMoney(*amount) : "none";
}

}  // namespace

CardholderStatus exampleCardholder() {
    constexpr const char* kSince = "2026-11-22T08:00:00.000Z";
    const auto currency = currencyByAlpha("CNY").value();
    protocol::CardholderFacts account;
    account.id = "01936b2e-6000-7c31-8c11-3d2b6a90f4e7";
    account.since = kSince;
    account.cards = {{"01936b2e-6001-7c31-8c11-3d2b6a90f4e7", "622848*********8901",
                      "UnionPay Debit", kSince, ""}};
    account.devices = {
        {"01936b2e-6002-7c31-8c11-3d2b6a90f4e7", "10000001", kSince, "2026-11-22T08:30:00.000Z"}};
    account.limits = {Money{50'000, currency}, std::nullopt, currency};
    account.notices = {{kSince, "card_bound", "622848*********8901"}};
    CardholderStatus status;
    status.account = std::move(account);
    status.terminalId = "10000001";
    status.asked = std::chrono::sys_days(std::chrono::year(2026) / 11 / 22) +
                   std::chrono::hours(8) + std::chrono::minutes(30);
    return status;
}

void FakeCardholder::put(const CardholderStatus& status) {
    std::function<void(const CardholderStatus&)> listener;
    {
        const std::scoped_lock lock(m_mutex);
        m_status = status;
        listener = m_listener;
    }
    if (listener) listener(status);
}

void FakeCardholder::failNext(FailureCode code, std::string detail) {
    const std::scoped_lock lock(m_mutex);
    m_failNext = Failure{code, std::move(detail)};
}

std::vector<std::string> FakeCardholder::calls() const {
    const std::scoped_lock lock(m_mutex);
    return m_calls;
}

CardholderStatus FakeCardholder::cardholder() const {
    const std::scoped_lock lock(m_mutex);
    return m_status;
}

Result<void> FakeCardholder::begin(const std::string& what, CardholderStep step) {
    CardholderStatus begun;
    {
        const std::scoped_lock lock(m_mutex);
        m_calls.push_back(what);
        if (m_failNext) return std::unexpected(*std::exchange(m_failNext, std::nullopt));
        begun = m_status;
    }
    begun.step = step;
    begun.stage.reset();
    if (step == CardholderStep::AddingCard) begun.stage = terminal::CardProofStage::PresentCard;
    put(begun);
    if (onBegin) onBegin(what);
    return {};
}

Result<void> FakeCardholder::refresh() {
    return begin("refresh", CardholderStep::Asking);
}

Result<void> FakeCardholder::addCard() {
    return begin("add card", CardholderStep::AddingCard);
}

Result<void> FakeCardholder::cancel() {
    return begin("cancel", CardholderStep::Idle);
}

Result<void> FakeCardholder::unbind(const std::string& card) {
    return begin("unbind " + card, CardholderStep::Asking);
}

Result<void> FakeCardholder::removeDevice(const std::string& device) {
    return begin("remove device " + device, CardholderStep::Asking);
}

Result<void> FakeCardholder::setLimits(const protocol::CardholderLimits& limits) {
    return begin(
        "limits " + orNone(limits.payment) + " " + orNone(limits.day) + " " + limits.currency.alpha,
        CardholderStep::Asking);
}

Result<void> FakeCardholder::forget() {
    return begin("delete", CardholderStep::Asking);
}

void FakeCardholder::exportData(Exported done) {
    if (auto begun = begin("export", CardholderStep::Asking); !begun)
        return done(std::unexpected(std::move(begun).error()));
    std::jthread([&] { done(exported); }).join();
}

void FakeCardholder::onCardholder(std::function<void(const CardholderStatus&)> listener) {
    const std::scoped_lock lock(m_mutex);
    m_listener = std::move(listener);
}

}  // namespace tappay::agent::test
