#include "crypto/jose.h"

#include <gtest/gtest.h>

#include "crypto/hash.h"
#include "crypto/random.h"
#include "crypto/vectors.h"

namespace tappay::crypto {
namespace {

Bytes decoded(std::string_view text) {
    return fromBase64Url(text).value();
}

SignFunction signer(const EcPrivateKey& key) {
    return [&key](ByteView message) { return key.signEcdsa(message); };
}

// A compact object with this header and otherwise the parts of `compact`.
std::string withHeader(std::string_view header, std::string_view compact) {
    return base64Url(asBytes(header)) + std::string(compact.substr(compact.find('.')));
}

TEST(Base64Url, Rfc4648AndRfc7515) {
    for (const auto& [plain, text] : {std::pair{"", ""},
                                      {"f", "Zg"},
                                      {"fo", "Zm8"},
                                      {"foo", "Zm9v"},
                                      {"foob", "Zm9vYg"},
                                      {"fooba", "Zm9vYmE"},
                                      {"foobar", "Zm9vYmFy"}}) {
        EXPECT_EQ(base64Url(asBytes(plain)), text);
        EXPECT_EQ(toText(decoded(text)), plain);
    }
    // RFC 7515, Appendix C.
    EXPECT_EQ(base64Url(hex("03ECFFE0C1")), "A-z_4ME");
    EXPECT_EQ(toHex(decoded("A-z_4ME")), "03ECFFE0C1");
}

TEST(Base64Url, RefusesEverythingElse) {
    for (const char* text :
         {"A", "Zg==", "Zm9vY", "Zm+v", "Zm/v", "Zm 9v", "Zm9v\n", "Zh", "Zm9", "Zm9\xC3\xA9"})
        EXPECT_FALSE(fromBase64Url(text)) << text;
    EXPECT_EQ(fromBase64Url("Zh").error().code, FailureCode::InputMalformed);
}

TEST(Jws, Rfc7515AppendixA3) {
    // Its header has no kid, so only the signature is ours to decide.
    const std::string signingInput =
        "eyJhbGciOiJFUzI1NiJ9"
        ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290"
        "Ijp0cnVlfQ";
    const std::string signature =
        "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
    const EcPublicKey key{Curve::P256,
                          concat({decoded("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"),
                                  decoded("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0")})};
    const auto verifier = EcVerifier::create(key).value();
    EXPECT_TRUE(verifier.verifyEcdsa(asBytes(signingInput), decoded(signature)));
    EXPECT_FALSE(jwsParse(signingInput + "." + signature));
}

TEST(Jws, SignsParsesVerifies) {
    const auto key = EcPrivateKey::generate(Curve::P256).value();
    const auto verifier = EcVerifier::create(key.publicKey()).value();
    const std::string compact = jwsSign("till-1", asBytes("{\"a\":1}"), signer(key)).value();
    EXPECT_TRUE(compact.starts_with(base64Url(asBytes(R"({"alg":"ES256","kid":"till-1"})"))));
    const auto parts = jwsParse(compact).value();
    EXPECT_EQ(parts.kid, "till-1");
    EXPECT_EQ(toText(*jwsVerify(parts, verifier)), "{\"a\":1}");

    const auto other = EcPrivateKey::generate(Curve::P256).value();
    const auto stranger = EcVerifier::create(other.publicKey()).value();
    EXPECT_EQ(jwsVerify(parts, stranger).error().code, FailureCode::CryptoFailed);
    auto changed = jwsParse(compact.substr(0, compact.find('.')) + "." +
                            base64Url(asBytes("{\"a\":2}")) + compact.substr(compact.rfind('.')))
                       .value();
    EXPECT_FALSE(jwsVerify(changed, verifier));
}

TEST(Jws, HeaderMustBeExactlyTheExpectedOne) {
    const auto key = EcPrivateKey::generate(Curve::P256).value();
    const std::string compact = jwsSign("k", asBytes("x"), signer(key)).value();
    EXPECT_TRUE(jwsParse(withHeader(R"({"alg":"ES256","kid":"k"})", compact)));
    EXPECT_TRUE(jwsParse(withHeader(R"( { "kid" : "k", "alg" : "ES256" } )", compact)));
    for (const char* header : {R"({"alg":"none","kid":"k"})",
                               R"({"alg":"HS256","kid":"k"})",
                               R"({"alg":"es256","kid":"k"})",
                               R"({"alg":"ES256"})",
                               R"({"kid":"k"})",
                               R"({})",
                               R"([])",
                               "",
                               "{",
                               R"({"alg":"ES256","kid":"k","crit":"b64"})",
                               R"({"alg":"ES256","kid":"k","typ":"JOSE"})",
                               R"({"alg":"ES256","kid":"k","kid":"k"})",
                               R"({"alg":"none","alg":"ES256","kid":"k"})",
                               R"({"alg":"ES256","kid":""})",
                               R"({"alg":"ES256","kid":1})",
                               R"({"alg":"ES256","kid":null})",
                               R"({"alg":"ES256","kid":"k"}x)",
                               R"({"alg":"ES256","kid":"k",})",
                               R"({"alg":"ES256","kid":"\u006b"})",
                               R"({"alg":"ES256","kid":{"k":"k"}})",
                               R"({"alg":"ES256","kid":"k","jwk":{"kty":"EC"}})"}) {
        const auto parsed = jwsParse(withHeader(header, compact));
        ASSERT_FALSE(parsed) << header;
        EXPECT_EQ(parsed.error().code, FailureCode::InputMalformed);
    }
}

TEST(Jws, ShapeAndSize) {
    const auto key = EcPrivateKey::generate(Curve::P256).value();
    const std::string compact = jwsSign("k", asBytes("x"), signer(key)).value();
    EXPECT_FALSE(jwsParse(compact + "."));
    EXPECT_FALSE(jwsParse(compact.substr(0, compact.rfind('.'))));
    EXPECT_FALSE(jwsParse(compact.substr(0, compact.size() - 4)));
    EXPECT_FALSE(jwsParse(compact + "="));
    EXPECT_FALSE(jwsParse(".."));
    EXPECT_FALSE(jwsParse(""));
    const Bytes big(64 * 1024, 'x');
    EXPECT_EQ(jwsSign("k", big, signer(key)).error().code, FailureCode::InputMalformed);
    EXPECT_FALSE(jwsParse(compact + std::string(64 * 1024, 'A')));
    const Bytes fits(48000, 'x');
    EXPECT_TRUE(jwsParse(*jwsSign("k", fits, signer(key))));
    for (const std::string& kid : {std::string(), std::string("a\"b"), std::string("a\\b"),
                                   std::string("a\nb"), std::string(129, 'k')})
        EXPECT_FALSE(jwsSign(kid, asBytes("x"), signer(key)));
    EXPECT_FALSE(jwsSign("k", asBytes("x"), [](ByteView) { return Bytes(63, 1); }));
}

TEST(Jwe, Rfc7518AppendixCAgreement) {
    const auto alice = EcPrivateKey::fromScalar(
                           Curve::P256, decoded("0_NxaRPUMQoAJt50Gz8YiTr8gRTwyEaCumd-MToTmIo"))
                           .value();
    const auto bob = EcPrivateKey::fromScalar(
                         Curve::P256, decoded("VEmDZpDXXK8p8N0Cndsxs924q6nS1RXFASRl6BfUqdw"))
                         .value();
    EXPECT_EQ(base64Url(ByteView(alice.publicKey().point).first(32)),
              "gI0GAILBdu7T53akrFmMyGcsF3n5dO7MmwNBHKW5SV0");
    EXPECT_EQ(base64Url(ByteView(bob.publicKey().point).last(32)),
              "e8lnCO-AlStT-NJVX-crhB7QRYhiix03illJOVAOyck");
    const Bytes otherInfo = hex("000000074131323847434D00000005416C69636500000003426F6200000080");
    const auto shared = alice.agree(bob.publicKey()).value();
    EXPECT_EQ(base64Url(concatKdf(shared.view(), 16, otherInfo)), "VqqN6vgjbSBcIijNcacQGg");
    EXPECT_EQ(toHex(bob.agree(alice.publicKey())->view()), toHex(shared.view()));
}

TEST(Jwe, SealsAndOpens) {
    const auto key = EcPrivateKey::generate(Curve::P256).value();
    const auto other = EcPrivateKey::generate(Curve::P256).value();
    SystemRandom random;
    for (const std::string& plain :
         {std::string(), std::string("secret"), std::string(3000, 'p')}) {
        const std::string compact =
            jweSeal(key.publicKey(), "seal-1", asBytes(plain), random).value();
        EXPECT_EQ(toText(jweOpen(key, compact)->view()), plain);
        EXPECT_EQ(jweOpen(other, compact).error().code, FailureCode::CryptoFailed);
        EXPECT_NE(compact, *jweSeal(key.publicKey(), "seal-1", asBytes(plain), random));
    }
}

TEST(Jwe, RefusesAnyChange) {
    const auto key = EcPrivateKey::generate(Curve::P256).value();
    SystemRandom random;
    const std::string compact = jweSeal(key.publicKey(), "k", asBytes("secret"), random).value();
    for (std::size_t i = 0; i < compact.size(); ++i) {
        std::string changed = compact;
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        EXPECT_FALSE(jweOpen(key, changed)) << i;
    }
    EXPECT_FALSE(jweOpen(key, compact.substr(0, compact.rfind('.'))));
    EXPECT_FALSE(jweOpen(key, compact + ".AAAA"));
    std::string wrapped = compact;
    wrapped.insert(compact.find('.') + 1, "AAAA");
    EXPECT_FALSE(jweOpen(key, wrapped));
    EXPECT_FALSE(jweOpen(key, std::string(64 * 1024 + 1, 'A')));
}

TEST(Jwe, HeaderMustBeExactlyTheExpectedOne) {
    const auto key = EcPrivateKey::generate(Curve::P256).value();
    SystemRandom random;
    const std::string compact = jweSeal(key.publicKey(), "k", asBytes("secret"), random).value();
    const std::string header = toText(decoded(compact.substr(0, compact.find('.'))));
    const auto replaced = [&](std::string_view from, std::string_view to) {
        std::string text = header;
        text.replace(text.find(from), from.size(), to);
        return jweOpen(key, withHeader(text, compact));
    };
    for (const auto& [from, to] : {std::pair{"ECDH-ES", "dir"},
                                   {"ECDH-ES", "ECDH-ES+A256KW"},
                                   {"A256GCM", "A128GCM"},
                                   {"P-256", "P-384"},
                                   {"\"EC\"", "\"OKP\""},
                                   {"\"kid\":\"k\"", "\"zip\":\"DEF\""},
                                   {"\"kid\"", "\"apu\":\"QQ\",\"kid\""}}) {
        const auto opened = replaced(from, to);
        ASSERT_FALSE(opened) << to;
        EXPECT_EQ(opened.error().code, FailureCode::InputMalformed) << to;
    }
    EXPECT_FALSE(jweSeal(key.publicKey(), "a\"b", asBytes("x"), random));
    EXPECT_FALSE(jweSeal({Curve::P256, Bytes(64, 1)}, "k", asBytes("x"), random));
    EXPECT_FALSE(jweSeal(key.publicKey(), "k", Bytes(64 * 1024, 1), random));
}

}  // namespace
}  // namespace tappay::crypto
