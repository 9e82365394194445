#include "emv/contactless/tap_card.h"

namespace tappay::emv::test {

namespace {

const std::string kAid = "A000000333010101";
const std::string kEnvironment = "325041592E5359532E4444463031";
// 9F66 9F02 9F03 9F1A 95 5F2A 9A 9C 9F37
const std::string kPdol = "9F66049F02069F03069F1A0295055F2A029A039C019F3704";
const std::string kTrack2 = "6228480012345678901D30122010000012300F";

Bytes hex(const std::string& text) {
    return *fromHex(text);
}

Result<apdu::Response> respond(const std::string& hexWithStatus) {
    return apdu::parseResponse(hex(hexWithStatus));
}

Bytes fci(const std::string& name, ByteView proprietary) {
    return tlv::encode(tag::kFci, concat({tlv::encode(tag::kDfName, hex(name)),
                                          tlv::encode(tag::kFciProprietary, proprietary)}));
}

Bytes directory() {
    const Bytes entry = hex("4F08" + kAid + "500D" + toHex(asBytes("UNIONPAY TAPS")) + "870101");
    return fci(kEnvironment,
               tlv::encode(tag::kFciDiscretionary, tlv::encode(tag::kApplicationTemplate, entry)));
}

Bytes application() {
    return fci(kAid, concat({hex("500D" + toHex(asBytes("UNIONPAY TAPS"))),
                             tlv::encode(tag::kPdol, hex(kPdol))}));
}

}  // namespace

void replaceIn(TapCard::Objects& objects, tlv::Tag tag, const std::string& text) {
    removeFrom(objects, tag);
    objects.emplace_back(tag, hex(text));
}

void removeFrom(TapCard::Objects& objects, tlv::Tag tag) {
    std::erase_if(objects, [&](const auto& object) { return object.first == tag; });
}

TapCard::TapCard(const KeyChain& chain) : m_chain(chain) {
    records[{1, 1}] = {{tag::kTrack2, hex(kTrack2)},
                       {tag::kPan, hex("6228480012345678901F")},
                       {tag::kExpiry, hex("301231")},
                       {tag::kPanSequence, hex("01")},
                       {tag::kCardVersion, hex("0030")}};
    records[{3, 1}] = {};
    on("00A404000E" + kEnvironment, toHex(directory()) + "9000");
    on("00A4040008" + kAid, toHex(application()) + "9000");
    certify();
}

void TapCard::on(const std::string& prefix, const std::string& hexWithStatus) {
    m_answers[prefix] = hexWithStatus;
}

void TapCard::certify() {
    ModelCard model;
    model.records = {{{1, 1}, records[{1, 1}]}, {{2, 1}, {}}};
    m_chain.issue(model, aip);
    records[{2, 1}] = model.records[{2, 1}];
}

void TapCard::renumber(const std::string& pan) {
    put(1, tag::kPan, pan.size() % 2 == 0 ? pan : pan + "F");
    const std::string track2 = pan + "D30122010000012300";
    put(1, tag::kTrack2, track2.size() % 2 == 0 ? track2 : track2 + "F");
    certify();
}

void TapCard::put(int sfi, tlv::Tag tag, const std::string& text) {
    replaceIn(records[{sfi, 1}], tag, text);
}

void TapCard::drop(tlv::Tag tag) {
    for (auto& [place, objects] : records)
        removeFrom(objects, tag);
}

void TapCard::comeBack() {
    m_granted = false;
    heard.clear();
    spoil = {};
}

Bytes TapCard::contents(int sfi, int number) const {
    Bytes inside;
    for (const auto& [tag, value] : records.at({sfi, number}))
        tlv::appendItem(inside, tag, value);
    return inside;
}

// 01, the card's own unpredictable number, the qualifiers, one octet for later use.
Bytes TapCard::authenticationData() const {
    const std::string qualifiers =
        authenticationCtq.empty() ? ctq.value_or("0000") : authenticationCtq;
    return hex(
        "01"
        "5A6B7C8D" +
        qualifiers + "00");
}

// The terminal's data are where the PDOL has them: amount from octet 4, currency from 23,
// unpredictable number from 29.
Bytes TapCard::sign(ByteView pdolData) const {
    const ByteView amount = pdolData.subspan(4, 6), currency = pdolData.subspan(23, 2);
    const Bytes unpredictable(pdolData.end() - 4, pdolData.end());
    const Bytes counter{0x02, static_cast<std::uint8_t>(atc >> 8), static_cast<std::uint8_t>(atc)};
    const Bytes dynamic = concat({counter, hex(surplus)});
    const Bytes terminals =
        version01 ? concat({unpredictable, amount, currency, authenticationData()}) : unpredictable;
    return m_chain.sign(dynamic, terminals);
}

Result<apdu::Response> TapCard::grant(const apdu::Command& command) {
    ++atc;
    m_granted = true;
    m_paid = false;
    const ByteView pdolData = ByteView(command.data).subspan(2);
    Objects objects{
        {tag::kAip, hex(aip)},
        {tag::kAtc, {static_cast<std::uint8_t>(atc >> 8), static_cast<std::uint8_t>(atc)}},
        {tag::kCryptogram, hex("1122334455667788")},
        {tag::kIad, hex("07010103" + decision + "000001")}};
    if (ctq) objects.emplace_back(tag::kCardQualifiers, hex(*ctq));
    if (!balance.empty()) objects.emplace_back(tag::kAvailableOfflineAmount, hex(balance));
    if (decision == kApprove) {
        m_signature = sign(pdolData);
        objects.emplace_back(tag::kAfl, hex("080101011001010018010100"));
        if (signatureInOptions) objects.emplace_back(tag::kSignedDynamicData, m_signature);
    } else {
        objects.emplace_back(tag::kTrack2, hex(kTrack2));
        objects.emplace_back(tag::kPanSequence, hex("01"));
        objects.emplace_back(tag::kProductIdentification, hex("01020304050607080910111213141516"));
    }
    if (editOptions) editOptions(objects);
    Bytes inside;
    for (const auto& [tag, value] : objects)
        tlv::appendItem(inside, tag, value);
    return apdu::Response{tlv::encode(tag::kFormat2, inside), 0x9000};
}

Result<apdu::Response> TapCard::giveRecord(const apdu::Command& command) {
    const std::pair place{command.p2 >> 3, static_cast<int>(command.p1)};
    if (!records.contains(place)) return respond("6A83");
    const bool last = place.first == 3;
    if (!m_granted && !(last && m_paid)) return respond("6985");
    Bytes inside = contents(place.first, place.second);
    if (last) {
        if (m_granted) ++payments;
        m_granted = false;
        m_paid = true;
        if (version01) tlv::appendItem(inside, tag::kCardAuthenticationData, authenticationData());
        if (!signatureInOptions) tlv::appendItem(inside, tag::kSignedDynamicData, m_signature);
    }
    return apdu::Response{tlv::encode(tag::kRecord, inside), 0x9000};
}

Result<apdu::Response> TapCard::answer(const apdu::Command& command) {
    // In their order a longer prefix follows what it begins with.
    for (auto fixed = m_answers.rbegin(); fixed != m_answers.rend(); ++fixed)
        if (heard.back().starts_with(fixed->first)) return respond(fixed->second);
    if (command.ins == 0xA4) return respond("6A82");
    if (command.ins == 0xA8) return grant(command);
    if (command.ins == 0xB2) return giveRecord(command);
    if (heard.back().starts_with("80CA9F36"))
        return apdu::Response{tlv::encode(tag::kAtc, Bytes{static_cast<std::uint8_t>(atc >> 8),
                                                           static_cast<std::uint8_t>(atc)}),
                              0x9000};
    return respond("6D00");
}

Result<apdu::Response> TapCard::transmit(const apdu::Command& command) {
    heard.push_back(toHex(command.encode()));
    auto given = answer(command);
    return spoil && given ? spoil(heard.size() - 1, *given) : given;
}

}  // namespace tappay::emv::test
