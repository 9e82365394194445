#include "emv/card_facts.h"

#include "base/pan.h"
#include "base/secret.h"
#include "emv/candidate_list.h"
#include "emv/file_control_information.h"
#include "emv/initiate_application.h"
#include "emv/numeric.h"
#include "emv/tags.h"
#include "tlv/dol.h"

namespace tappay::emv {

namespace {

std::string monthText(ByteView yymmdd) {
    const auto day = parseDay(yymmdd);
    if (!day) return {};
    const std::string digits = std::to_string(*day);
    return digits.substr(0, 4) + "-" + digits.substr(4, 2);
}

std::string numericText(ByteView value) {
    const auto number = fromNumeric(value);
    return number ? std::to_string(*number) : std::string();
}

std::string maskedText(ByteView pan) {
    std::string digits = digitsOf(pan).value_or(std::string());
    std::string masked = maskPan(digits);
    wipe(digits);
    return masked;
}

void addFacts(CardFacts& facts, const DataStore& data) {
    struct Fact {
        const char* key;
        tlv::Tag tag;
        std::string (*text)(ByteView);
    };
    static constexpr Fact kFacts[] = {{"pan", tag::kPan, maskedText},
                                      {"pan_sequence", tag::kPanSequence, toHex},
                                      {"expiry", tag::kExpiry, monthText},
                                      {"effective", tag::kEffective, monthText},
                                      {"issuer_country", tag::kIssuerCountry, numericText},
                                      {"currency", tag::kApplicationCurrency, numericText}};
    for (const Fact& fact : kFacts)
        if (const auto value = data.find(fact.tag)) facts.emplace_back(fact.key, fact.text(*value));
}

// The records of the selected application; nothing more is said of a card that does not let itself
// be read without a payment.
Result<void> readRecordFacts(CardChannel& card, ByteView pdol, CardFacts& facts) {
    TAPPAY_TRY(entries, tlv::parseDol(pdol));
    const Bytes zeros = tlv::buildDol(entries, [](tlv::Tag) { return std::nullopt; });
    const auto options = getProcessingOptions(card, zeros);
    if (!options && options.error().code != FailureCode::CardDataMalformed)
        return std::unexpected(options.error());
    const auto granted = options ? *options : std::nullopt;
    if (!granted) return {};
    TAPPAY_TRY(records, readRecords(card, granted->afl));
    addFacts(facts, records.objects);
    facts.emplace_back("aip", toHex(granted->aip));
    return {};
}

}  // namespace

Result<CardFacts> readCardFacts(const Parameters& parameters, apdu::Card& card) {
    CardChannel channel(card);
    TAPPAY_TRY(candidates, buildCandidateList(channel, parameters));
    CardFacts facts;
    for (const Candidate& candidate : candidates)
        facts.emplace_back("application", toHex(candidate.aid) + " " + candidate.label);
    const Candidate& first = candidates.front();
    TAPPAY_TRY(answer, channel.transmit(apdu::select(first.aid)));
    if (!answer.ok()) return refused("SELECT", answer.sw);
    TAPPAY_TRY(fci, parseFci(answer.data));
    facts.emplace_back("aid", toHex(fci.dfName));
    facts.emplace_back("label", first.label);
    TAPPAY_CHECK(readRecordFacts(channel, fci.pdol(), facts));
    return facts;
}

}  // namespace tappay::emv
