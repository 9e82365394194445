#include "emv/sm2_chain.h"

#include "crypto/hash.h"

namespace tappay::emv::test {

namespace {

Bytes signedMessage(const crypto::EcPrivateKey& signer, ByteView message, ByteView alsoSigned) {
    return concat({message, *signer.signSm2(concat({message, alsoSigned}))});
}

std::string certificate(const crypto::EcPrivateKey& signer, const Sm2Text& text,
                        const crypto::EcPublicKey& subject, ByteView staticData) {
    const Bytes message = concat({*fromHex(text.text() + text.algorithms), subject.point});
    return toHex(signedMessage(signer, message, staticData)) + text.surplus;
}

}  // namespace

Sm2Text sm2IssuerText() {
    Sm2Text text;
    text.format = "12";
    text.subject = kIssuerSubject;
    return text;
}

Sm2Text sm2IccText() {
    Sm2Text text;
    text.format = "14";
    text.subject = kIccSubject;
    return text;
}

Sm2Chain::Sm2Chain()
    : ca(*crypto::EcPrivateKey::generate(crypto::Curve::Sm2)),
      issuer(*crypto::EcPrivateKey::generate(crypto::Curve::Sm2)),
      icc(*crypto::EcPrivateKey::generate(crypto::Curve::Sm2)) {}

const Sm2Chain& Sm2Chain::instance() {
    static const Sm2Chain chain;
    return chain;
}

CaKey Sm2Chain::caKey() const {
    return caKeyWith(Sm2PublicKey{ca.publicKey().point});
}

void Sm2Chain::issue(ModelCard& card, const std::string& aip) const {
    Sm2Text text = sm2IccText();
    text.subject = subjectOf(card);
    certify(card, aip, sm2IssuerText(), text);
}

void Sm2Chain::certify(ModelCard& card, const std::string& aip, const Sm2Text& issuerPart,
                       const Sm2Text& iccPart) const {
    const Bytes staticData = prepare(card, aip);
    card.put(tag::kIssuerCertificate, certificate(ca, issuerPart, issuer.publicKey(), {}));
    card.put(tag::kIccCertificate, certificate(issuer, iccPart, icc.publicKey(), staticData));
}

void Sm2Chain::signStatically(ModelCard& card, const std::string& aip) const {
    card.put(tag::kSignedStaticData,
             toHex(signedMessage(issuer, *fromHex("13DAC0"), staticDataOf(card, aip))));
}

Bytes Sm2Chain::sign(ByteView dynamicData, ByteView terminalData) const {
    const Bytes head{0x15, static_cast<std::uint8_t>(dynamicData.size())};
    return signedMessage(icc, concat({head, dynamicData}), terminalData);
}

Bytes Sm2Chain::hash(ByteView data) const {
    return crypto::sm3(data);
}

}  // namespace tappay::emv::test
