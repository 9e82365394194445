#include "crypto/ec.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "crypto/hash.h"
#include "crypto/vectors.h"

namespace tappay::crypto {
namespace {

std::string_view text(const SecretBytes& secret) {
    return {reinterpret_cast<const char*>(secret.view().data()), secret.size()};
}

const EcPublicKey kCaSm2{Curve::Sm2,
                         hex("D5548C7825CBB56150A3506CD57464AF8A1AE0519DFAF3C58221DC810CAF28DD"
                             "921073768FE3D59CE54E79A49445CF73FED23086537027264D168946D479533E")};

TEST(Ecdsa, Rfc6979SignatureVerifies) {
    // RFC 6979, A.2.5: P-256 with SHA-256, message "sample".
    const auto key =
        EcPrivateKey::fromScalar(
            Curve::P256, hex("C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721"))
            .value();
    EXPECT_EQ(toHex(key.publicKey().point),
              "60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6"
              "7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299");
    const Bytes signature =
        hex("EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716"
            "F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8");
    const auto verifier = EcVerifier::create(key.publicKey()).value();
    EXPECT_TRUE(verifier.verifyEcdsa(asBytes("sample"), signature));
    EXPECT_FALSE(verifier.verifyEcdsa(asBytes("Sample"), signature));
}

TEST(Ecdsa, SignsAndVerifies) {
    const auto key = EcPrivateKey::generate(Curve::P256).value();
    const auto verifier = EcVerifier::create(key.publicKey()).value();
    for (int i = 0; i < 20; ++i) {  // r or s shorter than 32 octets now and then
        const std::string message = "message " + std::to_string(i);
        Bytes signature = key.signEcdsa(asBytes(message)).value();
        ASSERT_EQ(signature.size(), 64U);
        EXPECT_TRUE(verifier.verifyEcdsa(asBytes(message), signature));
        signature[static_cast<std::size_t>(i)] ^= 0x10;
        EXPECT_FALSE(verifier.verifyEcdsa(asBytes(message), signature));
    }
    EXPECT_TRUE(verifier.verifyEcdsa({}, *key.signEcdsa({})));
}

TEST(Ecdsa, OneVerifierServesManyThreads) {
    const auto key = EcPrivateKey::generate(Curve::P256).value();
    const auto verifier = EcVerifier::create(key.publicKey()).value();
    const Bytes signature = key.signEcdsa(asBytes("m")).value();
    std::atomic<int> wrong = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&] {
            for (int n = 0; n < 50; ++n) {
                if (!verifier.verifyEcdsa(asBytes("m"), signature)) ++wrong;
                if (verifier.verifyEcdsa(asBytes("n"), signature)) ++wrong;
                if (!key.agree(key.publicKey())) ++wrong;
            }
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    EXPECT_EQ(wrong, 0);
}

TEST(Ecdsa, RefusesOddSignatures) {
    const auto key = EcPrivateKey::generate(Curve::P256).value();
    const auto verifier = EcVerifier::create(key.publicKey()).value();
    EXPECT_FALSE(verifier.verifyEcdsa(asBytes("m"), Bytes(64, 0)));
    EXPECT_FALSE(verifier.verifyEcdsa(asBytes("m"), Bytes(64, 0xFF)));
    EXPECT_FALSE(verifier.verifyEcdsa(asBytes("m"), Bytes(63, 1)));
    EXPECT_FALSE(verifier.verifyEcdsa(asBytes("m"), {}));
    EXPECT_FALSE(key.signSm2(asBytes("m")));
    EXPECT_FALSE(verifier.verifySm2(asBytes("m"), Bytes(64, 1)));
}

TEST(Ecdh, BothSidesAgree) {
    const auto a = EcPrivateKey::generate(Curve::P256).value();
    const auto b = EcPrivateKey::generate(Curve::P256).value();
    EXPECT_EQ(toHex(a.agree(b.publicKey())->view()), toHex(b.agree(a.publicKey())->view()));
    EXPECT_NE(toHex(a.agree(b.publicKey())->view()), toHex(a.agree(a.publicKey())->view()));
}

TEST(Ecdh, NistCavsVector) {
    // NIST CAVP, KAS ECC CDH primitive, P-256, count 0.
    const auto key =
        EcPrivateKey::fromScalar(
            Curve::P256, hex("7D7DC5F71EB29DDAF80D6214632EEAE03D9058AF1FB6D22ED80BADB62BC1A534"))
            .value();
    const EcPublicKey peer{Curve::P256,
                           hex("700C48F77F56584C5CC632CA65640DB91B6BACCE3A4DF6B42CE7CC838833D287"
                               "DB71E509E3FD9B060DDB20BA5C51DCC5948D46FBF640DFE0441782CAB85FA4AC")};
    EXPECT_EQ(toHex(key.agree(peer)->view()),
              "46FC62106420FF012E54A434FBDD2D25CCC5852060561E68040DD7778997BD7B");
}

TEST(Ecdh, RefusesForeignPoints) {
    const auto key = EcPrivateKey::generate(Curve::P256).value();
    EcPublicKey off = key.publicKey();
    off.point[63] ^= 1;
    EXPECT_EQ(key.agree(off).error().code, FailureCode::CryptoFailed);
    EXPECT_FALSE(EcVerifier::create(off));
    EXPECT_FALSE(EcVerifier::create({Curve::P256, Bytes(64, 0)}));
    EXPECT_FALSE(EcVerifier::create({Curve::P256, Bytes(63, 1)}));
    EXPECT_FALSE(EcVerifier::create({Curve::P256, kCaSm2.point}));
    EXPECT_FALSE(key.agree(kCaSm2));
}

TEST(EcPrivateKey, ScalarsOutOfRange) {
    const Bytes order = hex("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551");
    EXPECT_FALSE(EcPrivateKey::fromScalar(Curve::P256, order));
    EXPECT_FALSE(EcPrivateKey::fromScalar(Curve::P256, Bytes(32, 0)));
    EXPECT_FALSE(EcPrivateKey::fromScalar(Curve::P256, Bytes(31, 1)));
}

TEST(EcPem, RoundTripsBothCurves) {
    for (const Curve curve : {Curve::P256, Curve::Sm2}) {
        const auto key = EcPrivateKey::generate(curve).value();
        const SecretBytes pem = key.toPem().value();
        const auto again = EcPrivateKey::fromPem(text(pem)).value();
        EXPECT_EQ(again.publicKey(), key.publicKey());
        const std::string publicPem = ecPublicToPem(key.publicKey()).value();
        EXPECT_EQ(*ecPublicFromPem(publicPem), key.publicKey());
        EXPECT_TRUE(publicPem.starts_with("-----BEGIN PUBLIC KEY-----"));
    }
}

TEST(EcPem, RefusesOtherThings) {
    EXPECT_FALSE(EcPrivateKey::fromPem(""));
    EXPECT_FALSE(
        EcPrivateKey::fromPem("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"));
    EXPECT_FALSE(ecPublicFromPem("nonsense"));
    const auto key = EcPrivateKey::generate(Curve::P256).value();
    EXPECT_FALSE(EcPrivateKey::fromPem(*ecPublicToPem(key.publicKey())));
}

TEST(Sm2, SignatureOfTheStandard) {
    // GM/T 0003.5-2012 Annex A: "message digest" under the default identity.
    const auto key =
        EcPrivateKey::fromScalar(
            Curve::Sm2, hex("3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8"))
            .value();
    const Bytes signature =
        hex("F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3"
            "B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA");
    const auto verifier = EcVerifier::create(key.publicKey()).value();
    EXPECT_TRUE(verifier.verifySm2(asBytes("message digest"), signature));
    EXPECT_FALSE(verifier.verifySm2(asBytes("message digesT"), signature));
    EXPECT_TRUE(verifier.verifySm2(asBytes("m"), *key.signSm2(asBytes("m"))));
    EXPECT_FALSE(key.signEcdsa(asBytes("m")));
    EXPECT_FALSE(verifier.verifyEcdsa(asBytes("m"), signature));
}

TEST(Sm2, IssuerCertificateOfJrT0025) {
    const auto ca =
        EcPrivateKey::fromScalar(
            Curve::Sm2, hex("128B2FA8BD433C6C068C8D803DFF79792A519A55171B1B650C23661D15897263"))
            .value();
    EXPECT_EQ(ca.publicKey(), kCaSm2);
    const Bytes certificate = hex(
        "12622848FF12300000010400114009F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F3"
        "5020CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD139526D051E1E86C952CF2"
        "5059F645D85A742BA6C793E1E3FF5828CB85AD79B1D46AD461D4C8D2E851B5F6868B30263F6B06E3AF60DF51"
        "4F965F1035F08F31367C");
    ASSERT_EQ(certificate.size(), 142U);
    const ByteView all(certificate);
    const auto verifier = EcVerifier::create(kCaSm2).value();
    EXPECT_TRUE(verifier.verifySm2(all.first(78), all.last(64)));
    EXPECT_FALSE(verifier.verifySm2(all.first(77), all.last(64)));
    // The digest of the identity and the key, which the signature covers first.
    const Bytes za =
        sm3(concat({hex("0080"), asBytes("1234567812345678"),
                    hex("FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFC"
                        "28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93"
                        "32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7"
                        "BC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0"),
                    kCaSm2.point}));
    EXPECT_EQ(toHex(za), "879215BD4850A48ADB86915F5BAC8C609939D220F55EF4E1982324DA6F628A07");
}

}  // namespace
}  // namespace tappay::crypto
