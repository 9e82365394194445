#include "agent/fake_terminal.h"

#include <algorithm>

#include "base/pan.h"

namespace tappay::agent::test {

using terminal::State;
using terminal::Status;
using terminal::TransactionSnapshot;

namespace {

std::chrono::system_clock::time_point exampleTime() {
    using namespace std::chrono;
    return sys_days(year(2026) / 11 / 22) + hours(8) + minutes(56) + seconds(12);
}

}  // namespace

Status exampleStatus() {
    Status status;
    status.version = "0.1.0";
    status.terminalId = "10000001";
    status.merchantId = "898310054110001";
    status.merchantName = "Corner Shop";
    status.operatorId = "01";
    status.currency = *currencyByAlpha("CNY");
    status.batch = "000001";
    card::ReaderState reader;
    reader.name = "Tap & Pay Virtual Reader 00 00";
    reader.cardPresent = true;
    status.readers = {true, {reader}};
    status.backEnd = {true, std::chrono::milliseconds(12)};
    return status;
}

TransactionSnapshot exampleTransaction() {
    TransactionSnapshot it;
    it.id = "01936b2e-5f00-7a31-8c11-3d2b6a90f4e7";
    it.amount = {1234, *currencyByAlpha("CNY")};
    it.note = "Table 4";
    it.state = State::Approved;
    it.stage = terminal::Stage::Done;
    it.lights = 4;
    it.canUndo = true;
    it.responseCode = "00";
    it.interface = "contactless";
    it.maskedPan = maskPan("6228480012345678901");
    it.panSequence = "01";
    it.cardLabel = "UnionPay Debit";
    it.aid = "A000000333010101";
    it.authCode = "203817";
    it.reference = "832615000412";
    it.stan = "000412";
    it.batch = "000001";
    it.issuerName = "Test Bank";
    it.acquirerId = "48021000";
    it.cvm = "none";
    it.tvr = "0000008000";
    it.tsi = "E800";
    it.cryptogram = "0123456789ABCDEF";
    it.atc = "0001";
    it.terminalId = "10000001";
    it.merchantId = "898310054110001";
    it.created = exampleTime();
    it.changed = exampleTime() + std::chrono::milliseconds(2250);
    return it;
}

TransactionSnapshot examplePurchase() {
    TransactionSnapshot it;
    it.id = "01936b2e-5f00-7a31-8c11-3d2b6a90f4e9";
    it.kind = "purchase";
    it.amount = {1234, *currencyByAlpha("CNY")};
    it.state = State::Intended;
    it.stage = terminal::Stage::Consent;
    it.canCancel = true;
    it.order = {.id = "01936b2e-5f00-7a31-8c11-5d0e2b7c9a10",
                .shop = "Tea House",
                .origin = "https://tea.example",
                .reference = "A-1001",
                .items = {{"Oolong", 2, it.amount}},
                .expires = exampleTime() + std::chrono::minutes(13) + std::chrono::seconds(48)};
    it.deadline = it.order->expires;
    it.terminalId = "10000001";
    it.merchantId = "898310054110002";
    it.created = it.changed = exampleTime();
    return it;
}

void FakeTerminal::setStatus(const Status& status) {
    std::function<void(const Status&)> listener;
    {
        const std::scoped_lock lock(m_mutex);
        m_status = status;
        listener = m_onStatus;
    }
    if (listener) listener(status);
}

void FakeTerminal::put(const TransactionSnapshot& transaction) {
    std::function<void(const TransactionSnapshot&)> listener;
    {
        const std::scoped_lock lock(m_mutex);
        const auto found =
            std::ranges::find(m_transactions, transaction.id, &TransactionSnapshot::id);
        if (found == m_transactions.end())
            m_transactions.insert(m_transactions.begin(), transaction);
        else
            *found = transaction;
        listener = m_onTransaction;
    }
    if (listener) listener(transaction);
}

void FakeTerminal::failNext(FailureCode code, std::string detail) {
    const std::scoped_lock lock(m_mutex);
    m_failNext = Failure{code, std::move(detail)};
}

void FakeTerminal::holdCard() {
    const std::scoped_lock lock(m_mutex);
    m_cardHeld = true;
}

std::vector<std::string> FakeTerminal::calls() const {
    const std::scoped_lock lock(m_mutex);
    return m_calls;
}

int FakeTerminal::sales() const {
    const std::scoped_lock lock(m_mutex);
    return m_sales;
}

Result<void> FakeTerminal::record(const std::string& call, const std::string& id) {
    const std::scoped_lock lock(m_mutex);
    m_calls.push_back(id.empty() ? call : call + " " + id);
    if (m_failNext) return std::unexpected(*std::exchange(m_failNext, std::nullopt));
    if (!id.empty() &&
        std::ranges::find(m_transactions, id, &TransactionSnapshot::id) == m_transactions.end())
        return fail(FailureCode::NotFound);
    return {};
}

Result<std::string> FakeTerminal::startSale(const Money& amount, const std::string& note,
                                            const std::optional<std::string>& id) {
    TAPPAY_CHECK(record("sale " + formatMoney(amount) + " " + amount.currency.alpha +
                            (note.empty() ? "" : " \"" + note + "\""),
                        {}));
    if (amount.minor == 0) return fail(FailureCode::AmountInvalid, "zero");
    if (!(amount.currency == status().currency)) return fail(FailureCode::CurrencyUnsupported);
    if (id) {
        if (const auto known = transaction(*id)) {
            if (known->amount == amount) return *id;
            return fail(FailureCode::KeyReused);
        }
    }
    TransactionSnapshot it;
    it.id = id.value_or("01936b2e-5f00-7a31-8c11-000000000001");
    it.amount = amount;
    it.note = note;
    it.lights = 1;
    it.canCancel = true;
    it.created = it.changed = std::chrono::system_clock::now();
    {
        const std::scoped_lock lock(m_mutex);
        ++m_sales;
    }
    put(it);
    if (onSale) onSale(it);
    return it.id;
}

Result<std::string> FakeTerminal::startCheckout(const std::string& order,
                                                const std::optional<std::string>& origin,
                                                std::shared_ptr<link::Carrier> by) {
    TAPPAY_CHECK(record("checkout " + order + " " + origin.value_or("nobody"), {}));
    auto it = examplePurchase();
    it.order->origin = origin.value_or("");
    {
        const std::scoped_lock lock(m_mutex);
        carrier = std::move(by);
    }
    put(it);
    return it.id;
}

Result<std::string> FakeTerminal::openCheckout(const std::string& orderId, const Deadline&) {
    TAPPAY_CHECK(record("open " + orderId, {}));
    return startCheckout("fetched", std::nullopt, nullptr);
}

Result<void> FakeTerminal::accept(const std::string& id) {
    return record("accept", id);
}

Result<void> FakeTerminal::cancel(const std::string& id) {
    TAPPAY_CHECK(record("cancel", id));
    if (onCancel) onCancel(id);
    return {};
}

Result<void> FakeTerminal::pinKey(const std::string& id, terminal::PinKey key) {
    TAPPAY_CHECK(record("key " + std::to_string(static_cast<int>(key)), id));
    if (onKey) onKey(id, key);
    return {};
}

Result<void> FakeTerminal::bypassPin(const std::string& id) {
    return record("bypass", id);
}

Result<void> FakeTerminal::chooseApplication(const std::string& id, std::size_t index) {
    return record("choose " + std::to_string(index), id);
}

Result<void> FakeTerminal::resume(const std::string& id) {
    TAPPAY_CHECK(record("resume", id));
    if (onResume) onResume(id);
    return {};
}

Result<void> FakeTerminal::giveUp(const std::string& id) {
    TAPPAY_CHECK(record("give up", id));
    if (onGiveUp) onGiveUp(id);
    return {};
}

Result<void> FakeTerminal::undo(const std::string& id) {
    TAPPAY_CHECK(record("undo", id));
    if (onUndo) onUndo(id);
    return {};
}

void FakeTerminal::checkNow() {
    (void)record("check", {});
}

Status FakeTerminal::status() const {
    const std::scoped_lock lock(m_mutex);
    return m_status;
}

Result<TransactionSnapshot> FakeTerminal::transaction(const std::string& id) const {
    const std::scoped_lock lock(m_mutex);
    const auto found = std::ranges::find(m_transactions, id, &TransactionSnapshot::id);
    if (found == m_transactions.end()) return fail(FailureCode::NotFound);
    return *found;
}

Result<std::vector<TransactionSnapshot>> FakeTerminal::transactions(int limit) const {
    const std::scoped_lock lock(m_mutex);
    const auto count = std::min(static_cast<std::size_t>(limit), m_transactions.size());
    return std::vector(m_transactions.begin(),
                       m_transactions.begin() + static_cast<std::ptrdiff_t>(count));
}

Result<std::string> FakeTerminal::trace(const std::string& id) const {
    TAPPAY_TRY(it, transaction(id));
    return "run contact 2026-11-22T10:11:12 " + std::to_string(it.amount.minor) +
           " CNY 00 forced 42\n"
           "> 00B2010C00\n"
           "< 70125A0A6228480000000008901F5F24033012319000\n"
           "random A1B2C3D4\n"
           "verdict card-key 02\n"
           "decided Book 3, 10.7: the issuer is asked\n"
           "issuer-pin bypassed\n"
           "host 9F270180 approved 3030 - -\n"
           "> 80AE400002303000\n"
           "< !card.removed\n"
           "end ended !card.removed 0000008000 E800 - - 3030\n";
}

Result<terminal::Receipt> FakeTerminal::receipt(const std::string& id, terminal::Copy copy) const {
    TAPPAY_TRY(it, transaction(id));
    terminal::Receipt receipt;
    receipt.transactionId = id;
    receipt.copy = copy;
    receipt.final = isFinal(it.state);
    receipt.lines.push_back({"amount", "Amount",
                             std::string(it.amount.currency.alpha) + " " + formatMoney(it.amount),
                             true});
    return receipt;
}

Result<std::vector<std::pair<std::string, std::string>>> FakeTerminal::readCard(
    const Deadline& deadline) {
    TAPPAY_CHECK(record("read", {}));
    std::unique_lock lock(m_mutex);
    m_cardReleased.wait_until(lock, deadline.stop, deadline.at, [this] { return !m_cardHeld; });
    if (deadline.cancelled()) return fail(FailureCode::Cancelled);
    if (m_cardHeld) return fail(FailureCode::CardTimeout);
    return std::vector<std::pair<std::string, std::string>>{{"Application", "UnionPay Debit"}};
}

Result<std::shared_ptr<void>> FakeTerminal::holdCards() {
    TAPPAY_CHECK(record("hold cards", {}));
    return std::make_shared<bool>(true);
}

void FakeTerminal::onTransaction(std::function<void(const TransactionSnapshot&)> listener) {
    const std::scoped_lock lock(m_mutex);
    m_onTransaction = std::move(listener);
}

void FakeTerminal::onStatus(std::function<void(const Status&)> listener) {
    const std::scoped_lock lock(m_mutex);
    m_onStatus = std::move(listener);
}

}  // namespace tappay::agent::test
