#include "terminal/sale.h"

#include <algorithm>
#include <utility>

namespace tappay::terminal {

namespace {

std::string nameOf(emv::CvmUsed cvm) {
    switch (cvm) {
        case emv::CvmUsed::None:
            return "none";
        case emv::CvmUsed::Signature:
            return "signature";
        case emv::CvmUsed::OnlinePin:
            return "online_pin";
        case emv::CvmUsed::OfflinePin:
            return "offline_pin";
        case emv::CvmUsed::OfflinePinAndSignature:
            return "offline_pin_and_signature";
    }
    return "none";
}

void takeOutcome(Record& record, const emv::Outcome& outcome) {
    auto& shown = record.shown;
    if (!outcome.maskedPan.empty()) shown.maskedPan = outcome.maskedPan;
    if (!outcome.panSequence.empty()) shown.panSequence = outcome.panSequence;
    if (!outcome.aid.empty()) shown.aid = toHex(outcome.aid);
    shown.cardLabel = outcome.label;
    shown.cvm = nameOf(outcome.cvm);
    shown.signatureNeeded = outcome.signatureNeeded;
    shown.tvr = toHex(outcome.tvr);
    shown.tsi = toHex(outcome.tsi);
    shown.cryptogram = toHex(outcome.cryptogram);
    shown.atc = toHex(outcome.atc);
}

Failure reasonOf(const emv::Outcome& outcome, FailureCode otherwise) {
    return outcome.reason.value_or(Failure{otherwise, {}});
}

PinPrompt promptFor(const emv::PinRequest& request) {
    PinPrompt prompt;
    prompt.bypassAllowed = request.bypassAllowed;
    prompt.wrongBefore = request.lastAttemptWrong;
    if (request.triesLeft) prompt.triesLeft = *request.triesLeft;
    return prompt;
}

bool isAt(const card::Snapshot& snapshot, const card::CardPlace& place) {
    return std::ranges::any_of(snapshot.readers, [&](const card::ReaderState& reader) {
        return reader.name == place.reader && reader.cardPresent && reader.events == place.events;
    });
}

}  // namespace

void Sale::run() {
    const auto linked = std::stop_callback(m_parts.shutdown, [this] { stop(); });
    auto card = connectCard();
    if (!card) return endBeforeSending(card.error());
    const auto record = m_parts.payments.record(m_id);
    if (!record) return endBeforeSending(record.error());

    Authorisation host(
        m_id, {m_parts.config, m_parts.world, m_parts.payments, m_pinPad, m_parts.shutdown});
    // Offline approvals are not cleared by anybody, so every sale goes to its issuer.
    const emv::Transaction transaction{
        .amount = record->shown.amount, .forceOnline = true, .sequence = record->sequence};
    const auto outcome = emv::run(
        m_parts.config.parameters, transaction,
        {**card, *this, host, m_parts.world.clock, m_parts.world.random, m_stop.get_token()});
    finish(outcome);
}

Result<std::unique_ptr<apdu::Card>> Sale::connectCard() {
    auto& readers = m_parts.world.readers;
    const auto deadline = Deadline::in(m_parts.config.cardWait, m_stop.get_token());
    m_parts.payments.show(m_id, [&](Record& record) {
        record.shown.stage = Stage::PresentCard;
        record.shown.lights = 1;
        screenDeadline(record, deadline.at);
    });
    std::optional<Failure> last;
    for (;;) {
        auto place = readers.waitForCard({.contactless = false}, deadline);
        if (!place && place.error().code == FailureCode::CardTimeout && last)
            return std::unexpected(*last);
        if (!place) return std::unexpected(place.error());
        {
            const std::lock_guard lock(m_placeMutex);
            m_place = *place;
        }
        auto card = readers.connect(*place);
        if (card) {
            m_parts.payments.show(m_id, [](Record& record) { record.shown.failure.reset(); });
            present(Stage::KeepCard, 2);
            return card;
        }
        last = card.error();
        TAPPAY_CHECK(hint(*place, card.error(), deadline));
    }
}

// Something the cardholder can put right while the payment waits: a card upside down, or gone again
// at once. Anything else ends the payment.
Result<void> Sale::hint(const card::CardPlace& place, const Failure& failure,
                        const Deadline& deadline) {
    if (failure.code != FailureCode::CardUnresponsive && failure.code != FailureCode::CardRemoved &&
        failure.code != FailureCode::CardChanged)
        return std::unexpected(failure);
    m_parts.payments.show(m_id, [&](Record& record) { record.shown.failure = failure; });
    (void)m_parts.world.readers.waitForRemoval(place, deadline);
    if (deadline.cancelled()) return fail(FailureCode::Cancelled);
    if (deadline.passed()) return std::unexpected(failure);
    return {};
}

void Sale::finish(const emv::Outcome& outcome) {
    const auto record = m_parts.payments.record(m_id);
    if (!record) return m_parts.world.log.failure("sale", record.error());
    const bool cardIn = cardStillIn();
    const auto details = [&](Record& changed) {
        takeOutcome(changed, outcome);
        changed.shown.stage = cardIn ? Stage::RemoveCard : Stage::Done;
    };
    switch (record->shown.state) {
        case State::Intended:
        case State::CardRead:
            return finishUnasked(outcome, details);
        case State::HostApproved:
            if (outcome.decision == emv::Decision::ApprovedOnline &&
                m_parts.payments.apply(m_id, {Event::CardApproval, Event::Recorded},
                                       [&](Record& changed) {
                                           details(changed);
                                           changed.shown.failure.reset();
                                       }))
                return;
            (void)m_parts.payments.applyOrRemember(m_id, Event::CardRefusal, [&](Record& changed) {
                takeOutcome(changed, outcome);
                changed.shown.failure = reasonOf(outcome, FailureCode::CardDeclined);
                changed.undoReason = protocol::UndoReason::CardDeclined;
            });
            return;
        case State::Sent:  // the host was asked, and the kernel came back without its answer
            (void)m_parts.payments.applyOrRemember(m_id, Event::HostNoAnswer, details);
            return;
        default:  // decided already, or being asked for
            (void)m_parts.payments.note(m_id, "card_closed", details);
    }
}

void Sale::finishUnasked(const emv::Outcome& outcome, const Payments::Change& details) {
    using emv::Decision;
    if (outcome.decision == Decision::ApprovedOffline) {
        if (m_parts.payments.apply(m_id, {Event::CardApproval, Event::Recorded}, details)) return;
        return endBeforeSending({FailureCode::JournalUnavailable, "offline approval not recorded"});
    }
    if (outcome.decision == Decision::DeclinedByCard) {
        const auto declined = [&](Record& record) {
            details(record);
            record.shown.failure = reasonOf(outcome, FailureCode::CardDeclined);
        };
        if (m_parts.payments.apply(m_id, {Event::CardRefusal}, declined) ||
            m_parts.payments.apply(m_id, {Event::CardDataRead, Event::CardRefusal}, declined))
            return;
    }
    m_parts.payments.show(m_id, [&](Record& record) { takeOutcome(record, outcome); });
    endBeforeSending(reasonOf(outcome, FailureCode::Internal));
}

void Sale::endBeforeSending(const Failure& failure) {
    const bool byPerson =
        failure.code == FailureCode::Cancelled && !m_parts.shutdown.stop_requested();
    const bool cardIn = cardStillIn();
    // TooLate here means that a person's cancel was first, which says the same to the shop.
    (void)m_parts.payments.applyOrRemember(
        m_id, byPerson ? Event::PersonCancelled : Event::CouldNotContinue, [&](Record& record) {
            record.shown.failure = failure;
            record.shown.stage = cardIn ? Stage::RemoveCard : Stage::Done;
        });
}

void Sale::readersChanged(const card::Snapshot& snapshot) {
    const std::lock_guard lock(m_placeMutex);
    if (!m_place || isAt(snapshot, *m_place)) return;
    m_pinPad.abort({FailureCode::CardRemoved, "while waiting for the cardholder"});
    m_chooser.abort({FailureCode::CardRemoved, "while waiting for the cardholder"});
}

void Sale::progress(emv::Step step) {
    switch (step) {
        case emv::Step::Selecting:
            return present(Stage::KeepCard, 2);
        case emv::Step::Reading:
        case emv::Step::Authenticating:
            return present(Stage::KeepCard, 3);
        case emv::Step::CardRead:
            // A failure shows again when the request is to be sent: no CardRead, no RequestSent.
            (void)m_parts.payments.apply(m_id, {Event::CardDataRead}, [](Record& record) {
                record.shown.stage = Stage::KeepCard;
                record.shown.lights = 4;
            });
            return;
        case emv::Step::Authorising:
            return present(Stage::Authorising, 4);
        case emv::Step::Completing:
            return present(Stage::Completing, 4);
    }
}

Result<std::size_t> Sale::chooseApplication(std::span<const emv::ApplicationChoice> choices) {
    const auto deadline = Deadline::in(m_parts.config.cardWait, m_stop.get_token());
    m_chooser.ask(choices.size());
    m_parts.payments.show(m_id, [&](Record& record) {
        record.shown.stage = Stage::ChooseApplication;
        record.shown.applications.clear();
        for (const auto& choice : choices)
            record.shown.applications.push_back(choice.label);
        screenDeadline(record, deadline.at);
    });
    const auto chosen = m_chooser.wait(deadline);
    present(Stage::KeepCard, 2);
    return chosen;
}

Result<emv::PinEntry> Sale::collectPin(const emv::PinRequest& request) {
    const auto entry = m_pinPad.collect(
        promptFor(request), {m_parts.config.pinWait, m_parts.config.pinKeyWait}, m_stop.get_token(),
        [this](const PinPrompt& now, std::chrono::steady_clock::time_point until) {
            m_parts.payments.show(m_id, [&](Record& record) {
                record.shown.stage = Stage::EnterPin;
                record.shown.pin = now;
                screenDeadline(record, until);
            });
        });
    present(Stage::KeepCard, 4);
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
    m_parts.payments.show(m_id, [&](Record& record) {
        record.shown.stage = Stage::EnterPin;
        record.shown.pin = promptFor(request);
        record.shown.pin->onReader = true;
        screenDeadline(record, std::chrono::steady_clock::now() + m_parts.config.pinWait);
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
        record.shown.deadline.reset();
    });
}

void Sale::screenDeadline(Record& record, std::chrono::steady_clock::time_point at) const {
    const auto left = at - std::chrono::steady_clock::now();
    record.shown.deadline = m_parts.world.clock.now() +
                            std::chrono::duration_cast<std::chrono::system_clock::duration>(left);
}

bool Sale::cardIsIn(const card::Snapshot& snapshot) const {
    const std::lock_guard lock(m_placeMutex);
    return m_place && isAt(snapshot, *m_place);
}

bool Sale::cardStillIn() const {
    return cardIsIn(m_parts.world.readers.snapshot());
}

}  // namespace tappay::terminal
