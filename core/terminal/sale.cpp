#include "terminal/sale.h"

#include <utility>

namespace tappay::terminal {

using emv::Next;

Sale::Sale(std::string id, Parts parts, TornCards::Torn torn, std::shared_ptr<Purchase> purchase)
    : m_id(std::move(id)),
      m_parts(parts),
      m_purchase(std::move(purchase)),
      m_search(m_id, parts.world, parts.payments),
      m_host(m_id, {parts.config, parts.world, parts.payments, m_pinPad, parts.memory,
                    parts.shutdown, m_purchase.get()}),
      m_trace(m_id, parts.payments, parts.config.keepTraces),
      m_torn(std::move(torn)),
      m_resumed(m_torn != nullptr) {}

void Sale::run() {
    const auto linked = std::stop_callback(m_parts.shutdown, [this] { stop(); });
    if (const auto agreed = awaitConsent(); !agreed) return endBeforeSending(agreed.error());
    const auto first = firstCall();
    if (!first) return endBeforeSending(first.error());
    std::optional<CardCall> call = *first;
    while (call) {
        const auto found = m_search.find(*call, m_stop.get_token());
        call = found ? afterCard(runKernel(*found)) : withoutCard(*call, found.error());
    }
    m_trace.keep();
}

// Which cards may be tapped is known before one is asked for (JR/T 0025.12, pre-processing).
Result<CardCall> Sale::firstCall() {
    TAPPAY_TRY(record, m_parts.payments.record(m_id));
    m_transaction.amount = record.shown.amount;
    m_transaction.forceOnline = m_parts.parameters->forceOnline;
    m_transaction.sequence = record.sequence;
    TAPPAY_TRY(tappable, emv::contactless::preprocess(m_parts.parameters->kernel, m_transaction));
    m_tappable = std::move(tappable);
    if (m_resumed) {
        m_parts.payments.show(m_id, [](Record& shown) { shown.shown.canResume = false; });
        return tapAgain(m_parts.config.cardWait);
    }
    const CardCall call{.stage = Stage::PresentCard,
                        .tap = !m_tappable.empty(),
                        .insert = insert().has_value(),
                        .time = m_parts.config.cardWait};
    if (!call.tap && !call.insert)
        return fail(FailureCode::AmountInvalid, "too much for a card that is tapped");
    return call;
}

emv::Outcome Sale::runKernel(const CardSearch::Found& found) {
    m_contactless = found.contactless;
    const emv::Surroundings around{
        *found.card,        *this,          m_host, m_parts.world.clock, m_parts.world.random,
        m_stop.get_token(), &m_parts.memory};
    const auto& parameters = m_parts.parameters->kernel;
    const auto interface =
        m_contactless ? emv::CardInterface::Contactless : emv::CardInterface::Contact;
    return m_trace.run(around, m_transaction, interface, [&](const emv::Surroundings& recorded) {
        if (!m_contactless) return emv::run(parameters, m_transaction, recorded);
        return emv::contactless::run(parameters, m_transaction, m_tappable, recorded, m_torn);
    });
}

// What is to be asked for next; nothing when the sale has its end.
std::optional<CardCall> Sale::afterCard(const emv::Outcome& outcome) {
    settleDoubt(outcome);
    switch (outcome.next) {
        case Next::TapAgain:
            return afterTorn(outcome);
        case Next::SeePhone:
            return CardCall{.stage = Stage::SeePhone,
                            .tap = true,
                            .insert = insert().has_value(),
                            .time = m_parts.config.phoneWait,
                            .afterRemoval = true};
        case Next::UseContact:
            if (auto call = insert()) return call;
            break;
        case Next::Nothing:
            break;
    }
    finish(outcome);
    return std::nullopt;
}

std::optional<CardCall> Sale::afterTorn(const emv::Outcome& outcome) {
    m_torn = outcome.torn;
    if (m_torn) noteDoubt(outcome);
    if (m_tapsLeft-- > 0) return tapAgain(m_parts.config.tapAgainWait);
    return withoutAnotherTap(
        outcome.reason.value_or(Failure{FailureCode::CardRemoved, "tapped too shortly"}));
}

std::optional<CardCall> Sale::withoutCard(const CardCall& call, const Failure& failure) {
    const bool cancelled = failure.code == FailureCode::Cancelled;
    if (call.stage == Stage::TapAgain && !cancelled) return withoutAnotherTap(failure);
    if (m_torn)
        leaveInDoubt();
    else
        endBeforeSending(failure);
    return std::nullopt;
}

// Only where the card can't have paid another one may be taken.
std::optional<CardCall> Sale::withoutAnotherTap(const Failure& failure) {
    if (!m_torn)
        if (auto call = insert()) return call;
    if (m_torn)
        leaveInDoubt();
    else
        endBeforeSending(failure);
    return std::nullopt;
}

CardCall Sale::tapAgain(std::chrono::milliseconds time) const {
    return {.stage = Stage::TapAgain,
            .tap = true,
            .insert = !m_torn && insert(),
            .time = time,
            .afterRemoval = true};
}

std::optional<CardCall> Sale::insert() const {
    if (!m_parts.parameters->kernel.contactless.contactAlso) return std::nullopt;
    return CardCall{
        .stage = Stage::InsertCard, .tap = false, .insert = true, .time = m_parts.config.cardWait};
}

void Sale::readersChanged(const card::Snapshot& snapshot) {
    if (!m_search.isMissed(snapshot)) return;
    m_pinPad.abort({FailureCode::CardRemoved, "while waiting for the cardholder"});
    m_chooser.abort({FailureCode::CardRemoved, "while waiting for the cardholder"});
}

}  // namespace tappay::terminal
