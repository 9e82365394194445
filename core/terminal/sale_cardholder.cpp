#include "terminal/sale.h"

// What a sale asks of the person at the terminal, and shows meanwhile.
namespace tappay::terminal {

namespace {

PinPrompt promptFor(const emv::PinRequest& request) {
    PinPrompt prompt;
    prompt.bypassAllowed = request.bypassAllowed;
    prompt.wrongBefore = request.lastAttemptWrong;
    if (request.triesLeft) prompt.triesLeft = *request.triesLeft;
    return prompt;
}

}  // namespace

void Sale::progress(emv::Step step) {
    switch (step) {
        case emv::Step::Selecting:
            return present(Stage::KeepCard, 2);
        case emv::Step::Reading:
        case emv::Step::Authenticating:
            return present(Stage::KeepCard, 3);
        case emv::Step::CardRead:
            return cardWasRead();
        case emv::Step::Authorising:
            return present(Stage::Authorising, 4);
        case emv::Step::Completing:
            return present(Stage::Completing, 4);
    }
}

// Shown before it is written: the person who taps may take the card away from here on.
void Sale::cardWasRead() {
    present(quiet(), 4);
    // A failure shows again when the request is to be sent: no CardRead, no RequestSent.
    (void)m_parts.payments.apply(m_id, {Event::CardDataRead});
}

Result<std::size_t> Sale::chooseApplication(std::span<const emv::ApplicationChoice> choices) {
    const auto deadline = Deadline::in(m_parts.config.cardWait, m_stop.get_token());
    m_chooser.ask(choices.size());
    m_parts.payments.show(m_id, [&](Record& record) {
        record.shown.stage = Stage::ChooseApplication;
        record.shown.applications.clear();
        for (const auto& choice : choices)
            record.shown.applications.push_back(choice.label);
        record.shown.deadline = onScreen(m_parts.world.clock, deadline.at);
    });
    const auto chosen = m_chooser.wait(deadline);
    present(Stage::KeepCard, 2);
    return chosen;
}

// Stands beside the question that follows, until that one is answered.
void Sale::applicationNotAccepted() {
    m_parts.payments.show(m_id, [](Record& record) { record.shown.applicationRefused = true; });
}

Result<emv::PinEntry> Sale::collectPin(const emv::PinRequest& request) {
    const auto entry = m_pinPad.collect(
        promptFor(request), {m_parts.config.pinWait, m_parts.config.pinKeyWait}, m_stop.get_token(),
        [this](const PinPrompt& now, std::chrono::steady_clock::time_point until) {
            m_parts.payments.show(m_id, [&](Record& record) {
                record.shown.stage = Stage::EnterPin;
                record.shown.pin = now;
                record.shown.deadline = onScreen(m_parts.world.clock, until);
            });
        });
    present(quiet(), 4);
    return entry;
}

Result<emv::PinEntry> Sale::enterOnlinePin(const emv::PinRequest& request) {
    return collectPin(request);
}

Result<emv::OfflinePin> Sale::enterOfflinePin(const emv::PinRequest& request) {
    TAPPAY_TRY(entry, collectPin(request));
    if (entry == emv::PinEntry::Bypassed) return emv::OfflinePin{};
    return emv::OfflinePin{entry, m_pinPad.take()};
}

void Sale::pinOnReader(const emv::PinRequest& request) {
    const auto until = std::chrono::steady_clock::now() + m_parts.config.pinWait;
    m_parts.payments.show(m_id, [&](Record& record) {
        record.shown.stage = Stage::EnterPin;
        record.shown.pin = promptFor(request);
        record.shown.pin->onReader = true;
        record.shown.deadline = onScreen(m_parts.world.clock, until);
    });
}

void Sale::present(Stage stage, int lights) {
    m_parts.payments.show(m_id, [&](Record& record) {
        if (isFinal(record.shown.state) || record.shown.state == State::Unknown ||
            record.shown.state == State::Undoing)
            return;
        record.shown.stage = stage;
        record.shown.lights = lights;
        record.shown.pin.reset();
        record.shown.applications.clear();
        record.shown.applicationRefused = false;
        record.shown.deadline.reset();
    });
}

}  // namespace tappay::terminal
