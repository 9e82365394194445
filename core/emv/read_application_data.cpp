#include "emv/read_application_data.h"

#include <algorithm>
#include <array>

#include "base/secret.h"
#include "emv/numeric.h"
#include "emv/session.h"
#include "emv/tags.h"
#include "emv/terminal_data.h"

namespace tappay::emv {

namespace {

constexpr std::uint8_t kLastEmvFile = 10;  // SFI 1 to 10 are coded as EMV says

std::unexpected<Failure> malformed(std::string detail) {
    return fail(FailureCode::CardDataMalformed, std::move(detail));
}

// Octets a data object the kernel relies on may have (EMV Book 3, Annex A).
struct Length {
    tlv::Tag tag;
    std::size_t least, most;
};
constexpr std::array kLengths{
    Length{tag::kTrack2, 1, 19},
    Length{tag::kPan, 4, 10},
    Length{tag::kExpiry, 3, 3},
    Length{tag::kEffective, 3, 3},
    Length{tag::kIssuerCountry, 2, 2},
    Length{tag::kPanSequence, 1, 1},
    Length{tag::kCdol1, 2, 252},
    Length{tag::kCdol2, 2, 252},
    Length{tag::kCvmList, 8, 252},
    Length{tag::kCaKeyIndex, 1, 1},
    Length{tag::kAuc, 2, 2},
    Length{tag::kCardVersion, 2, 2},
    Length{tag::kIacDefault, 5, 5},
    Length{tag::kIacDenial, 5, 5},
    Length{tag::kIacOnline, 5, 5},
    Length{tag::kLowerConsecutiveLimit, 1, 1},
    Length{tag::kUpperConsecutiveLimit, 1, 1},
    Length{tag::kApplicationCurrency, 2, 2},
};

Result<void> checkLength(const tlv::Item& object) {
    const auto* const rule = std::ranges::find(kLengths, object.tag, &Length::tag);
    if (rule == kLengths.end()) return {};
    if (object.value.size() < rule->least || object.value.size() > rule->most)
        return malformed("data object " + toHex(tlv::encodeTag(object.tag)) + " of wrong length");
    return {};
}

// Every signed record must be a template 70 and nothing else, whatever its file (Book 3, 10.3).
// Files 1 to 10 give the template's contents, others the whole record.
void takeSigned(StaticData& to, std::uint8_t sfi, ByteView record) {
    const auto coded = tlv::parseTemplate(record, tag::kRecord);
    if (!coded) {
        to.sound = false;
        return;
    }
    append(to.octets, sfi <= kLastEmvFile ? coded->value : record);
}

Result<void> takeObjects(DataStore& to, ByteView record) {
    TAPPAY_TRY(coded, tlv::parseTemplate(record, tag::kRecord));
    TAPPAY_TRY(objects, tlv::parse(coded.value));
    for (const tlv::Item& object : objects) {
        if (object.constructed()) continue;
        TAPPAY_CHECK(checkLength(object));
        if (to.has(object.tag))
            return malformed("data object " + toHex(tlv::encodeTag(object.tag)) + " comes twice");
        to.set(object.tag, object.value);
    }
    return {};
}

Result<void> readOne(CardChannel& card, const AflEntry& entry, unsigned number, Records& to) {
    TAPPAY_TRY(answer,
               card.transmit(apdu::readRecord(entry.sfi, static_cast<std::uint8_t>(number))));
    if (!answer.ok()) return refused("READ RECORD", answer.sw);
    auto taken = takeRecord(to, entry, number, answer.data);
    wipe(answer.data);
    return taken;
}

Result<void> keep(Session& session, const DataStore& read) {
    for (const auto& [number, value] : read.all()) {
        if (contradictsAmount(session, number, value))
            return malformed("the card's data name another amount or currency");
        if ((number == tag::kAip || number == tag::kAfl))
            return malformed("processing options repeated in a record");
        if (!isForeignToRecords(number)) session.data.set(number, value);
    }
    return {};
}

Result<void> checkMandatory(const DataStore& data) {
    for (const tlv::Tag mandatory : {tag::kExpiry, tag::kPan, tag::kCdol1, tag::kCdol2})
        if (!data.has(mandatory))
            return malformed("data object " + toHex(tlv::encodeTag(mandatory)) + " is missing");
    return {};
}

ByteView valueOrNothing(const DataStore& data, tlv::Tag tag) {
    return data.find(tag).value_or(ByteView{});
}

// The number before the separator of the track 2 equivalent data, if there is one.
bool track2NamesCard(const DataStore& data, std::string_view pan) {
    const auto track2 = data.find(tag::kTrack2);
    if (!track2) return true;
    std::string track = toHex(*track2);
    const bool same = track.starts_with(pan) && track[pan.size()] == 'D';
    wipe(track);
    return same;
}

// Book 3, 7.5: what is there must be what it claims to be.
Result<void> checkFormats(const DataStore& data) {
    if (!parseDay(valueOrNothing(data, tag::kExpiry))) return malformed("expiry date is no date");
    if (const auto effective = data.find(tag::kEffective); effective && !parseDay(*effective))
        return malformed("effective date is no date");
    TAPPAY_CHECK(checkPan(data));
    TAPPAY_CHECK(tlv::parseDol(valueOrNothing(data, tag::kCdol1)));
    TAPPAY_CHECK(tlv::parseDol(valueOrNothing(data, tag::kCdol2)));
    return {};
}

}  // namespace

StaticData::~StaticData() {
    wipe(octets);
}

Result<void> checkPan(const DataStore& data) {
    std::string pan = digitsOf(valueOrNothing(data, tag::kPan)).value_or(std::string());
    const bool sound = pan.size() >= 8 && pan.size() <= 19;
    const bool same = track2NamesCard(data, pan);
    wipe(pan);
    if (!sound) return malformed("PAN is no card number");
    if (!same) return malformed("track 2 names another card than the PAN");
    return {};
}

Result<std::vector<AflEntry>> parseAfl(ByteView afl) {
    if (afl.empty() || afl.size() % 4 != 0 || afl.size() > 252)
        return malformed("AFL of wrong length");
    std::vector<AflEntry> entries;
    for (; !afl.empty(); afl = afl.subspan(4)) {
        const AflEntry entry{static_cast<std::uint8_t>(afl[0] >> 3), afl[1], afl[2], afl[3]};
        const bool sound = (afl[0] & 0x07) == 0 && entry.sfi >= 1 && entry.sfi <= 30 &&
                           entry.first >= 1 && entry.last >= entry.first &&
                           entry.authenticated <= entry.last - entry.first + 1;
        if (!sound) return malformed("AFL entry out of range");
        entries.push_back(entry);
    }
    return entries;
}

Result<void> refuseDuplicates(const std::vector<tlv::Item>& objects) {
    for (auto object = objects.begin(); object != objects.end(); ++object)
        if (std::find_if(std::next(object), objects.end(), [&](const tlv::Item& other) {
                return other.tag == object->tag;
            }) != objects.end())
            return malformed("data object " + toHex(tlv::encodeTag(object->tag)) + " comes twice");
    return {};
}

Result<void> takeRecord(Records& to, const AflEntry& entry, unsigned number, ByteView answer) {
    const bool isSigned = number - entry.first < entry.authenticated;
    if (isSigned) takeSigned(to.signedPart, entry.sfi, answer);
    // A signed record that is no template 70 spoils the signature, not the transaction: what it
    // should have held is missing, and that is found later.
    if (entry.sfi > kLastEmvFile || (isSigned && !to.signedPart.sound)) return {};
    return takeObjects(to.objects, answer);
}

Result<Records> readRecords(CardChannel& card, const std::vector<AflEntry>& afl) {
    Records records;
    for (const AflEntry& entry : afl)
        for (unsigned number = entry.first; number <= entry.last; ++number)
            TAPPAY_CHECK(readOne(card, entry, number, records));
    return records;
}

Result<void> readApplicationData(Session& session, const std::vector<AflEntry>& afl) {
    TAPPAY_TRY(records, readRecords(session.card, afl));
    TAPPAY_CHECK(keep(session, records.objects));
    session.staticData = std::move(records.signedPart);
    TAPPAY_CHECK(checkMandatory(session.data));
    return checkFormats(session.data);
}

}  // namespace tappay::emv
