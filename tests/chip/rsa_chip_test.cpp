#include <gtest/gtest.h>
#include <cstdlib>
#include <fstream>

#include "chip/chip_desk.h"
#include "chip/tpm/objects.h"
#include "chip/tpm/places.h"
#include "crypto/random.h"

// A state as swtpm's own factory makes it: default keys of RSA-2048 and P-384 with certificates, as
// most chips in laptops have them.
namespace tappay::chip {
namespace {

class RsaChip : public testing::Test {
protected:
    static void SetUpTestSuite() {
        s_directory = std::make_unique<TemporaryDirectory>();
        const auto base = s_directory->path();
        for (const auto& directory : {base / "chip", base / "chip" / "state"}) {
            std::filesystem::create_directories(directory);
            std::filesystem::permissions(directory, std::filesystem::perms::owner_all);
        }
        std::ofstream(base / "chip" / "state.key") << std::string(32, 'k');
        std::filesystem::permissions(base / "chip" / "state.key",
                                     std::filesystem::perms::owner_read);
        writeConfiguration(base);
        const std::string at = base.string();
        s_made = std::system(("swtpm_setup --tpm2 --config " + at + "/setup.conf --tpmstate " + at +
                              "/chip/state --create-ek-cert --lock-nvram --pcr-banks sha256 "
                              "--overwrite --keyfile " +
                              at + "/hex.key --cipher aes-256-cbc >" + at + "/log 2>&1")
                                 .c_str());
    }
    // Its own certification authority, in the test's directory.
    static void writeConfiguration(const std::filesystem::path& base) {
        const std::string at = base.string();
        std::ofstream key(base / "hex.key");
        for (int i = 0; i < 32; ++i)
            key << "6B";  // k
        std::ofstream(base / "setup.conf")
            << "create_certs_tool = /usr/bin/swtpm_localca\ncreate_certs_tool_config = " << at
            << "/ca.conf\ncreate_certs_tool_options = " << at << "/ca.options\n";
        std::ofstream(base / "ca.conf")
            << "statedir = " << at << "/ca\nsigningkey = " << at
            << "/ca/signkey.pem\nissuercert = " << at << "/ca/issuercert.pem\ncertserial = " << at
            << "/ca/certserial\n";
        std::ofstream(base / "ca.options")
            << "--platform-manufacturer None\n--platform-version 1\n--platform-model None\n";
    }
    static void TearDownTestSuite() { s_directory.reset(); }

    void SetUp() override {
        ASSERT_EQ(s_made, 0);
        m_request.directory = s_directory->path() / "chip";
        m_chip = virtual_element::VirtualChip::open(m_request).value();
    }
    static std::unique_ptr<TemporaryDirectory> s_directory;
    static int s_made;
    virtual_element::Request m_request;
    std::unique_ptr<virtual_element::VirtualChip> m_chip;
    Maker m_maker;
};

std::unique_ptr<TemporaryDirectory> RsaChip::s_directory;
int RsaChip::s_made = -1;

TEST_F(RsaChip, ShowsItsCertificateAndOpensCredentials) {
    EXPECT_EQ(m_chip->factory().error().code, FailureCode::KeyUnavailable);
    ASSERT_TRUE(m_chip->adopt(m_maker.root()));
    const auto factory = m_chip->factory();
    ASSERT_TRUE(factory) << factory.error().detail;
    EXPECT_EQ(factory->authority, m_maker.root());
    ASSERT_EQ(factory->certificates.size(), 1U);
    ASSERT_TRUE(std::holds_alternative<crypto::RsaPublicKey>(factory->key.key));
    const auto certificate = crypto::parseCertificate(factory->certificates.front());
    ASSERT_TRUE(certificate) << certificate.error().detail;
    EXPECT_EQ(certificate->key, crypto::CertifiedKey(factory->key.key));

    const auto keys = m_chip->makeKeys().value();
    crypto::SystemRandom random;
    const auto hidden =
        makeCredential(factory->key, keys.attestation.name, keyOf(5), random).value();
    const auto opened = m_chip->activate(hidden);
    ASSERT_TRUE(opened) << opened.error().detail;
    EXPECT_EQ(octetsOf(*opened), keyOf(5));
    const auto wrong = makeCredential(factory->key, keys.identity.name, keyOf(5), random).value();
    EXPECT_EQ(m_chip->activate(wrong).error().code, FailureCode::CryptoFailed);
}

// Some makers leave no key in the chip: it is made again from the template, used, and flushed.
TEST_F(RsaChip, MakesTheDefaultKeyAgainWhenItWasNotLeftInTheChip) {
    (void)m_chip->adopt(m_maker.root());
    const auto left = m_chip->factory()->key.name;
    {
        tpm::Connection connection({.transport = m_chip->element().transport()});
        ASSERT_TRUE(connection.open());
        for (const auto place :
             connection.handles(tpm::kEndorsementFirst, tpm::kEndorsementLast).value())
            ASSERT_TRUE(tpm::remove(connection, place));
    }
    EXPECT_EQ(m_chip->factory()->key.name, left);
    const auto keys = m_chip->makeKeys().value();
    crypto::SystemRandom random;
    const auto hidden =
        makeCredential(m_chip->factory()->key, keys.attestation.name, keyOf(6), random).value();
    EXPECT_EQ(octetsOf(m_chip->activate(hidden).value()), keyOf(6));
    EXPECT_EQ(loadedIn(m_chip->element().transport()), std::vector<TPM2_HANDLE>{});
}

}  // namespace
}  // namespace tappay::chip
