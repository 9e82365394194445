#include "emv/certificates.h"

#include "crypto/hash.h"

namespace tappay::emv::test {

namespace {

crypto::RsaPrivateKey makeKey(std::size_t bits, std::uint32_t exponent) {
    // Data begin with 6A and must be smaller than the modulus.
    for (;;) {
        auto key = crypto::rsaGenerate(bits, exponent);
        if (key && key->publicKey.modulus.front() > 0x6A) return std::move(*key);
    }
}

Bytes one(std::size_t value) {
    return {static_cast<std::uint8_t>(value)};
}

Bytes leftmost(const Bytes& modulus, std::size_t room) {
    Bytes part(modulus.begin(),
               modulus.begin() + static_cast<std::ptrdiff_t>(std::min(room, modulus.size())));
    part.resize(room, 0xBB);
    return part;
}

Bytes remainderOf(const Bytes& modulus, std::size_t room) {
    if (modulus.size() <= room) return {};
    return {modulus.begin() + static_cast<std::ptrdiff_t>(room), modulus.end()};
}

Bytes certificate(const crypto::RsaPrivateKey& signer, const CertificateText& text,
                  const crypto::RsaPublicKey& subject, std::size_t overhead, ByteView staticData) {
    const std::size_t room = signer.publicKey.modulus.size() - overhead;
    const Bytes body =
        concat({*fromHex(text.text()), *fromHex(text.hashAlgorithm), *fromHex(text.keyAlgorithm),
                one(subject.modulus.size() + static_cast<std::size_t>(text.keyLengthError)),
                one(subject.exponent.size() + static_cast<std::size_t>(text.exponentLengthError)),
                leftmost(subject.modulus, room)});
    Bytes hash = crypto::sha1(
        concat({body, remainderOf(subject.modulus, room), subject.exponent, staticData}));
    if (text.hashError) hash[7] ^= 1;
    return *crypto::rsaSignRaw(signer,
                               concat({*fromHex(text.header), body, hash, *fromHex(text.trailer)}));
}

}  // namespace

CertificateText issuerText() {
    CertificateText text;
    text.format = "02";
    text.subject = kIssuerSubject;
    return text;
}

CertificateText iccText() {
    CertificateText text;
    text.format = "04";
    text.subject = kIccSubject;
    return text;
}

Chain::Chain(std::size_t caBits, std::size_t issuerBits, std::size_t iccBits)
    : ca(makeKey(caBits, 3)), issuer(makeKey(issuerBits, 3)), icc(makeKey(iccBits, 65537)) {}

const Chain& Chain::withRemainders() {
    static const Chain chain(1024, 1024, 768);
    return chain;
}

const Chain& Chain::withoutRemainders() {
    static const Chain chain(1408, 1024, 640);
    return chain;
}

CaKey Chain::caKey() const {
    return caKeyWith(ca.publicKey);
}

void Chain::issue(ModelCard& card, const std::string& aip) const {
    CertificateText text = iccText();
    text.subject = subjectOf(card);
    certify(card, aip, issuerText(), text);
}

void Chain::certify(ModelCard& card, const std::string& aip, const CertificateText& issuerPart,
                    const CertificateText& iccPart) const {
    const Bytes staticData = prepare(card, aip);
    card.put(tag::kIssuerCertificate, toHex(certificate(ca, issuerPart, issuer.publicKey, 36, {})));
    card.put(tag::kIssuerExponent, toHex(issuer.publicKey.exponent));
    card.put(tag::kIccCertificate,
             toHex(certificate(issuer, iccPart, icc.publicKey, 42, staticData)));
    card.put(tag::kIccExponent, toHex(icc.publicKey.exponent));
    const std::size_t issuerRoom = ca.publicKey.modulus.size() - 36;
    const std::size_t iccRoom = issuer.publicKey.modulus.size() - 42;
    if (issuer.publicKey.modulus.size() > issuerRoom)
        card.put(tag::kIssuerRemainder, toHex(remainderOf(issuer.publicKey.modulus, issuerRoom)));
    if (icc.publicKey.modulus.size() > iccRoom)
        card.put(tag::kIccRemainder, toHex(remainderOf(icc.publicKey.modulus, iccRoom)));
}

void Chain::certifyPin(ModelCard& card, const crypto::RsaPublicKey& key,
                       const CertificateText& text) const {
    card.put(tag::kPinCertificate, toHex(certificate(issuer, text, key, 42, {})));
    card.put(tag::kPinExponent, toHex(key.exponent));
    const std::size_t room = issuer.publicKey.modulus.size() - 42;
    if (key.modulus.size() > room)
        card.put(tag::kPinRemainder, toHex(remainderOf(key.modulus, room)));
}

void Chain::signStatically(ModelCard& card, const std::string& aip) const {
    Bytes body = *fromHex("0301DAC0");
    body.resize(issuer.publicKey.modulus.size() - 22, 0xBB);
    const Bytes hash = crypto::sha1(concat({body, staticDataOf(card, aip)}));
    card.put(tag::kSignedStaticData,
             toHex(*crypto::rsaSignRaw(issuer, concat({one(0x6A), body, hash, one(0xBC)}))));
}

Bytes Chain::signDynamically(ByteView dynamicData, ByteView terminalData,
                             std::uint8_t format) const {
    Bytes body = concat({one(format), one(0x01), one(dynamicData.size()), dynamicData});
    body.resize(icc.publicKey.modulus.size() - 22, 0xBB);
    const Bytes hash = crypto::sha1(concat({body, terminalData}));
    return *crypto::rsaSignRaw(icc, concat({one(0x6A), body, hash, one(0xBC)}));
}

Bytes Chain::hash(ByteView data) const {
    return crypto::sha1(data);
}

Bytes KeyChain::staticDataOf(const ModelCard& card, const std::string& aip) {
    return concat({card.recordContents(1, 1), *fromHex(aip)});
}

Bytes KeyChain::prepare(ModelCard& card, const std::string& aip) {
    card.setProfile(aip);
    Bytes staticData = staticDataOf(card, aip);
    card.put(tag::kCaKeyIndex, "F0");
    card.put(tag::kStaticDataTagList, "82");
    return staticData;
}

std::string KeyChain::subjectOf(const ModelCard& card) {
    for (const auto& [place, objects] : card.records)
        for (const auto& [tag, value] : objects)
            if (tag == tag::kPan) {
                Bytes subject = value;
                subject.resize(10, 0xFF);
                return toHex(subject);
            }
    return kIccSubject;
}

CaKey KeyChain::caKeyWith(PublicKey key) {
    return {*fromHex("A000000333"), 0xF0, std::move(key), 20401231};
}

void KeyChain::answerDda(ModelCard& card, bool format2) const {
    card.on("0088", [this, format2](const apdu::Command& command) -> Result<apdu::Response> {
        const Bytes signature = sign(*fromHex("03AABBCC"), command.data);
        const Bytes data =
            format2 ? tlv::encode(tag::kFormat2, tlv::encode(tag::kSignedDynamicData, signature))
                    : tlv::encode(tag::kFormat1, signature);
        return apdu::Response{data, 0x9000};
    });
}

void KeyChain::answerCda(ModelCard& card, const std::string& commandPrefix, const std::string& cid,
                         CdaDefect defect) const {
    card.on(commandPrefix,
            [this, &card, cid, defect](const apdu::Command&) -> Result<apdu::Response> {
                // Book 2, 6.6.1: the values of PDOL, CDOL1 and CDOL2 as the terminal sent them.
                Bytes exchange;
                for (const std::string& heard : card.heard) {
                    const Bytes sent = apdu::parseCommand(*fromHex(heard))->data;
                    if (heard.starts_with("80A8")) append(exchange, ByteView(sent).subspan(2));
                    if (heard.starts_with("80AE")) append(exchange, sent);
                }
                const Bytes others = *fromHex("9F2701" + cid + "9F36020003" + "9F100107");
                Bytes digest = hash(concat({exchange, others}));
                if (defect == CdaDefect::WrongHash) digest[0] ^= 1;
                const std::string signedCid = defect == CdaDefect::WrongCid ? "00" : cid;
                const Bytes dynamic =
                    concat({*fromHex("03AABBCC" + signedCid + "C0DEC0DEC0DEC0DE"), digest});
                Bytes signature = sign(dynamic, *fromHex("A1B2C3D4"));
                if (defect == CdaDefect::WrongSignature) signature[20] ^= 1;
                Bytes inside = others;
                if (defect == CdaDefect::NoSignature || defect == CdaDefect::OtherCryptogram)
                    append(inside, *fromHex("9F26081122334455667788"));
                if (defect != CdaDefect::NoSignature)
                    tlv::appendItem(inside, tag::kSignedDynamicData, signature);
                return apdu::Response{tlv::encode(tag::kFormat2, inside), 0x9000};
            });
}

}  // namespace tappay::emv::test
