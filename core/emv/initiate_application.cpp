#include "emv/initiate_application.h"

#include "emv/session.h"
#include "emv/tags.h"

namespace tappay::emv {

namespace {

std::unexpected<Failure> malformed(std::string detail) {
    return fail(FailureCode::CardDataMalformed, std::move(detail));
}

// Format 1 is the AIP followed by the AFL without tags.
Result<ProcessingOptions> parseFormat1(ByteView value) {
    if (value.size() < 2) return malformed("processing options shorter than the AIP");
    TAPPAY_TRY(afl, parseAfl(value.subspan(2)));
    return ProcessingOptions{Bytes(value.begin(), value.begin() + 2), std::move(afl)};
}

Result<ProcessingOptions> parseFormat2(ByteView value) {
    TAPPAY_TRY(objects, tlv::parse(value));
    TAPPAY_CHECK(refuseDuplicates(objects));
    const auto aip = tlv::find(objects, tag::kAip);
    const auto afl = tlv::find(objects, tag::kAfl);
    if (!aip || aip->size() != 2 || !afl) return malformed("processing options without AIP or AFL");
    TAPPAY_TRY(entries, parseAfl(*afl));
    return ProcessingOptions{Bytes(aip->begin(), aip->end()), std::move(entries)};
}

}  // namespace

Result<ProcessingOptions> parseProcessingOptions(ByteView answer) {
    if (const auto format1 = tlv::parseTemplate(answer, tag::kFormat1))
        return parseFormat1(format1->value);
    if (const auto format2 = tlv::parseTemplate(answer, tag::kFormat2))
        return parseFormat2(format2->value);
    return malformed("processing options in no known format");
}

Result<std::optional<ProcessingOptions>> getProcessingOptions(CardChannel& card,
                                                              ByteView pdolData) {
    TAPPAY_TRY(answer, card.transmit(apdu::getProcessingOptions(pdolData)));
    if (answer.sw == 0x6985) return std::nullopt;
    if (!answer.ok()) return refused("GET PROCESSING OPTIONS", answer.sw);
    return parseProcessingOptions(answer.data);
}

Result<std::optional<std::vector<AflEntry>>> initiateApplication(Session& session) {
    TAPPAY_TRY(pdolData, session.dolData(session.data.get(tag::kPdol)));
    session.pdolData = std::move(pdolData);
    TAPPAY_TRY(options, getProcessingOptions(session.card, session.pdolData));
    if (!options) return std::nullopt;
    session.aip = Aip(options->aip);
    session.data.set(tag::kAip, options->aip);
    return std::move(options->afl);
}

}  // namespace tappay::emv
