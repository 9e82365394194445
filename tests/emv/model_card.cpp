#include "emv/model_card.h"

#include <algorithm>

namespace tappay::emv::test {

namespace {

const std::string kAid = "A000000333010101";
const std::string kCdol1 = "9F02069F03069F1A0295055F2A029A039C019F3704";

Result<apdu::Response> respond(const std::string& hexWithStatus) {
    return apdu::parseResponse(*fromHex(hexWithStatus));
}

std::string fci(const std::string& pdol) {
    Bytes proprietary = tlv::encode(tag::kApplicationLabel, asBytes("DEBIT"));
    append(proprietary, *fromHex("870101"));
    if (!pdol.empty()) tlv::appendItem(proprietary, tag::kPdol, *fromHex(pdol));
    const Bytes inside = concat({tlv::encode(tag::kDfName, *fromHex(kAid)),
                                 tlv::encode(tag::kFciProprietary, proprietary)});
    return toHex(tlv::encode(tag::kFci, inside)) + "9000";
}

Result<apdu::Response> grantWhatIsAsked(const apdu::Command& command) {
    const Bytes cid{static_cast<std::uint8_t>(command.p1 & 0xC0)};
    return respond(cryptogramAnswer(toHex(cid)));
}

}  // namespace

std::string cryptogramAnswer(const std::string& cid, const std::string& atc) {
    return "77189F2701" + cid + "9F3602" + atc + "9F26081122334455667788" + "9F100107" + "9000";
}

ModelCard::ModelCard() {
    const auto add = [this](int sfi, int number, tlv::Tag tag, const std::string& hex) {
        records[{sfi, number}].emplace_back(tag, *fromHex(hex));
    };
    add(1, 1, tag::kPan, "6228480012345678901F");
    add(1, 1, tag::kExpiry, "301231");
    add(1, 1, tag::kEffective, "200101");
    add(1, 1, tag::kIssuerCountry, "0156");
    add(1, 1, tag::kPanSequence, "01");
    add(1, 1, tag::kAuc, "FF00");
    add(1, 1, tag::kCardVersion, "0030");
    add(1, 1, tag::kCvmList, "000000000000000042031E031F00");
    add(1, 1, tag::kIacDefault, "0000000000");
    add(1, 1, tag::kIacDenial, "0000000000");
    add(1, 1, tag::kIacOnline, "0000000000");
    add(2, 1, tag::kTrack2, "6228480012345678901D30122010000012300F");
    add(2, 1, tag::kCdol1, kCdol1);
    add(2, 1, tag::kCdol2, "8A02" + kCdol1);
    add(2, 1, tag::kApplicationCurrency, "0156");
    records[{2, 2}] = {};
    on("", "6D00");
    on("00A4", "6A82");
    on("00A4040008" + kAid, fci(""));
    on("00B2", "6A83");
    on("80CA", "6A88");
    on("0082", "9000");
    on("80AE", grantWhatIsAsked);
    setProfile("1C00");
}

void ModelCard::on(const std::string& prefix, const std::string& hexWithStatus) {
    on(prefix, [hexWithStatus](const apdu::Command&) { return respond(hexWithStatus); });
}

void ModelCard::tear(const std::string& prefix) {
    on(prefix, [](const apdu::Command&) -> Result<apdu::Response> {
        return fail(FailureCode::CardRemoved);
    });
}

void ModelCard::put(tlv::Tag tag, const std::string& hex) {
    for (auto& [place, objects] : records)
        for (auto& [present, value] : objects)
            if (present == tag) {
                value = *fromHex(hex);
                return;
            }
    records.rbegin()->second.emplace_back(tag, *fromHex(hex));
}

void ModelCard::drop(tlv::Tag tag) {
    for (auto& [place, objects] : records)
        std::erase_if(objects, [&](const auto& object) { return object.first == tag; });
}

void ModelCard::setProfile(const std::string& aip, const std::string& afl) {
    const Bytes inside =
        concat({tlv::encode(tag::kAip, *fromHex(aip)), tlv::encode(tag::kAfl, *fromHex(afl))});
    on("80A8", toHex(tlv::encode(tag::kFormat2, inside)) + "9000");
}

void ModelCard::setPdol(const std::string& pdol) {
    on("00A4040008" + kAid, fci(pdol));
}

Result<apdu::Response> ModelCard::transmit(const apdu::Command& command) {
    heard.push_back(toHex(command.encode()));
    const Answer* best = nullptr;
    std::size_t length = 0;
    for (const auto& [prefix, answer] : m_answers)
        if (heard.back().starts_with(prefix) && prefix.size() >= length) {
            best = &answer;
            length = prefix.size();
        }
    const std::pair place{command.p2 >> 3, static_cast<int>(command.p1)};
    if (command.ins == 0xB2 && length <= 4 && records.contains(place))
        return apdu::Response{tlv::encode(tag::kRecord, recordContents(place.first, place.second)),
                              0x9000};
    return (*best)(command);
}

Bytes ModelCard::recordContents(int sfi, int number) const {
    Bytes contents;
    for (const auto& [tag, value] : records.at({sfi, number}))
        tlv::appendItem(contents, tag, value);
    return contents;
}

bool ModelCard::wasAsked(const std::string& prefix) const {
    return !lastAsked(prefix).empty();
}

std::string ModelCard::lastAsked(const std::string& prefix) const {
    const auto found = std::find_if(heard.rbegin(), heard.rend(), [&](const std::string& command) {
        return command.starts_with(prefix);
    });
    return found == heard.rend() ? std::string() : *found;
}

}  // namespace tappay::emv::test
