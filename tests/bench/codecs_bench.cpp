// How much the codecs and the elliptic curve of this machine allow on one core.

#include <cstdio>
#include <string>

#include "crypto/ec.h"
#include "crypto/mac.h"
#include "iso8583/message.h"
#include "per_second.h"
#include "tlv/tlv.h"

namespace {

using namespace tappay;
using bench::perSecond;

Bytes hex(std::string_view text) {
    return fromHex(text).value();
}

// The answer of a qPBOC card to GET PROCESSING OPTIONS.
const Bytes kCardAnswer = hex(
    "77518202 7C00 9F360200C5 9F2608D86EA799901B3784 9F101307010103A00000010A01000005000045F9C038"
    "57136228480012345678901D30122200000123456F 5F340101 9F6C028080 9F5D06000000050000");

iso8583::Message purchase() {
    iso8583::Message m;
    m.mti = "0200";
    m.set(2, "6228480012345678901");
    m.set(3, "000000");
    m.set(4, "000000001234");
    m.set(11, "000123");
    m.set(22, "051");
    m.set(23, "001");
    m.set(25, "00");
    m.set(35, "6228480012345678901D30122200000123456");
    m.set(41, "12345678");
    m.set(42, "898111111111111");
    m.set(49, "156");
    m.setBinary(52, Bytes(8, 0x11));
    m.set(53, "2600000000000000");
    m.setBinary(55, Bytes(150, 0x22));
    m.set(60, "22000001000601");
    return m;
}

double tlvParses() {
    return perSecond([] {
        const auto outer = tlv::parseTemplate(kCardAnswer, 0x77);
        if (!outer) return false;
        const auto items = tlv::parse(outer->value);
        return items && tlv::find(*items, 0x9F26).has_value();
    });
}

double isoMessages(const iso8583::MacFunction& mac) {
    const iso8583::Message message = purchase();
    return perSecond([&] {
        const auto frame = iso8583::encode(message, mac);
        if (!frame) return false;
        const ByteView received = ByteView(*frame).subspan(2);
        if (mac && !iso8583::checkMac(received, mac)) return false;
        return iso8583::decode(received).has_value();
    });
}

void print(const char* name, double value, const char* end = ",") {
    std::printf("  \"%s\": %.0f%s\n", name, value, end);
}

}  // namespace

int main() {
    const auto key = crypto::EcPrivateKey::generate(crypto::Curve::P256).value();
    const auto verifier = crypto::EcVerifier::create(key.publicKey()).value();
    const Bytes message(600, 0x42);
    const Bytes signature = key.signEcdsa(message).value();
    const Bytes mak = hex("0123456789ABCDEFFEDCBA9876543210");
    const auto mac = [&](ByteView covered) { return crypto::macCups(mak, covered); };

    std::puts("{");
    std::puts("  \"benchmark\": \"codecs\",");
    std::puts("  \"unit\": \"operations per second on one core\",");
    print("tlv_parse", tlvParses());
    print("iso8583_encode_decode", isoMessages({}));
    print("iso8583_encode_decode_mac", isoMessages(mac));
    print("ecdsa_p256_sign", perSecond([&] { return key.signEcdsa(message).has_value(); }));
    print("ecdsa_p256_verify", perSecond([&] { return verifier.verifyEcdsa(message, signature); }));
    print("ecdh_p256", perSecond([&] { return key.agree(key.publicKey()).has_value(); }), "");
    std::puts("}");
    return 0;
}
