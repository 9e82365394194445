#include "agent/scenario.h"

#include <map>
#include <memory>

namespace tappay::agent::test {

namespace {

using terminal::PinKey;
using terminal::Stage;
using terminal::State;
using terminal::TransactionSnapshot;

void step(FakeTerminal& terminal, TransactionSnapshot& it, State state, Stage stage) {
    it.state = state;
    it.stage = stage;
    it.canCancel = state == State::Intended || state == State::CardRead;
    it.changed += std::chrono::milliseconds(1);
    terminal.put(it);
}

void finish(FakeTerminal& terminal, TransactionSnapshot it, State state,
            std::optional<Failure> failure = {}) {
    it.failure = std::move(failure);
    it.pin.reset();
    if (state == State::Approved) it.authCode = "203817";
    step(terminal, it, state, Stage::Done);
}

void readAndSend(FakeTerminal& terminal, TransactionSnapshot& it) {
    step(terminal, it, State::Intended, Stage::KeepCard);
    step(terminal, it, State::CardRead, Stage::KeepCard);
    step(terminal, it, State::Sent, Stage::Authorising);
}

void askForPin(FakeTerminal& terminal, TransactionSnapshot it) {
    it.pin = terminal::PinPrompt{};
    step(terminal, it, State::CardRead, Stage::EnterPin);
}

// 1234 is right; anything else is asked for once more.
void takeKey(FakeTerminal& terminal, const std::string& id, PinKey key,
             const std::shared_ptr<std::string>& digits) {
    TransactionSnapshot it = *terminal.transaction(id);
    if (!it.pin) return;
    if (key < PinKey::Clear) {
        digits->push_back(static_cast<char>('0' + static_cast<int>(key)));
    } else if (key == PinKey::Back && !digits->empty()) {
        digits->pop_back();
    } else if (key == PinKey::Enter) {
        const bool right = *digits == "1234";
        digits->clear();
        if (right) return finish(terminal, it, State::Approved);
        it.pin = terminal::PinPrompt{.wrongBefore = true, .triesLeft = 2};
        return terminal.put(it);
    }
    it.pin->digits = static_cast<int>(digits->size());
    terminal.put(it);
}

using Story = void (*)(FakeTerminal&, TransactionSnapshot);

const std::map<std::string, Story> kStories{
    {"approve",
     [](FakeTerminal& terminal, TransactionSnapshot it) {
         readAndSend(terminal, it);
         finish(terminal, it, State::Approved);
     }},
    {"decline",
     [](FakeTerminal& terminal, TransactionSnapshot it) {
         readAndSend(terminal, it);
         finish(terminal, it, State::Declined, Failure{FailureCode::Declined, {}});
     }},
    {"decline slowly",
     [](FakeTerminal& terminal, TransactionSnapshot it) {
         readAndSend(terminal, it);
         it.failure = Failure{FailureCode::Declined, {}};
         step(terminal, it, State::Declined, Stage::Completing);
     }},
    {"fail",
     [](FakeTerminal& terminal, TransactionSnapshot it) {
         finish(terminal, it, State::Failed, Failure{FailureCode::CardTimeout, {}});
     }},
    {"unknown",
     [](FakeTerminal& terminal, TransactionSnapshot it) {
         readAndSend(terminal, it);
         it.failure = Failure{FailureCode::HostTimeout, {}};
         step(terminal, it, State::Unknown, Stage::Checking);
     }},
    {"undo",
     [](FakeTerminal& terminal, TransactionSnapshot it) {
         readAndSend(terminal, it);
         step(terminal, it, State::Undoing, Stage::Checking);
         finish(terminal, it, State::Undone);
     }},
    {"choose",
     [](FakeTerminal& terminal, TransactionSnapshot it) {
         it.applications = {"Debit", "Credit"};
         step(terminal, it, State::Intended, Stage::ChooseApplication);
         finish(terminal, it, State::Approved);
     }},
    {"send", [](FakeTerminal& terminal, TransactionSnapshot it) { readAndSend(terminal, it); }},
    {"pin", askForPin},
    {"wait", [](FakeTerminal&, TransactionSnapshot) {}},
};

}  // namespace

bool play(const std::string& name, FakeTerminal& terminal) {
    const auto story = kStories.find(name);
    if (story == kStories.end()) return false;
    terminal.onSale = [&terminal, run = story->second](const TransactionSnapshot& it) {
        run(terminal, it);
    };
    terminal.onKey = [&terminal, digits = std::make_shared<std::string>()](
                         const std::string& id, PinKey key) { takeKey(terminal, id, key, digits); };
    terminal.onCancel = [&terminal](const std::string& id) {
        finish(terminal, *terminal.transaction(id), State::Cancelled,
               Failure{FailureCode::Cancelled, {}});
    };
    terminal.onUndo = [&terminal](const std::string& id) {
        TransactionSnapshot it = *terminal.transaction(id);
        step(terminal, it, State::Undoing, Stage::Checking);
        finish(terminal, it, State::Undone);
    };
    return true;
}

}  // namespace tappay::agent::test
