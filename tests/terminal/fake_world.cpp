#include "terminal/fake_world.h"

#include <gtest/gtest.h>
#include <unistd.h>
#include <algorithm>

namespace tappay::terminal::testing {

namespace {

class SilentCard final : public apdu::Card {
public:
    Result<apdu::Response> transmit(const apdu::Command&) override {
        return fail(FailureCode::CardUnresponsive);
    }
    [[nodiscard]] Bytes atr() const override { return {0x3B, 0x00}; }
};

}  // namespace

FakeReaders::FakeReaders() {
    m_now.serviceRunning = true;
    m_now.readers.resize(2);
    m_now.readers[0].name = "Test Reader 00 00";
    m_now.readers[1].name = "Test Reader 01 00";
    m_now.readers[1].contactless = true;
}

void FakeReaders::move(std::size_t reader, bool present) {
    std::unique_lock lock(m_mutex);
    m_now.readers[reader].cardPresent = present;
    ++m_now.readers[reader].events;
    m_change.notify_all();
    const auto listener = m_listener;
    const auto snapshot = m_now;
    lock.unlock();
    if (listener) listener(snapshot);
}

void FakeReaders::failConnections(std::vector<FailureCode> failures) {
    const std::lock_guard lock(m_mutex);
    m_failures = std::move(failures);
}

card::Snapshot FakeReaders::snapshot() const {
    const std::lock_guard lock(m_mutex);
    return m_now;
}

void FakeReaders::onChange(std::function<void(const card::Snapshot&)> listener) {
    const std::lock_guard lock(m_mutex);
    m_listener = std::move(listener);
}

Result<card::CardPlace> FakeReaders::waitForCard(const card::WantedCards& wanted,
                                                 const Deadline& deadline) {
    std::unique_lock lock(m_mutex);
    bool several = false;
    const auto found = [&] {
        std::vector<card::ReaderState> cards;
        std::ranges::copy_if(m_now.readers, std::back_inserter(cards), [&](const auto& reader) {
            return reader.cardPresent && (reader.contactless ? wanted.contactless : wanted.contact);
        });
        return cards;
    };
    while (m_change.wait_until(lock, deadline.stop, deadline.at, [&] {
        return found().size() == 1 || (found().size() > 1) != several;
    })) {
        const auto cards = found();
        if (cards.size() == 1)
            return card::CardPlace{cards[0].name, cards[0].events, cards[0].contactless};
        several = cards.size() > 1;
        lock.unlock();
        wanted.onSeveral(several);
        lock.lock();
    }
    if (deadline.cancelled()) return fail(FailureCode::Cancelled);
    return fail(FailureCode::CardTimeout);
}

const card::ReaderState* FakeReaders::at(const card::CardPlace& place) const {
    const auto found = std::ranges::find_if(m_now.readers, [&](const auto& reader) {
        return reader.name == place.reader && reader.cardPresent && reader.events == place.events;
    });
    return found == m_now.readers.end() ? nullptr : &*found;
}

bool FakeReaders::waitForRemoval(const card::CardPlace& place, const Deadline& deadline) {
    std::unique_lock lock(m_mutex);
    return m_change.wait_until(lock, deadline.stop, deadline.at, [&] { return !at(place); });
}

bool FakeReaders::waitForConnections(int count) {
    std::unique_lock lock(m_mutex);
    return m_change.wait_for(lock, std::chrono::seconds(10), [&] { return connections >= count; });
}

Result<std::unique_ptr<apdu::Card>> FakeReaders::connect(const card::CardPlace& place) {
    const std::lock_guard lock(m_mutex);
    ++connections;
    m_change.notify_all();
    if (!m_failures.empty()) {
        const auto code = m_failures.front();
        m_failures.erase(m_failures.begin());
        return fail(code);
    }
    if (!at(place)) return fail(FailureCode::CardChanged);
    if (card) return card();
    return std::make_unique<SilentCard>();
}

FakeWorld::FakeWorld() : identity(crypto::EcPrivateKey::generate(crypto::Curve::P256).value()) {
    standing.keys->pinKey = SecretBytes(Bytes(16, 0x31));
    standing.keys->pinFormat = PinFormat::Format0;
    auto& terminal = standing.set.kernel.terminal;
    terminal.currency = *currencyByAlpha("CNY");
    terminal.terminalId = "10000001";
    terminal.merchantId = "898310054110001";
    terminal.merchantName = "Corner Shop";
}

protocol::PaymentAnswer FakeBackEnd::approve(const protocol::AuthorisationRequest& request) {
    protocol::PaymentAnswer answer;
    answer.key = request.key;
    answer.terminalId = request.terminalId;
    answer.amount = request.amount;
    answer.state = protocol::PaymentState::Approved;
    answer.responseCode = "00";
    answer.authCode = "203817";
    answer.reference = "832615000412";
    answer.stan = "000412";
    answer.batch = "000007";
    answer.issuerName = "Test Bank";
    answer.acquirerId = "48021000";
    answer.time = "2026-11-22T08:00:00.000Z";
    answer.icc = *fromHex("910A0102030405060708303072049F180101");
    const std::lock_guard lock(m_mutex);
    return m_known[request.key] = answer;
}

protocol::PaymentAnswer FakeBackEnd::decline(const protocol::AuthorisationRequest& request) {
    auto answer = approve(request);
    answer.state = protocol::PaymentState::Declined;
    answer.responseCode = "51";
    answer.authCode.clear();
    const std::lock_guard lock(m_mutex);
    return m_known[request.key] = answer;
}

void FakeBackEnd::remember(const std::string& key, protocol::PaymentState state) {
    const std::lock_guard lock(m_mutex);
    m_known[key].key = key;
    m_known[key].state = state;
}

void FakeBackEnd::setReachable(bool reachable) {
    std::function<void(const link::LinkState&)> listener;
    {
        const std::lock_guard lock(m_mutex);
        m_reachable = reachable;
        listener = m_listener;
    }
    if (listener) listener(state());
}

std::vector<std::string> FakeBackEnd::calls() const {
    const std::lock_guard lock(m_mutex);
    return m_calls;
}

std::string FakeBackEnd::riskOf(const std::string& key) const {
    const std::lock_guard lock(m_mutex);
    const auto found = m_risks.find(key);
    return found == m_risks.end() ? "never told" : found->second;
}

std::optional<protocol::PaymentState> FakeBackEnd::stateOf(const std::string& key) const {
    const std::lock_guard lock(m_mutex);
    const auto found = m_known.find(key);
    if (found == m_known.end()) return std::nullopt;
    return found->second.state;
}

FakeBackEnd::Answer FakeBackEnd::authorise(const protocol::AuthorisationRequest& request,
                                           const protocol::SignOnSeal*, const Deadline& deadline,
                                           link::Channel* through) {
    noteCall("authorise", deadline, through);
    {
        const std::lock_guard lock(m_mutex);
        m_risks[request.key] = request.risk;
    }
    return authorising ? authorising(request, deadline) : Answer(approve(request));
}

FakeBackEnd::Answer FakeBackEnd::capture(const std::string& key, const std::string& cryptogram,
                                         const Deadline& deadline, link::Channel* through) {
    noteCall("capture", deadline, through);
    EXPECT_EQ(cryptogram.size(), 16U);
    if (capturing)
        if (auto answer = capturing(key)) return *answer;
    const std::lock_guard lock(m_mutex);
    if (!m_reachable) return fail(FailureCode::HostUnreachable);
    return answerFor(key);
}

void FakeBackEnd::noteCall(std::string call, const Deadline& deadline, link::Channel* through) {
    if (through != nullptr) {
        (void)through->call("https://localhost/v1/channel", {"/v1/" + call, "signed"}, deadline);
        call += " by page";
    }
    const std::lock_guard lock(m_mutex);
    m_calls.push_back(std::move(call));
}

// Neither readable nor the same for two cards, as a real seal.
Result<std::string> FakeBackEnd::sealCard(const std::string& key, const protocol::CardData& card) {
    return "sealed " + key + " " + std::to_string(card.icc.size());
}

protocol::PaymentAnswer FakeBackEnd::bookAdvice(const protocol::AuthorisationRequest& payment) {
    protocol::PaymentAnswer answer;
    answer.key = payment.key;
    answer.terminalId = payment.terminalId;
    answer.amount = payment.amount;
    answer.state = protocol::PaymentState::Approved;
    answer.responseCode = "00";
    answer.reference = "832615000413";
    answer.stan = "000413";
    answer.batch = "000007";
    answer.time = "2026-11-22T09:00:00.000Z";
    return answer;
}

FakeBackEnd::Answer FakeBackEnd::advise(protocol::AdviceRequest request, const std::string& sealed,
                                        const Deadline&) {
    const auto& payment = request.payment;
    {
        const std::lock_guard lock(m_mutex);
        m_calls.push_back("advise " + payment.key);
        m_risks[payment.key] = payment.risk;
    }
    EXPECT_TRUE(sealed.starts_with("sealed " + payment.key));
    EXPECT_TRUE(payment.card.pan.empty()) << "the card travels sealed";
    if (advising)
        if (auto answer = advising(payment.key)) return *answer;
    const std::lock_guard lock(m_mutex);
    if (!m_reachable) return fail(FailureCode::HostUnreachable);
    return m_known[payment.key] = bookAdvice(payment);
}

protocol::PaymentAnswer FakeBackEnd::answerFor(const std::string& key) {
    auto& known = m_known[key];
    known.key = key;
    return known;
}

FakeBackEnd::Answer FakeBackEnd::status(const std::string& key, const Deadline&) {
    {
        const std::lock_guard lock(m_mutex);
        m_calls.emplace_back("status");
    }
    if (asking)
        if (auto answer = asking(key)) return *answer;
    const std::lock_guard lock(m_mutex);
    if (!m_reachable) return fail(FailureCode::HostUnreachable);
    return answerFor(key);
}

FakeBackEnd::Answer FakeBackEnd::undo(const std::string& key, protocol::UndoReason reason,
                                      const Deadline&) {
    {
        const std::lock_guard lock(m_mutex);
        m_calls.push_back("undo " + std::to_string(static_cast<int>(reason)));
    }
    if (undoing)
        if (auto answer = undoing(key)) return *answer;
    const std::lock_guard lock(m_mutex);
    if (!m_reachable) return fail(FailureCode::HostUnreachable);
    m_known[key].state = protocol::PaymentState::Undone;
    return answerFor(key);
}

link::LinkState FakeBackEnd::state() const {
    const std::lock_guard lock(m_mutex);
    return {m_reachable, std::nullopt};
}

void FakeBackEnd::onStateChange(std::function<void(const link::LinkState&)> listener) {
    const std::lock_guard lock(m_mutex);
    m_listener = std::move(listener);
}

TemporaryDirectory::TemporaryDirectory() {
    std::string name = std::filesystem::temp_directory_path() / "tappay-test-XXXXXX";
    m_path = ::mkdtemp(name.data());
}

TemporaryDirectory::~TemporaryDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(m_path, ignored);
}

bool FakeWorld::waitForLog(std::string_view words) {
    std::unique_lock lock(logMutex);
    return logged.wait_for(lock, std::chrono::seconds(10), [&] {
        return std::ranges::any_of(logLines,
                                   [&](const std::string& line) { return line.contains(words); });
    });
}

Config testConfig(const std::filesystem::path& directory) {
    Config config;
    config.directory = directory.string();
    config.undoPauses = {std::chrono::milliseconds(5)};
    return config;
}

Money yuan(std::int64_t fen) {
    return {fen, *currencyByAlpha("CNY")};
}

}  // namespace tappay::terminal::testing
