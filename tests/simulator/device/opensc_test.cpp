#include <gtest/gtest.h>
#include <stdio.h>
#include <sys/wait.h>

#include <filesystem>
#include <fstream>

#include "simulator/device/reader_plug.h"
#include "support/private_pcscd.h"

// The virtual device through the real pcscd with clients that nobody here wrote: OpenSC's tools
// sign with it, and openssl verifies what they got.
namespace tappay::simulator::device {
namespace {

struct Outcome {
    int status = -1;
    std::string said;  // both streams
};

Outcome run(const std::string& command) {
    Outcome outcome;
    FILE* pipe = ::popen(("timeout 60 " + command + " 2>&1").c_str(), "r");
    if (pipe == nullptr) return outcome;
    char buffer[512];
    while (::fgets(buffer, sizeof(buffer), pipe) != nullptr)
        outcome.said += buffer;
    const int status = ::pclose(pipe);
    outcome.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return outcome;
}

class OpenSc : public testing::TestWithParam<KeyKind> {
protected:
    static void SetUpTestSuite() {
        s_pcscd = std::make_unique<test::PrivatePcscd>();
        ASSERT_EQ(s_pcscd->start(), "");
    }
    static void TearDownTestSuite() { s_pcscd.reset(); }

    void SetUp() override {
        auto identity = makeIdentity(GetParam(), "Test device");
        ASSERT_TRUE(identity);
        ASSERT_TRUE(saveIdentity(*identity, directory()));
        m_card = std::make_unique<PivCard>(std::move(*identity));
        auto plug = ReaderPlug::plug(s_pcscd->readerSocket(), *m_card);
        ASSERT_TRUE(plug) << plug.error().detail;
        m_plug = std::move(*plug);
        std::ofstream(directory() + "/request") << "what a person agrees to";
    }
    [[nodiscard]] static std::string directory() { return s_pcscd->directory() + "/device"; }
    [[nodiscard]] static std::string at(const char* file) { return directory() + "/" + file; }
    [[nodiscard]] static std::string sign(const char* pin, const char* id = "02") {
        const std::string mechanism =
            GetParam() == KeyKind::P256 ? "ECDSA-SHA256" : "SHA256-RSA-PKCS";
        return "pkcs11-tool --login --pin " + std::string(pin) + " --sign --id " + id +
               " --mechanism " + mechanism + " --signature-format openssl --input-file " +
               at("request") + " --output-file " + at("signature");
    }
    [[nodiscard]] static Outcome verify() {
        run("openssl x509 -in " + at("signing.pem") + " -pubkey -noout -out " + at("public.pem"));
        return run("openssl dgst -sha256 -verify " + at("public.pem") + " -signature " +
                   at("signature") + " " + at("request"));
    }

    static std::unique_ptr<test::PrivatePcscd> s_pcscd;
    std::unique_ptr<PivCard> m_card;
    std::unique_ptr<ReaderPlug> m_plug;
};

std::unique_ptr<test::PrivatePcscd> OpenSc::s_pcscd;

TEST_P(OpenSc, KnowsItForAPivCard) {
    const auto name = run("piv-tool --name");
    EXPECT_EQ(name.status, 0) << name.said;
    EXPECT_NE(name.said.find("Personal Identity Verification"), std::string::npos) << name.said;
    const auto serial = run("piv-tool --serial");
    EXPECT_EQ(serial.status, 0) << serial.said;
    const auto chain = run("pkcs15-tool --read-certificate 02 --output " + at("read.pem"));
    EXPECT_EQ(chain.status, 0) << chain.said;
    const auto verified =
        run("openssl verify -CAfile " + at("authority.pem") + " " + at("read.pem"));
    EXPECT_EQ(verified.status, 0) << verified.said;
}

TEST_P(OpenSc, SignsAndOpensslVerifies) {
    const auto signature = run(sign("123456"));
    ASSERT_EQ(signature.status, 0) << signature.said;
    const auto verified = verify();
    EXPECT_EQ(verified.status, 0) << verified.said;
    EXPECT_EQ(m_card->signatures(), 1U);
}

TEST_P(OpenSc, IsToldOfAWrongPinAndOfARefusal) {
    const auto wrong = run(sign("654321"));
    EXPECT_NE(wrong.status, 0);
    EXPECT_NE(wrong.said.find("CKR_PIN_INCORRECT"), std::string::npos) << wrong.said;
    ASSERT_TRUE(m_card->follow("refuse"));
    EXPECT_NE(run(sign("123456")).status, 0);
    EXPECT_EQ(m_card->signatures(), 0U);
}

TEST_P(OpenSc, GetsASignatureThatIsFalseWhenTheDeviceLies) {
    ASSERT_TRUE(m_card->follow("other-octets"));
    const auto signature = run(sign("123456"));
    ASSERT_EQ(signature.status, 0) << signature.said;
    EXPECT_NE(verify().status, 0);
}

INSTANTIATE_TEST_SUITE_P(Keys, OpenSc, testing::Values(KeyKind::P256, KeyKind::Rsa2048),
                         [](const auto& of) {
                             return of.param == KeyKind::P256 ? "P256" : "Rsa2048";
                         });

}  // namespace
}  // namespace tappay::simulator::device
