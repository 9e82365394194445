// libcjose as the second opinion on both JOSE forms.

#include <cjose/cjose.h>
#include <gtest/gtest.h>

#include <memory>

#include "crypto/jose.h"
#include "crypto/random.h"

namespace tappay::crypto {
namespace {

template <auto Release>
struct Released {
    template <typename T>
    void operator()(T* object) const {
        Release(object);
    }
};
using Jwk = std::unique_ptr<cjose_jwk_t, Released<cjose_jwk_release>>;
using Header = std::unique_ptr<cjose_header_t, Released<cjose_header_release>>;
using Jws = std::unique_ptr<cjose_jws_t, Released<cjose_jws_release>>;
using Jwe = std::unique_ptr<cjose_jwe_t, Released<cjose_jwe_release>>;

class Cjose : public testing::Test {
protected:
    Cjose() {
        Bytes scalar(32);
        m_random.fill(scalar);
        scalar[0] = 0x7F;  // certainly below the order
        m_key.emplace(EcPrivateKey::fromScalar(Curve::P256, scalar).value());
        const ByteView point = m_key->publicKey().point;
        const std::string json = R"({"kty":"EC","crv":"P-256","x":")" + base64Url(point.first(32)) +
                                 R"(","y":")" + base64Url(point.last(32)) + R"(","d":")" +
                                 base64Url(scalar) + R"("})";
        m_jwk.reset(cjose_jwk_import(json.c_str(), json.size(), &m_error));
    }

    Header header(std::initializer_list<std::pair<const char*, const char*>> members) {
        Header result(cjose_header_new(&m_error));
        for (const auto& [name, value] : members)
            cjose_header_set(result.get(), name, value, &m_error);
        return result;
    }

    cjose_err m_error{};
    SystemRandom m_random;
    std::optional<EcPrivateKey> m_key;
    Jwk m_jwk;
};

TEST_F(Cjose, VerifiesOurJws) {
    ASSERT_TRUE(m_jwk);
    const std::string compact = jwsSign("till-1", asBytes("payload"), [&](ByteView m) {
                                    return m_key->signEcdsa(m);
                                }).value();
    const Jws jws(cjose_jws_import(compact.c_str(), compact.size(), &m_error));
    ASSERT_TRUE(jws) << m_error.message;
    ASSERT_TRUE(cjose_jws_verify(jws.get(), m_jwk.get(), &m_error)) << m_error.message;
    std::uint8_t* plain = nullptr;
    std::size_t size = 0;
    ASSERT_TRUE(cjose_jws_get_plaintext(jws.get(), &plain, &size, &m_error));
    EXPECT_EQ(toText({plain, size}), "payload");
}

TEST_F(Cjose, SignsForUs) {
    ASSERT_TRUE(m_jwk);
    const Header h = header({{"alg", "ES256"}, {"kid", "till-1"}});
    const std::string payload = "payload";
    const Jws jws(cjose_jws_sign(m_jwk.get(), h.get(),
                                 reinterpret_cast<const std::uint8_t*>(payload.data()),
                                 payload.size(), &m_error));
    ASSERT_TRUE(jws) << m_error.message;
    const char* compact = nullptr;
    ASSERT_TRUE(cjose_jws_export(jws.get(), &compact, &m_error));
    const auto parts = jwsParse(compact).value();
    EXPECT_EQ(parts.kid, "till-1");
    const auto verifier = EcVerifier::create(m_key->publicKey()).value();
    EXPECT_EQ(toText(*jwsVerify(parts, verifier)), payload);
}

TEST_F(Cjose, OpensOurJwe) {
    ASSERT_TRUE(m_jwk);
    const std::string compact =
        jweSeal(m_key->publicKey(), "seal-1", asBytes("sealed text"), m_random).value();
    const Jwe jwe(cjose_jwe_import(compact.c_str(), compact.size(), &m_error));
    ASSERT_TRUE(jwe) << m_error.message;
    std::size_t size = 0;
    std::uint8_t* plain = cjose_jwe_decrypt(jwe.get(), m_jwk.get(), &size, &m_error);
    ASSERT_NE(plain, nullptr) << m_error.message;
    EXPECT_EQ(toText({plain, size}), "sealed text");
    cjose_get_dealloc()(plain);
}

TEST_F(Cjose, SealsForUs) {
    ASSERT_TRUE(m_jwk);
    const Header h = header({{"alg", "ECDH-ES"}, {"enc", "A256GCM"}, {"kid", "seal-1"}});
    const std::string text = "sealed text";
    const Jwe jwe(cjose_jwe_encrypt(m_jwk.get(), h.get(),
                                    reinterpret_cast<const std::uint8_t*>(text.data()), text.size(),
                                    &m_error));
    ASSERT_TRUE(jwe) << m_error.message;
    char* compact = cjose_jwe_export(jwe.get(), &m_error);
    ASSERT_NE(compact, nullptr);
    const auto opened = jweOpen(*m_key, compact);
    cjose_get_dealloc()(compact);
    ASSERT_TRUE(opened) << opened.error().detail;
    EXPECT_EQ(toText(opened->view()), text);
}

}  // namespace
}  // namespace tappay::crypto
