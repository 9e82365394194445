#include "emv/contactless/torn.h"

#include <algorithm>

#include "base/secret.h"
#include "emv/candidate_list.h"
#include "emv/numeric.h"
#include "emv/verdict.h"

namespace tappay::emv::contactless {

namespace {

constexpr std::string_view kParagraph = "JR/T 0025.12, annex F";

void copy(const DataStore& from, DataStore& to) {
    for (const auto& [tag, value] : from.all())
        to.set(tag, value);
}

void copy(const Records& from, Records& to) {
    copy(from.objects, to.objects);
    to.signedPart.octets = from.signedPart.octets;
    to.signedPart.sound = from.signedPart.sound;
}

struct Identity {
    std::string digits;
    Bytes sequence;
    ~Identity() { wipe(digits); }
};

std::optional<ByteView> findIn(const Records& records, const DataStore& options, tlv::Tag tag) {
    if (const auto value = records.objects.find(tag)) return value;
    return options.find(tag);
}

// The card number as far as it is known, from 5A or from track 2.
Identity identify(const Records& records, const DataStore& options) {
    Identity identity;
    if (const auto pan = findIn(records, options, tag::kPan)) {
        identity.digits = digitsOf(*pan).value_or(std::string());
    } else if (const auto track2 = findIn(records, options, tag::kTrack2)) {
        std::string text = toHex(*track2);
        identity.digits = text.substr(0, text.find('D'));
        wipe(text);
    }
    if (const auto sequence = findIn(records, options, tag::kPanSequence))
        identity.sequence = Bytes(sequence->begin(), sequence->end());
    return identity;
}

std::unexpected<Obstacle> otherCard(const std::shared_ptr<const Torn>& torn) {
    return std::unexpected(Obstacle({FailureCode::CardChanged, "another card than the torn one"},
                                    Next::TapAgain, torn));
}

TapResult<std::uint64_t> readCounter(Session& session, const std::shared_ptr<const Torn>& torn) {
    TAPPAY_TRY(answer, session.card.transmit(apdu::getData(tag::kAtc)));
    if (!answer.ok()) return otherCard(torn);
    TAPPAY_TRY(counter, tlv::parseTemplate(answer.data, tag::kAtc));
    if (counter.value.size() != 2) return malformed("transaction counter of wrong length");
    return fromBinary(counter.value);
}

// The counter has not moved since: the card stands where it stood. One that has not paid refuses
// the record, or has no signature to give.
TapResult<bool> readLastRecord(Tap& tap, const std::shared_ptr<const Torn>& torn) {
    const RecordPlace& last = torn->last();
    TAPPAY_TRY(answer, readRecord(tap.session, last));
    if (!answer.ok()) return false;
    tap.session.card.ignoreStop();
    Records alone;
    TAPPAY_CHECK(takeRecord(alone, last.entry, last.number, answer.data));
    if (!torn->mayBeOf(alone, tap.session)) return otherCard(torn);
    TAPPAY_CHECK(torn->restore(tap));
    TAPPAY_CHECK(takeRecord(tap.records, last.entry, last.number, answer.data));
    wipe(answer.data);
    return findIn(tap.records, tap.session.data, tag::kSignedDynamicData).has_value();
}

TapResult<bool> askCard(Tap& tap, const std::shared_ptr<const Torn>& torn) {
    Session& session = tap.session;
    TAPPAY_TRY(selected, session.card.transmit(apdu::select(torn->aid())));
    if (!selected.ok()) return otherCard(torn);
    TAPPAY_TRY(counter, readCounter(session, torn));
    const std::uint64_t before = fromBinary(torn->atc());
    if (counter < before) return otherCard(torn);
    TAPPAY_TRY(paid, counter == before ? readLastRecord(tap, torn) : TapResult<bool>(false));
    if (paid) TAPPAY_CHECK(takeRecords(tap));
    return paid;
}

}  // namespace

Torn::Torn(const Tap& tap, const RecordPlace& last)
    : m_last(last),
      m_amount(tap.session.transaction.amount),
      m_label(tap.session.label),
      m_ttq(tap.ttq),
      m_inOptions(tap.inOptions) {
    copy(tap.session.data, m_data);
    copy(tap.records, m_records);
}

bool Torn::isOf(const Records& records, const Session& session) const {
    return judgeWhether(session.trace, "same-card", [&] {
        const Identity mine = identify(m_records, m_data), other = identify(records, session.data);
        return !mine.digits.empty() && mine.digits == other.digits;
    });
}

bool Torn::mayBeOf(const Records& records, const Session& session) const {
    return judgeWhether(session.trace, "maybe-same-card", [&] {
        const Identity mine = identify(m_records, m_data), other = identify(records, session.data);
        const bool samePan =
            mine.digits.empty() || other.digits.empty() || mine.digits == other.digits;
        const bool sameSequence =
            mine.sequence.empty() || other.sequence.empty() || mine.sequence == other.sequence;
        return samePan && sameSequence;
    });
}

Result<void> Torn::restore(Tap& tap) const {
    Session& session = tap.session;
    session.application = parametersFor(session.parameters, aid());
    if (session.application == nullptr)
        return fail(FailureCode::Internal, "the torn application is not in the parameters");
    session.label = m_label;
    copy(m_data, session.data);
    session.aip = Aip(m_data.get(tag::kAip));
    tap.ttq = m_ttq;
    tap.granted = CryptogramType::Tc;
    tap.inOptions = m_inOptions;
    copy(m_records, tap.records);
    return {};
}

TapResult<bool> finishTorn(Tap& tap, const std::shared_ptr<const Torn>& torn) {
    if (!torn->isFor(tap.session.transaction.amount))
        return std::unexpected(
            Obstacle({FailureCode::Internal, "torn with another amount"}, Next::Nothing, torn));
    tap.session.cardholder.progress(Step::Selecting);
    auto paid = askCard(tap, torn);
    if (!paid) paid.error().torn = torn;
    if (paid)
        tap.session.decided(kParagraph, *paid ? "the torn card has paid"
                                              : "the torn card has not paid: a new transaction");
    return paid;
}

}  // namespace tappay::emv::contactless
