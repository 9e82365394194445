#include <fstream>
#include <functional>

#include "backend/enrolment/enrolling_test.h"
#include "backend/keys/key_store.h"
#include "crypto/hash.h"

namespace tappay::test {
namespace {

using backend::audited::kKeyAcknowledged;
using backend::audited::kKeyDelivered;
using backend::audited::kKeyRefused;
using backend::keys::KeyStore;
using backend::keys::Standing;
using chip::Slot;

class KeyDistributionTest : public EnrollingTest {
protected:
    Standing standing(std::uint32_t version) {
        auto keys = KeyStore::open(m_installation.file("keys.db")).value();
        return keys.masterKeys(kTerminal)->at(version - 1).standing;
    }
    // What is left of a hello that shows these certificates.
    FailureCode helloWith(const Newcomer& terminal, const std::vector<Bytes>& certificates) {
        m_time.advance(std::chrono::milliseconds(2));
        auto said = terminal.hello();
        said.certificates = certificates;
        const auto offer = hello(terminal, terminal.sign(said));
        return offer ? FailureCode::Internal : offer.error().code;
    }
};

TEST_F(KeyDistributionTest, TheKeyArrivesInTheChipAlone) {
    const auto machine = terminal("chip");
    const auto offer = hello(machine, machine.sign(machine.hello())).value();
    EXPECT_EQ(offer.nonce, machine.hello().nonce);
    EXPECT_EQ(offer.certificates, machine.enrolled.distributorCertificates);
    const auto delivery = request(machine, machine.sign(machine.request(offer))).value();
    EXPECT_EQ(delivery.version, 1U);
    EXPECT_EQ(delivery.challenge, offer.challenge);
    EXPECT_EQ(delivery.receiver, crypto::sha256(machine.enrolled.certificates.front()));
    const auto other = newcomer("other");
    EXPECT_FALSE(other.chip->import(Slot::A, delivery.key));
    const auto body = machine.sign(machine.receipt(delivery, Slot::A));
    const auto check = machine.chip->derive(Slot::A, protocol::checkValueContext()).value();
    EXPECT_EQ(toHex(check.view().first(8)), toHex(delivery.checkValue));
    EXPECT_EQ(standing(1), Standing::Offered);
    EXPECT_EQ(receipt(machine, body)->version, 1U);
    EXPECT_EQ(standing(1), Standing::Acknowledged);
    EXPECT_EQ(receipt(machine, body)->version, 1U) << "may come again";
    EXPECT_EQ(audited(kKeyDelivered), 1U);
    EXPECT_EQ(audited(kKeyAcknowledged), 2U);
}

// Fault by fault, what the distributor is shown in the place of the transaction certificate.
TEST_F(KeyDistributionTest, EachDefectOfTheTerminalsCertificateIsRefused) {
    using crypto::Purpose;
    const auto machine = terminal("chip"), other = terminal("other", kOther);
    const auto identity = *machine.chip->identity();
    const auto& issuer = m_authorities.issuer();
    const auto contents = [&] {
        auto made = Authorities::contents(kTerminal, identity, Purpose::ClientAuthentication);
        made.subject.serialNumber = machine.enrolled.transactionId;
        return made;
    };
    const auto by = [&](const crypto::CertificateContents& what, const Bytes& from,
                        const Key& key) {
        return std::vector{crypto::issueCertificate(what, {from, key}).value(), from};
    };
    const auto spoilt = [&](const std::function<void(crypto::CertificateContents&)>& spoil) {
        auto what = contents();
        spoil(what);
        return by(what, issuer, m_authorities.issuerKey());
    };
    const auto at = std::chrono::floor<std::chrono::seconds>(m_time.now());
    const auto day = std::chrono::days(1);
    const Key own = Authorities::newKey();
    auto authority = Authorities::contents("Issuer", own.publicKey(), Purpose::Authority);
    const auto ownRoot = crypto::issueRoot(authority, own).value();
    const auto strange = by(contents(), ownRoot, own);
    auto longer = machine.enrolled.certificates;
    longer.push_back(issuer);
    const std::map<std::string, std::vector<Bytes>> defects{
        {"another terminal's", other.enrolled.certificates},
        {"self-signed", {ownRoot}},
        {"by another authority", strange},
        {"expired", spoilt([&](auto& c) { c.validity.notAfter = at - day; })},
        {"not yet valid", spoilt([&](auto& c) { c.validity.notBefore = at + day; })},
        {"another purpose", spoilt([&](auto& c) {
             c.purpose = Purpose::ServerAuthentication;
             c.hosts = {"localhost"};
         })},
        {"another subject", spoilt([&](auto& c) { c.subject.commonName = kOther; })},
        {"not the one that was issued", spoilt([](auto&) {})},
        {"RSA of 1024 bits", spoilt([&](auto& c) {
             c.key = crypto::RsaPublicKey{Bytes(128, 0xC5), Bytes{0x01, 0x00, 0x01}};
         })},
        {"too long", longer},
        {"an authority's", {issuer}},
        {"not a certificate", {Bytes(40, 0x30)}}};
    for (const auto& [defect, chain] : defects)
        EXPECT_EQ(helloWith(machine, chain), FailureCode::CryptoFailed) << defect;
    EXPECT_EQ(audited(kKeyRefused, "crypto.failed"), defects.size());
    EXPECT_TRUE(deliver(machine));
}

TEST_F(KeyDistributionTest, AHelloIsGoodOnce) {
    const auto machine = terminal("chip");
    const auto body = machine.sign(machine.hello());
    const auto offer = hello(machine, body).value();
    EXPECT_EQ(hello(machine, body).error().code, FailureCode::KeyRejected);
    EXPECT_EQ(m_status, 409);
    EXPECT_TRUE(request(machine, machine.sign(machine.request(offer))))
        << "the replay has not spoiled the challenge";
}

TEST_F(KeyDistributionTest, AChallengeIsGoodForOneRequest) {
    const auto machine = terminal("chip"), other = terminal("other", kOther);
    auto offer = hello(machine, machine.sign(machine.hello())).value();
    EXPECT_EQ(request(other, other.sign(other.request(offer))).error().code,
              FailureCode::KeyRejected)
        << "another terminal's";
    auto wrong = offer;
    wrong.challenge.front() ^= 0x01;
    EXPECT_EQ(request(machine, machine.sign(machine.request(wrong))).error().code,
              FailureCode::KeyRejected);
    const auto body = machine.sign(machine.request(offer));
    ASSERT_TRUE(request(machine, body));
    EXPECT_EQ(request(machine, body).error().code, FailureCode::KeyRejected);
    EXPECT_EQ(request(machine, machine.sign(machine.request(offer))).error().code,
              FailureCode::KeyRejected);
    EXPECT_EQ(audited(kKeyDelivered), 1U);
    m_time.advance(std::chrono::milliseconds(2));
    offer = hello(machine, machine.sign(machine.hello())).value();
    m_time.advance(std::chrono::minutes(2));
    EXPECT_EQ(request(machine, machine.sign(machine.request(offer))).error().code,
              FailureCode::KeyRejected)
        << "too late";
}

TEST_F(KeyDistributionTest, AReceiptProvesTheKeyAndTheChallenge) {
    const auto machine = terminal("chip");
    const auto delivery = deliver(machine).value();
    const auto good = machine.receipt(delivery, Slot::A);
    auto wrong = good;
    wrong.proof.back() ^= 0x01;
    EXPECT_EQ(receipt(machine, machine.sign(wrong)).error().code, FailureCode::CryptoFailed);
    wrong = good;
    wrong.version = 2;
    EXPECT_EQ(receipt(machine, machine.sign(wrong)).error().code, FailureCode::KeyRejected);
    wrong = good;
    const auto other = machine.chip->derive(Slot::A, protocol::proofContext(Bytes(32))).value();
    wrong.proof.assign(other.view().begin(), other.view().end());
    EXPECT_EQ(receipt(machine, machine.sign(wrong)).error().code, FailureCode::CryptoFailed);
    EXPECT_EQ(standing(1), Standing::Offered);
    EXPECT_TRUE(receipt(machine, machine.sign(good)));
}

TEST_F(KeyDistributionTest, ALaterDeliveryReplacesTheOneThatNobodyAcknowledged) {
    const auto machine = terminal("chip");
    const auto first = deliver(machine).value();
    const auto lost = machine.sign(machine.receipt(first, Slot::A));
    const auto second = deliver(machine).value();
    EXPECT_EQ(second.version, 2U);
    EXPECT_EQ(receipt(machine, lost).error().code, FailureCode::KeyRejected);
    EXPECT_TRUE(receipt(machine, machine.sign(machine.receipt(second, Slot::B))));
    EXPECT_EQ(standing(1), Standing::Replaced);
}

TEST_F(KeyDistributionTest, TheKeyModulesFilesHoldNoKeyInTheClear) {
    const auto machine = terminal("chip");
    masterKey(machine);
    // The software chip's file has it in the clear.
    std::ifstream file(m_installation.file("chip") / "master-a.hex");
    std::string digits(std::istreambuf_iterator<char>(file), {});
    const auto value = fromHex(digits.substr(0, 64)).value();
    m_backend.reset();
    for (const auto* name : {"keys.db", "keys.db-wal", "terminals.db", "terminals.db-wal"}) {
        std::ifstream stored(m_installation.file(name), std::ios::binary);
        const std::string all(std::istreambuf_iterator<char>(stored), {});
        EXPECT_EQ(all.find(toText(value)), std::string::npos) << name;
        EXPECT_EQ(all.find(digits.substr(0, 64)), std::string::npos) << name;
    }
}

}  // namespace
}  // namespace tappay::test
