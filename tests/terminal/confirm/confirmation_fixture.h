#pragma once

#include <gmock/gmock.h>

#include <filesystem>

#include "base/uuid.h"
#include "terminal/confirm/confirmation_steps.h"
#include "terminal/confirm/played_back_end.h"
#include "terminal/confirm/push_reader.h"

namespace tappay::terminal::testing {

// A directory of its own, gone at the end.
class OwnDirectory {
public:
    OwnDirectory() {
        std::string name = (std::filesystem::temp_directory_path() / "confirm.XXXXXX").string();
        m_path = mkdtemp(name.data());
    }
    ~OwnDirectory() { std::filesystem::remove_all(m_path); }
    OwnDirectory(const OwnDirectory&) = delete;
    OwnDirectory& operator=(const OwnDirectory&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

// A terminal's confirmations without threads: the test makes each step.
class ConfirmationTest : public ::testing::Test {
protected:
    ConfirmationTest() { restart(); }

    // As after kill -9: what is not on disk is gone.
    void restart() {
        steps.reset();
        book = ConfirmationBook::open(directory.path(), clock).value();
        book->onChange([this](const std::string& changed) { told.push_back(changed); });
        steps = std::make_unique<ConfirmationSteps>(
            tools, *book, [this](const Failure& failure) { failures.push_back(failure.code); });
        reader = std::make_unique<PushReader>(tools);
    }
    std::string begin() { return begin(orderIntent(makeUuidV7(clock, random))); }
    std::string begin(const protocol::ConfirmationIntent& intent) {
        const auto begun = book->begin(intent);
        EXPECT_TRUE(begun) << begun.error().detail;
        return intent.key;
    }
    // Everything that is due.
    int run() {
        int made = 0;
        while (steps->step(identity, {}))
            ++made;
        return made;
    }
    // Until the next question is due, and that.
    void runNext() {
        const auto due = steps->due();
        ASSERT_TRUE(due);
        clock.advance(std::chrono::ceil<std::chrono::milliseconds>(*due - clock.monotonic()));
        run();
    }
    Result<std::size_t> read() {
        return reader->read(identity, std::chrono::seconds(0), {},
                            [this](const protocol::Event& event) {
                                (void)book->take(identity, std::get<protocol::Confirmation>(event));
                                return Result<void>();
                            });
    }
    ConfirmationSnapshot at(const std::string& key) { return book->snapshot(key).value(); }
    std::string stateOf(const std::string& key) {
        const auto state = at(key).state;
        return state ? std::string(protocol::nameOf(*state)) : "intended";
    }

    OwnDirectory directory;
    ManualClock clock;
    crypto::SystemRandom random;
    PlayedBackEnd backEnd{clock};
    const crypto::EcPrivateKey own = crypto::EcPrivateKey::generate(crypto::Curve::P256).value();
    test::KeyChip chip{own};
    OnboardingTools tools{backEnd, chip, clock};
    link::TerminalIdentity identity = backEnd.identity();
    std::unique_ptr<ConfirmationBook> book;
    std::unique_ptr<ConfirmationSteps> steps;
    std::unique_ptr<PushReader> reader;
    std::vector<std::string> told;
    std::vector<FailureCode> failures;
};

}  // namespace tappay::terminal::testing
