#include "terminal/authorisation.h"

#include "base/pan.h"
#include "protocol/time.h"
#include "tlv/tlv.h"

namespace tappay::terminal {

namespace {

// Field 22: chip inserted (05) or tapped (07), then a PIN for the issuer (1) or none (2).
std::string entryModeOf(const emv::HostRequest& request) {
    const bool tapped = request.interface == emv::CardInterface::Contactless;
    return std::string(tapped ? "07" : "05") + (request.pinEntered ? "1" : "2");
}

constexpr tlv::Tag kIssuerAuthentication = 0x91;
constexpr tlv::Tag kScriptBeforeFinal = 0x71;
constexpr tlv::Tag kScriptAfterFinal = 0x72;

std::string textOf(const SecretBytes& secret) {
    return toText(secret.view());
}

std::string masked(const SecretBytes& pan) {
    std::string digits = textOf(pan);
    const std::string result = maskPan(digits);
    wipe(digits);
    return result;
}

std::string namesOf(const emv::RiskSignals& risk) {
    std::string names;
    const auto add = [&names](bool is, std::string_view name) {
        if (is) names.append(names.empty() ? "" : ",").append(name);
    };
    add(risk.counterNotNew, "counter_not_new");
    add(risk.numberNotNew, "number_not_new");
    add(risk.slowAnswers, "slow_answers");
    return names;
}

void takeCard(Record& record, const emv::HostRequest& request) {
    const bool tapped = request.interface == emv::CardInterface::Contactless;
    record.shown.interface = tapped ? "contactless" : "contact";
    record.shown.maskedPan = masked(request.pan);
    record.shown.panSequence = request.panSequence.value_or("");
    record.shown.aid = toHex(request.aid);
    record.entryMode = entryModeOf(request);
    record.shown.risk = namesOf(request.risk);
}

emv::HostAnswer toKernel(const protocol::PaymentAnswer& answer, bool approved) {
    emv::HostAnswer result{approved, answer.responseCode, {}, {}};
    const auto items = tlv::parse(answer.icc);
    if (!items) return result;  // the card decides without them
    for (const auto& item : *items) {
        if (item.tag == kIssuerAuthentication)
            result.issuerAuthentication.assign(item.value.begin(), item.value.end());
        else if (item.tag == kScriptBeforeFinal || item.tag == kScriptAfterFinal)
            append(result.scripts, item.whole);
    }
    return result;
}

}  // namespace

void takeAnswer(Record& record, const protocol::PaymentAnswer& answer) {
    auto& shown = record.shown;
    shown.responseCode = answer.responseCode;
    shown.authCode = answer.authCode;
    shown.reference = answer.reference;
    shown.stan = answer.stan;
    shown.batch = answer.batch;
    shown.issuerName = answer.issuerName;
    shown.acquirerId = answer.acquirerId;
    record.hostTime = answer.time;
}

Result<emv::HostAnswer> Authorisation::authorise(emv::HostRequest request) {
    m_cardName = m_parts.memory.nameOf(request.pan.view());
    TAPPAY_TRY(before, m_parts.payments.record(m_id));
    // Asking the issuer means that the card itself has not paid, or that the terminal's owner lets
    // it be paid once more (otherWayAfterPaid).
    if (before.shown.state == State::CardInDoubt)
        TAPPAY_CHECK(m_parts.payments.apply(m_id, {Event::CardFoundUnpaid}));
    if (before.shown.state == State::Intended)
        TAPPAY_CHECK(m_parts.payments.apply(m_id, {Event::CardDataRead}));
    const auto deadline = Deadline::in(m_parts.config.hostWait, m_parts.shutdown);
    TAPPAY_TRY(signOn, m_parts.world.standing.signedOn(deadline));
    auto sending = compose(request, *signOn);
    if (!sending) return std::unexpected(sending.error());
    TAPPAY_CHECK(m_parts.payments.apply(m_id, {Event::RequestSent}, [&](Record& record) {
        takeCard(record, request);
        record.shown.stage = Stage::Authorising;
        record.shown.lights = 4;
        record.shown.pin.reset();
        record.shown.deadline = m_parts.world.clock.now() + m_parts.config.hostWait;
    }));
    const auto answer = send(*sending, *signOn);
    if (answer) return judge(*sending, *answer);

    const Failure failure = answer.error();
    m_parts.world.log.failure("authorisation", failure);
    // Where a key is known with other contents this payment did not run, and the one that did is
    // not to be undone in its name.
    if (link::surelyNotRun(failure.code)) m_parts.world.standing.refused(failure);
    if (!surelyNotRun(failure)) return noAnswer(failure);
    // The payment ends with what the card says to it; it may approve alone (Y3) when nobody could
    // be asked, and only then.
    (void)m_parts.payments.applyOrRemember(m_id, Event::HostSurelyNotAsked, [&](Record& record) {
        record.shown.deadline.reset();
        record.shown.stage = Stage::Completing;
    });
    return std::unexpected(failure);
}

Result<protocol::PaymentAnswer> Authorisation::send(const protocol::AuthorisationRequest& request,
                                                    SignOn& signOn) const {
    const auto deadline = Deadline::in(m_parts.config.hostWait, m_parts.shutdown);
    auto& backEnd = m_parts.world.backEnd;
    if (signOn.session.empty()) return backEnd.authorise(request, nullptr, deadline);
    const protocol::SignOnSeal seal{signOn.session, signOn.processKey, ++signOn.sealings};
    return backEnd.authorise(request, &seal, deadline,
                             channelOf(m_parts.purchase, m_id, signOn, m_parts.world.random));
}

// A refusal is no end of what has passed through a page, which may bring it to the back end later.
// Such a payment is undone, and then nothing can come of it any more.
bool Authorisation::surelyNotRun(const Failure& failure) const {
    const bool carried =
        m_parts.purchase && m_parts.purchase->channel && m_parts.purchase->channel->used();
    return !carried && link::surelyNotRun(failure.code);
}

// A person's cancel that came first wins here, and one that comes later is too late.
Result<void> Authorisation::expectOfflineApproval() {
    if (m_parts.purchase)
        return fail(FailureCode::CardDeclined, "the card wants to pay an order by itself");
    auto& payments = m_parts.payments;
    TAPPAY_TRY(before, payments.record(m_id));
    if (before.shown.state == State::CardInDoubt) return {};
    if (before.shown.state == State::Intended)
        TAPPAY_CHECK(payments.apply(m_id, {Event::CardDataRead}));
    return payments.noteIn(State::CardRead, m_id, "card_may_pay",
                           [](Record& record) { record.cardMayPay = "1"; });
}

Result<void> Authorisation::keepOfflineApproval(emv::HostRequest request) {
    m_cardName = m_parts.memory.nameOf(request.pan.view());
    request.pinEntered = false;  // a PIN for the card is not the issuer's
    protocol::CardData card;
    card.pan = request.pan.clone();
    card.expiry = request.expiry;
    card.panSequence = request.panSequence;
    card.icc = request.icc;
    TAPPAY_TRY(sealed, m_parts.world.backEnd.sealCard(m_id, card));
    const Advice advice{std::move(sealed),
                        std::chrono::floor<std::chrono::milliseconds>(m_parts.world.clock.now())};
    const auto paid = [&](Record& record) {
        takeCard(record, request);
        record.online = false;
        record.shown.failure.reset();
        record.shown.deadline.reset();
        if (request.interface == emv::CardInterface::Contact)
            record.shown.stage = Stage::Completing;
    };
    auto& payments = m_parts.payments;
    TAPPAY_TRY(before, payments.record(m_id));
    Result<State> kept;
    if (before.shown.state == State::CardInDoubt)
        kept = payments.keepAdvice(m_id, {Event::CardFoundPaid}, advice, paid);
    else if (before.shown.state == State::Intended)
        kept =
            payments.keepAdvice(m_id, {Event::CardDataRead, Event::OfflineApproval}, advice, paid);
    else
        kept = payments.keepAdvice(m_id, {Event::OfflineApproval}, advice, paid);
    if (!kept) return std::unexpected(kept.error());
    return {};
}

Result<protocol::AuthorisationRequest> Authorisation::compose(emv::HostRequest& request,
                                                              SignOn& signOn) const {
    TAPPAY_TRY(record, m_parts.payments.record(m_id));
    protocol::AuthorisationRequest sending;
    sending.key = m_id;
    sending.terminalId = record.shown.terminalId;
    sending.merchantId = record.shown.merchantId;
    sending.amount = record.shown.amount;
    if (record.shown.order) sending.order = record.shown.order->id;
    sending.entryMode = entryModeOf(request);
    sending.sequence = record.sequence;
    sending.risk = namesOf(request.risk);
    sending.time = protocol::formatTime(m_parts.world.clock.now());
    if (request.pinEntered) {
        const SecretBytes pin = m_parts.pinPad.take();
        TAPPAY_TRY(enciphered,
                   encipherPin(signOn, pin.view(), request.pan.view(), m_parts.world.random));
        sending.card.pinBlock = std::move(enciphered.block);
        sending.card.pinKeySerial = std::move(enciphered.keySerial);
    }
    sending.card.pan = request.pan.clone();
    sending.card.track2 = std::move(request.track2);
    sending.card.expiry = request.expiry;
    sending.card.panSequence = request.panSequence;
    sending.card.icc = request.icc;
    return sending;
}

Result<emv::HostAnswer> Authorisation::noAnswer(const Failure& failure) {
    const bool invalid = failure.code == FailureCode::HostAnswerInvalid;
    (void)m_parts.payments.applyOrRemember(m_id, Event::HostNoAnswer, [&](Record& record) {
        record.shown.failure = failure;
        record.undoReason =
            invalid ? protocol::UndoReason::AnswerInvalid : protocol::UndoReason::NoAnswer;
    });
    return fail(invalid ? FailureCode::HostAnswerInvalid : FailureCode::HostTimeout,
                failure.detail);
}

Result<emv::HostAnswer> Authorisation::judge(const protocol::AuthorisationRequest& request,
                                             const protocol::PaymentAnswer& answer) {
    if (answer.key != request.key || answer.terminalId != request.terminalId ||
        answer.amount != request.amount)
        return noAnswer({FailureCode::HostAnswerInvalid, "the answer is for another payment"});
    if (answer.state == protocol::PaymentState::Approved)
        return decided(Event::HostApproval, answer);
    if (answer.state == protocol::PaymentState::Declined)
        return decided(Event::HostDecline, answer);
    return noAnswer({FailureCode::HostTimeout, "the back end does not know the result yet"});
}

Result<emv::HostAnswer> Authorisation::decided(Event event, const protocol::PaymentAnswer& answer) {
    const bool approved = event == Event::HostApproval;
    const auto written = m_parts.payments.apply(m_id, {event}, [&](Record& record) {
        takeAnswer(record, answer);
        record.online = approved;
        record.shown.deadline.reset();
        record.shown.stage = Stage::Completing;  // also a refusal is told to the card
        if (!approved)
            record.shown.failure =
                Failure{FailureCode::Declined, "response " + answer.responseCode};
    });
    // An answer that is not in the journal would be forgotten by a restart: it is as if it had not
    // come, and is asked for again.
    if (!written) return noAnswer(written.error());
    return toKernel(answer, approved);
}

}  // namespace tappay::terminal
