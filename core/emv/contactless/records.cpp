#include "emv/contactless/records.h"

#include "base/secret.h"
#include "emv/contactless/card_data.h"
#include "emv/contactless/torn.h"
#include "emv/numeric.h"

namespace tappay::emv::contactless {

namespace {

// Readers are known to hand over the beginning of an answer as if it were all of it. Status words
// begin with 6 or 9, and where one says that something is wrong no data come with it (ISO 7816-4).
bool isCutShort(const apdu::Response& answer) {
    const bool isStatus = answer.sw >> 12 == 0x6 || answer.sw >> 12 == 0x9;
    return !isStatus || (!answer.ok() && !answer.data.empty());
}

std::vector<RecordPlace> placesOf(const std::vector<AflEntry>& afl) {
    std::vector<RecordPlace> places;
    for (const AflEntry& entry : afl)
        for (unsigned number = entry.first; number <= entry.last; ++number)
            places.push_back({entry, number});
    return places;
}

TapResult<void> takeAnswer(Tap& tap, const RecordPlace& place, apdu::Response answer) {
    if (!answer.ok()) return refused("READ RECORD", answer.sw);
    const auto taken = takeRecord(tap.records, place.entry, place.number, answer.data);
    wipe(answer.data);
    TAPPAY_CHECK(taken);
    return {};
}

TapResult<void> readOne(Tap& tap, const RecordPlace& place) {
    TAPPAY_TRY(answer, readRecord(tap.session, place));
    return takeAnswer(tap, place, std::move(answer));
}

// The wish to stop is heard for the last time: a card that has paid is not left without an answer.
TapResult<void> readPayingRecord(Tap& tap, const RecordPlace& place) {
    if (const auto noted = tap.session.host.expectOfflineApproval(); !noted)
        return std::unexpected(Obstacle(noted.error()));
    TAPPAY_CHECK(tap.session.card.checkStop());
    tap.session.card.ignoreStop();
    auto answer = readRecord(tap.session, place);
    if (!answer) {
        tap.session.decided("JR/T 0025.12, annex F", "the card left while it may have paid");
        return std::unexpected(Obstacle(std::move(answer).error(), Next::TapAgain,
                                        std::make_shared<const Torn>(tap, place)));
    }
    tap.hasPaid = answer->ok();
    return takeAnswer(tap, place, std::move(*answer));
}

// A card that is awaited because it may have paid must not make room for another that pays too.
TapResult<void> checkExpected(const Tap& tap, const std::shared_ptr<const Torn>& expected) {
    if (!expected || expected->mayBeOf(tap.records, tap.session)) return {};
    return std::unexpected(Obstacle({FailureCode::CardChanged, "another card than the torn one"},
                                    Next::TapAgain, expected));
}

Result<void> checkExpiry(const DataStore& data) {
    if (!parseDay(data.get(tag::kExpiry)))
        return fail(FailureCode::CardDataMalformed, "expiry date is missing or no date");
    return {};
}

}  // namespace

Result<apdu::Response> readRecord(Session& session, const RecordPlace& place) {
    TAPPAY_TRY(answer, session.card.transmit(apdu::readRecord(
                           place.entry.sfi, static_cast<std::uint8_t>(place.number))));
    if (isCutShort(answer))
        return fail(FailureCode::CardUnresponsive, "the answer to READ RECORD is cut short");
    return answer;
}

TapResult<void> readApplicationData(Tap& tap, const std::shared_ptr<const Torn>& expected) {
    TAPPAY_CHECK(checkExpected(tap, expected));
    std::vector<RecordPlace> places = placesOf(tap.afl);
    const bool pays = tap.granted == CryptogramType::Tc;
    for (std::size_t i = 0; i + (pays ? 1 : 0) < places.size(); ++i) {
        TAPPAY_CHECK(readOne(tap, places[i]));
        TAPPAY_CHECK(checkExpected(tap, expected));
    }
    if (pays) TAPPAY_CHECK(readPayingRecord(tap, places.back()));
    return takeRecords(tap);
}

TapResult<void> takeRecords(Tap& tap) {
    for (const auto& [tag, value] : tap.records.objects.all()) {
        if (tag == tag::kAip || tag == tag::kAfl)
            return malformed("processing options repeated in a record");
        TAPPAY_CHECK(takeObject(tap, tag, value));
    }
    tap.session.staticData = std::move(tap.records.signedPart);
    if (tap.granted == CryptogramType::Aac) return {};
    TAPPAY_CHECK(completeCardNumber(tap.session.data));
    if (tap.granted == CryptogramType::Tc) TAPPAY_CHECK(checkExpiry(tap.session.data));
    return {};
}

}  // namespace tappay::emv::contactless
