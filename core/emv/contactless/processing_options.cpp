#include "emv/contactless/processing_options.h"

#include <algorithm>

#include "base/secret.h"
#include "emv/contactless/card_data.h"
#include "emv/transaction_kind.h"

namespace tappay::emv::contactless {

namespace {

constexpr std::string_view kParagraph = "JR/T 0025.12, card's decision";
constexpr std::uint16_t kOtherInterface = 0x6984;
constexpr std::uint16_t kConditionsNotSatisfied = 0x6985;
constexpr std::uint16_t kCommandNotAllowed = 0x6986;

// A card that does not want the terminal's qualifiers is none for qPBOC.
Result<bool> asksForQualifiers(const Session& session) {
    TAPPAY_TRY(entries, tlv::parseDol(session.data.get(tag::kPdol)));
    return std::ranges::find(entries, tag::kTerminalQualifiers, &tlv::DolEntry::tag) !=
           entries.end();
}

TapResult<void> checkStatus(const Parameters& parameters, std::uint16_t sw) {
    switch (sw) {
        case 0x9000:
            return {};
        case kOtherInterface:
            return useContact(parameters, "the card wants another interface");
        // UNCERTAIN: phones are seen to answer so until their owner has confirmed on them.
        case kCommandNotAllowed:
            return std::unexpected(
                Obstacle({FailureCode::CardDeclined, "the phone wants its owner's confirmation"},
                         Next::SeePhone));
        case kConditionsNotSatisfied:
            return std::unexpected(
                Obstacle({FailureCode::CardNotAccepted, "conditions of use are not satisfied"}));
        default:
            return refused("GET PROCESSING OPTIONS", sw);
    }
}

// Cryptogram and issuer application data make the answer one of qPBOC. With both missing the card
// wants the full flow with GENERATE AC, which this terminal leaves to the slot.
bool isFullFlow(const std::vector<tlv::Item>& objects) {
    return !tlv::find(objects, tag::kCryptogram) && !tlv::find(objects, tag::kIad) &&
           tlv::find(objects, tag::kAip) && tlv::find(objects, tag::kAfl);
}

Result<void> takeOptions(Tap& tap, const std::vector<tlv::Item>& objects) {
    TAPPAY_CHECK(refuseDuplicates(objects));
    for (const tlv::Tag mandatory : {tag::kAip, tag::kAtc, tag::kCryptogram, tag::kIad})
        if (!tlv::find(objects, mandatory))
            return fail(FailureCode::CardDataMalformed,
                        "processing options without " + toHex(tlv::encodeTag(mandatory)));
    for (const tlv::Item& object : objects)
        if (!object.constructed()) TAPPAY_CHECK(takeObject(tap, object.tag, object.value));
    for (const tlv::Item& object : objects)
        tap.inOptions.push_back(object.tag);
    tap.session.aip = Aip(tap.session.data.get(tag::kAip));
    if (const auto afl = tlv::find(objects, tag::kAfl)) {
        TAPPAY_TRY(entries, parseAfl(*afl));
        tap.afl = std::move(entries);
    }
    return {};
}

// Bits 6 and 5 of the second octet of the CVR, which is the fifth of 9F10.
Result<CryptogramType> decisionIn(ByteView iad) {
    constexpr std::uint8_t kLengthOfCvr = 0x03;
    if (iad[3] == kLengthOfCvr) switch (iad[4] & 0x30) {
            case 0x00:
                return CryptogramType::Aac;
            case 0x10:
                return CryptogramType::Tc;
            case 0x20:
                return CryptogramType::Arqc;
            default:
                break;
        }
    return fail(FailureCode::CardDataMalformed, "the CVR names no decision");
}

std::string_view inWords(CryptogramType type) {
    if (type == CryptogramType::Tc) return "the card approves offline";
    return type == CryptogramType::Arqc ? "the card asks the issuer" : "the card declines";
}

Result<void> takeDecision(Tap& tap) {
    Session& session = tap.session;
    TAPPAY_TRY(type, decisionIn(session.data.get(tag::kIad)));
    const auto cid = session.data.find(tag::kCid);
    if (cid && ((*cid)[0] & 0xC0) != static_cast<std::uint8_t>(type))
        return fail(FailureCode::CardDataMalformed, "9F27 contradicts the CVR");
    if (!cid) session.data.set(tag::kCid, Bytes{static_cast<std::uint8_t>(type)});
    session.decided(kParagraph, inWords(type));
    if (type == CryptogramType::Tc && tap.ttq.has(TtqBit::OnlineCryptogramRequired))
        return fail(FailureCode::CardDataMalformed, "TC where an online cryptogram was required");
    if (type == CryptogramType::Tc && tap.afl.empty())
        return fail(FailureCode::CardDataMalformed, "TC without records that authenticate it");
    tap.granted = type;
    return {};
}

bool refersToContact(const Tap& tap) {
    const std::uint8_t type = tap.session.transaction.type;
    return tap.session.parameters.contactless.contactAlso &&
           ((isCash(type) && tap.cardWants(CtqBit::ContactForCash)) ||
            (hasCashback(type) && tap.cardWants(CtqBit::ContactForCashback)));
}

TapResult<void> takeAnswer(Tap& tap, ByteView answer) {
    const Parameters& parameters = tap.session.parameters;
    if (tlv::parseTemplate(answer, tag::kFormat1))
        return useContact(parameters, "the card wants the full flow");
    TAPPAY_TRY(format2, tlv::parseTemplate(answer, tag::kFormat2));
    TAPPAY_TRY(objects, tlv::parse(format2.value));
    if (isFullFlow(objects)) return useContact(parameters, "the card wants the full flow");
    TAPPAY_CHECK(takeOptions(tap, objects));
    TAPPAY_CHECK(takeDecision(tap));
    if (refersToContact(tap))
        return useContact(parameters, "the card gives out cash by contact only");
    return {};
}

}  // namespace

TapResult<void> initiateApplication(Tap& tap) {
    Session& session = tap.session;
    TAPPAY_TRY(qualified, asksForQualifiers(session));
    if (!qualified) return useContact(session.parameters, "the PDOL does not ask for 9F66");
    TAPPAY_TRY(pdolData, session.dolData(session.data.get(tag::kPdol)));
    session.pdolData = std::move(pdolData);
    TAPPAY_TRY(answer, session.card.transmit(apdu::getProcessingOptions(session.pdolData)));
    TAPPAY_CHECK(checkStatus(session.parameters, answer.sw));
    auto taken = takeAnswer(tap, answer.data);
    wipe(answer.data);
    return taken;
}

}  // namespace tappay::emv::contactless
