#pragma once

#include <condition_variable>
#include <filesystem>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "crypto/random.h"
#include "support/fixed_standing.h"
#include "support/key_chip.h"
#include "terminal/terminal.h"

// The neighbours of the terminal, played: one reader, a chip, a back end with a memory.
namespace tappay::terminal::testing {

// One reader with contacts and one without.
class FakeReaders final : public card::Readers {
public:
    FakeReaders();
    void insert() { move(0, true); }
    void remove() { move(0, false); }
    void tap() { move(1, true); }
    void lift() { move(1, false); }
    // The next connections fail like this, then they succeed again.
    void failConnections(std::vector<FailureCode> failures);

    [[nodiscard]] card::Snapshot snapshot() const override;
    void onChange(std::function<void(const card::Snapshot&)> listener) override;
    Result<card::CardPlace> waitForCard(const card::WantedCards& wanted,
                                        const Deadline& deadline) override;
    bool waitForRemoval(const card::CardPlace& place, const Deadline& deadline) override;
    Result<std::unique_ptr<apdu::Card>> connect(const card::CardPlace& place) override;
    int connections = 0;
    // That many were made, from now or before; false when they don't come in time.
    bool waitForConnections(int count);
    // The card that is in the reader; by default one that never answers.
    std::function<std::unique_ptr<apdu::Card>()> card;

private:
    void move(std::size_t reader, bool present);
    [[nodiscard]] const card::ReaderState* at(const card::CardPlace& place) const;

    mutable std::mutex m_mutex;
    std::condition_variable_any m_change;
    card::Snapshot m_now;
    std::vector<FailureCode> m_failures;
    std::function<void(const card::Snapshot&)> m_listener;
};

// Remembers every key as a real one does. `authorising`, `asking` and `undoing` may replace the
// course of a call.
class FakeBackEnd final : public link::BackEnd {
public:
    using Answer = Result<protocol::PaymentAnswer>;
    std::function<Answer(const protocol::AuthorisationRequest&, const Deadline&)> authorising;
    std::function<std::optional<Answer>(const std::string& key)> asking, undoing, advising,
        capturing;
    // What is signed by the back end when the terminal asks about more than a payment.
    std::function<Result<std::string>(const std::string& path, const std::string& body)> answering;

    // What the host would do with this request: approves and remembers.
    protocol::PaymentAnswer approve(const protocol::AuthorisationRequest& request);
    protocol::PaymentAnswer decline(const protocol::AuthorisationRequest& request);
    void remember(const std::string& key, protocol::PaymentState state);
    void setReachable(bool reachable);
    // "authorise", "status", "undo 2", "advise <key>", "capture"; "authorise by page" and so on
    // where a channel was given, which is then used once
    [[nodiscard]] std::vector<std::string> calls() const;
    // What it was told of a payment with the last question or advice.
    [[nodiscard]] std::string riskOf(const std::string& key) const;
    [[nodiscard]] std::optional<protocol::PaymentState> stateOf(const std::string& key) const;

    Result<void> identify(link::TerminalIdentity) override { return {}; }
    Answer authorise(const protocol::AuthorisationRequest& request,
                     const protocol::SignOnSeal* seal, const Deadline& deadline,
                     link::Channel* through) override;
    Answer capture(const std::string& key, const std::string& cryptogram, const Deadline& deadline,
                   link::Channel* through) override;
    Result<std::string> ask(const std::string& path, const std::string& body,
                            const Deadline&) override {
        if (answering) return answering(path, body);
        return fail(FailureCode::HostUnreachable);
    }
    Result<std::string> sealCard(const std::string& key, const protocol::CardData& card) override;
    Answer advise(protocol::AdviceRequest request, const std::string& sealed,
                  const Deadline& deadline) override;
    Answer status(const std::string& key, const Deadline& deadline) override;
    Answer undo(const std::string& key, protocol::UndoReason reason,
                const Deadline& deadline) override;
    [[nodiscard]] link::LinkState state() const override;
    void onStateChange(std::function<void(const link::LinkState&)> listener) override;

private:
    protocol::PaymentAnswer bookAdvice(const protocol::AuthorisationRequest& payment);
    void noteCall(std::string call, const Deadline& deadline, link::Channel* through);
    protocol::PaymentAnswer answerFor(const std::string& key);

    mutable std::mutex m_mutex;
    std::map<std::string, protocol::PaymentAnswer> m_known;
    std::vector<std::string> m_calls;
    std::map<std::string, std::string> m_risks;
    bool m_reachable = true;
    std::function<void(const link::LinkState&)> m_listener;
};

// A directory of its own, gone at the end.
class TemporaryDirectory {
public:
    TemporaryDirectory();
    ~TemporaryDirectory();
    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

struct FakeWorld {
    FakeWorld();

    FakeReaders readers;
    crypto::EcPrivateKey identity;
    test::KeyChip chip{identity};
    test::FixedStanding standing;
    FakeBackEnd backEnd;
    SystemClock clock;
    crypto::SystemRandom random;
    std::vector<std::string> logLines;
    std::mutex logMutex;
    std::condition_variable logged;
    Log log{"test", LogLevel::Debug, [this](LogLevel, std::string_view line) {
                const std::lock_guard lock(logMutex);
                logLines.emplace_back(line);
                logged.notify_all();
            }};
    // A line with these words, from now or before; false when none comes in time.
    bool waitForLog(std::string_view words);

    [[nodiscard]] World world() { return {chip, standing, readers, backEnd, clock, random, log}; }
};

Config testConfig(const std::filesystem::path& directory);
Money yuan(std::int64_t fen);

}  // namespace tappay::terminal::testing
