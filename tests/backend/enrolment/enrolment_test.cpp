#include <fstream>
#include <functional>

#include "backend/enrolment/enrolling_test.h"
#include "backend/enrolment/enrolment.h"

namespace tappay::test {
namespace {

using backend::audited::kEnrolled;
using backend::audited::kEnrolmentRefused;

class EnrolmentTest : public EnrollingTest {};

TEST_F(EnrolmentTest, AMachineWithAnAcceptedChipBecomesATerminal) {
    const auto machine = terminal("chip");
    const auto& enrolled = machine.enrolled;
    EXPECT_EQ(enrolled.terminalId, kTerminal);
    EXPECT_EQ(enrolled.merchantId, Installation::kMerchantId);
    EXPECT_EQ(enrolled.merchantName, "兰州拉面");
    EXPECT_EQ(enrolled.sealKeyId, "seal-1");
    EXPECT_EQ(enrolled.sealKey, m_installation.seal.publicKey().point);
    const std::vector<Bytes> authority{machine.chip->factory()->authority};
    const auto at = std::chrono::floor<std::chrono::seconds>(m_time.now());
    const auto leaf = crypto::verifyChain(
        enrolled.certificates, authority,
        {crypto::Purpose::ClientAuthentication, at, 3, *machine.chip->identity()});
    ASSERT_TRUE(leaf) << leaf.error().detail;
    EXPECT_EQ(leaf->subject.commonName, kTerminal);
    EXPECT_EQ(leaf->subject.serialNumber, enrolled.transactionId);
    for (const auto* chain : {&enrolled.answerCertificates, &enrolled.distributorCertificates})
        EXPECT_TRUE(crypto::verifyChain(
            *chain, authority, {crypto::Purpose::ServerAuthentication, at, 3, std::nullopt}));
    EXPECT_EQ(audited(kEnrolled), 1U);
    openSession(machine, masterKey(machine));
    EXPECT_EQ(pay(machine)->state, PaymentState::Approved);
}

TEST_F(EnrolmentTest, ACodeWorksOnceAndTheSameProofGetsTheSameAnswer) {
    const auto with = code();
    auto first = newcomer("first");
    const auto challenge = begin(first, first.enrolment(with)).value();
    const auto proof = first.proof(challenge);
    const auto enrolled = prove(first, proof).value();
    const auto answer = m_answer;
    for (int round = 0; round < 2; ++round) {
        EXPECT_EQ(prove(first, proof)->keyId, enrolled.keyId);
        EXPECT_EQ(m_answer, answer);
        restart("enrolling.json");
    }
    EXPECT_EQ(prove(first, first.proof(challenge)).error().code, FailureCode::EnrolmentCodeInvalid)
        << "another proof";
    auto second = newcomer("second");
    EXPECT_EQ(prove(second, proof).error().code, FailureCode::PermissionDenied);
    EXPECT_EQ(enrol(second, with).error().code, FailureCode::EnrolmentCodeInvalid);
    EXPECT_EQ(m_status, 403);
    EXPECT_EQ(audited(kEnrolled), 1U);
    EXPECT_EQ(audited(kEnrolmentRefused, "enrolment.code"), 1U);
}

TEST_F(EnrolmentTest, TwoWithOneCodeAreNotBothTakenIn) {
    const auto with = code();
    auto first = newcomer("first"), second = newcomer("second");
    const auto one = begin(first, first.enrolment(with)).value();
    const auto other = begin(second, second.enrolment(with)).value();
    EXPECT_TRUE(prove(first, first.proof(one)));
    EXPECT_EQ(prove(second, second.proof(other)).error().code, FailureCode::EnrolmentCodeInvalid);
    EXPECT_EQ(audited(kEnrolled), 1U);
}

TEST_F(EnrolmentTest, WrongCodesAreRefusedAndThenSlowedDown) {
    const auto machine = newcomer("chip");
    using backend::Enrolment;
    for (int i = 0; i < Enrolment::kWrongCodesAMinute; ++i)
        EXPECT_EQ(begin(machine, machine.enrolment("4K7P-XQ2M-9TRA")).error().code,
                  FailureCode::EnrolmentCodeInvalid);
    const auto with = code();
    EXPECT_EQ(begin(machine, machine.enrolment(with)).error().code, FailureCode::Busy);
    EXPECT_EQ(m_status, 429);
    m_time.advance(std::chrono::minutes(1));
    EXPECT_TRUE(begin(machine, machine.enrolment(with)));
}

TEST_F(EnrolmentTest, CodesAndSessionsEnd) {
    const auto machine = newcomer("chip");
    const auto with = code();
    const auto challenge = begin(machine, machine.enrolment(with)).value();
    m_time.advance(backend::Enrolment::kSessionLife);
    EXPECT_EQ(prove(machine, machine.proof(challenge)).error().code,
              FailureCode::EnrolmentCodeInvalid);
    m_time.advance(std::chrono::hours(1));
    EXPECT_EQ(begin(machine, machine.enrolment(with)).error().code,
              FailureCode::EnrolmentCodeInvalid);
}

// Each of these is not the accepted chip it says it is.
TEST_F(EnrolmentTest, EachDefectOfTheDefaultCertificateIsRefused) {
    using crypto::Purpose;
    const auto machine = newcomer("chip");
    const auto good = machine.enrolment("").defaultCertificates;
    const auto key = machine.chip->factory()->key.key;
    const auto with = [&](const std::function<void(crypto::CertificateContents&)>& spoil,
                          const Bytes& issuer, const Key& issuerKey) {
        auto contents = Authorities::contents("", key, Purpose::EndorsementKey);
        contents.chip = crypto::ChipModel{"id:54415059", "software", "id:00010000"};
        spoil(contents);
        return crypto::issueCertificate(contents, {issuer, issuerKey}).value();
    };
    const auto& factory = m_authorities.factory();
    const auto& factoryKey = m_authorities.factoryKey();
    const auto fromFactory = [&](const std::function<void(crypto::CertificateContents&)>& spoil) {
        return std::vector{with(spoil, factory, factoryKey), factory};
    };
    const auto day = std::chrono::days(1);
    const auto at = std::chrono::floor<std::chrono::seconds>(m_time.now());
    const Key stranger = Authorities::newKey();
    auto strangers = Authorities::contents("Maker", stranger.publicKey(), Purpose::Authority);
    strangers.pathLength = 0;
    const auto strangerRoot = crypto::issueRoot(strangers, stranger).value();
    auto longer = good;
    for (int i = 0; i < 3; ++i)
        longer.push_back(factory);

    const std::map<std::string, std::vector<Bytes>> defects{
        {"another chip's", newcomer("other").enrolment("").defaultCertificates},
        {"self-signed", {strangerRoot}},
        {"unknown maker", {with([](auto&) {}, strangerRoot, stranger), strangerRoot}},
        {"expired", fromFactory([&](auto& c) { c.validity.notAfter = at - day; })},
        {"not yet valid", fromFactory([&](auto& c) { c.validity.notBefore = at + day; })},
        {"another purpose",
         fromFactory([&](auto& c) { c.purpose = Purpose::ClientAuthentication; })},
        {"an authority's", {factory}},
        {"without its issuer", {good.front()}},
        {"too long", longer},
        {"not a certificate", {Bytes(40, 0x30)}}};
    for (const auto& [defect, chain] : defects) {
        auto request = machine.enrolment(code());
        request.defaultCertificates = chain;
        const auto refused = begin(machine, request);
        ASSERT_FALSE(refused) << defect;
        EXPECT_EQ(refused.error().code, FailureCode::ChipNotTrusted) << defect;
        EXPECT_EQ(m_status, 403) << defect;
    }
    EXPECT_TRUE(begin(machine, machine.enrolment(code())));
}

TEST_F(EnrolmentTest, KeysThatAreNotMadeAfterTheTemplatesAreRefused) {
    const auto machine = newcomer("chip");
    const auto spoilt = [&](Bytes protocol::EnrolmentRequest::* area) {
        auto request = machine.enrolment(code());
        auto& octets = request.*area;
        octets.at(7) ^= 0x04;  // an attribute
        return begin(machine, request).error().code;
    };
    EXPECT_EQ(spoilt(&protocol::EnrolmentRequest::endorsement), FailureCode::ChipNotTrusted);
    EXPECT_EQ(spoilt(&protocol::EnrolmentRequest::attestation), FailureCode::ChipNotTrusted);
    EXPECT_EQ(spoilt(&protocol::EnrolmentRequest::storage), FailureCode::ChipNotTrusted);
    EXPECT_EQ(spoilt(&protocol::EnrolmentRequest::identity), FailureCode::ChipNotTrusted);
}

// Keys made elsewhere, all in order among each other, under the default certificate of a real chip.
TEST_F(EnrolmentTest, TheAttestationKeyMustLiveInTheCertifiedChip) {
    const auto victim = newcomer("victim"), other = newcomer("other");
    auto request = other.enrolment(code());
    const auto borrowed = victim.enrolment("");
    request.defaultCertificates = borrowed.defaultCertificates;
    request.endorsement = borrowed.endorsement;
    const auto challenge = begin(other, request).value();
    EXPECT_FALSE(victim.chip->activate(challenge.credential)) << "nobody can open it";
    EXPECT_FALSE(other.chip->activate(challenge.credential));
    using crypto::tpm2::Role;
    const protocol::EnrolmentProof guess{
        challenge.session, Bytes(32, 0x00),
        other.chip->certify(Role::Identity, challenge.nonce).value(),
        other.chip->certify(Role::Storage, challenge.nonce).value(), other.now()};
    EXPECT_EQ(prove(other, guess).error().code, FailureCode::ChipNotTrusted);
    EXPECT_EQ(prove(other, guess).error().code, FailureCode::EnrolmentCodeInvalid)
        << "one try for a session";
    EXPECT_EQ(audited(kEnrolled), 0U);
    EXPECT_EQ(audited(kEnrolmentRefused), 1U) << "what anybody can say fills no trail";
}

TEST_F(EnrolmentTest, EachStatementMustBeOfThisChipAndThisSession) {
    const auto machine = newcomer("chip"), other = newcomer("other");
    using Spoil = std::function<void(protocol::EnrolmentProof&, const Bytes& nonce)>;
    using crypto::tpm2::Role;
    const std::map<std::string, Spoil> defects{
        {"identity of another chip",
         [&](auto& proof, const Bytes& nonce) {
             proof.identity = other.chip->certify(Role::Identity, nonce).value();
         }},
        {"storage of another chip",
         [&](auto& proof, const Bytes& nonce) {
             proof.storage = other.chip->certify(Role::Storage, nonce).value();
         }},
        {"another nonce",
         [&](auto& proof, const Bytes&) {
             proof.identity = machine.chip->certify(Role::Identity, Bytes(32, 0x11)).value();
         }},
        {"one for the other",
         [&](auto& proof, const Bytes&) { std::swap(proof.identity, proof.storage); }},
        {"a signature that doesn't fit",
         [&](auto& proof, const Bytes&) { proof.storage.signature.back() ^= 0x01; }}};
    for (const auto& [defect, spoil] : defects) {
        const auto challenge = begin(machine, machine.enrolment(code())).value();
        auto proof = machine.proof(challenge);
        spoil(proof, challenge.nonce);
        const auto refused = prove(machine, proof);
        ASSERT_FALSE(refused) << defect;
        EXPECT_EQ(refused.error().code, FailureCode::ChipNotTrusted) << defect;
    }
    EXPECT_EQ(audited(kEnrolled), 0U);
    EXPECT_EQ(audited(kEnrolmentRefused, "chip.not_trusted"), defects.size());
}

TEST_F(EnrolmentTest, WhoAsksHoldsTheIdentityKeyAndKnowsTheTime) {
    const auto machine = newcomer("chip"), other = newcomer("other");
    auto request = machine.enrolment(code());
    EXPECT_EQ(begin(other, request).error().code, FailureCode::PermissionDenied);
    request.time = "2020-01-01T00:00:00.000Z";
    EXPECT_EQ(begin(machine, request).error().code, FailureCode::ClockWrong);
    EXPECT_EQ(exchange("POST", "/v1/enrolment", "nothing")->status, 400);
    EXPECT_EQ(exchange("GET", "/v1/enrolment")->status, 405);
}

TEST_F(EnrolmentTest, WithoutTheSettingNobodyEnrols) {
    const auto machine = newcomer("chip");
    const auto body = machine.sign(machine.enrolment("4K7P-XQ2M-9TRA"));
    restart("config.json");
    EXPECT_EQ(exchange("POST", "/v1/enrolment", body)->status, 404);
}

TEST_F(EnrolmentTest, CertificatesThatDoNotBelongTogetherAreSaidAtTheStart) {
    m_backend.reset();
    using Spoil = std::function<void(backend::EnrolmentConfig&)>;
    const std::map<std::string, Spoil> mistakes{
        {"answerCertificates",
         [](auto& config) {
             std::swap(config.answerCertificates, config.distributorCertificates);
         }},
        {"distributorCertificates",
         [](auto& config) { config.distributorKey = Authorities::newKey(); }},
        {"issuerCertificates", [](auto& config) { config.issuerKey = Authorities::newKey(); }},
        {"storage",
         [](auto& config) { config.keyModule.storageKeyFile = "/nowhere/storage.hex"; }}};
    for (const auto& [setting, spoil] : mistakes) {
        auto config = m_installation.config("enrolling.json");
        spoil(*config.enrolment);
        const auto started = backend::Backend::start(std::move(config), m_time, m_log);
        ASSERT_FALSE(started) << setting;
        EXPECT_EQ(started.error().code, FailureCode::NotConfigured) << setting;
        EXPECT_NE(started.error().detail.find(setting), std::string::npos)
            << started.error().detail;
    }
}

TEST_F(EnrolmentTest, AWrongSettingIsNamed) {
    std::ifstream file(m_installation.file("enrolling.json"));
    const std::string good(std::istreambuf_iterator<char>(file), {});
    const auto failureWith = [&](const std::string& from, const std::string& to) {
        auto text = good;
        m_installation.write("changed.json", text.replace(text.find(from), from.size(), to));
        const auto config = backend::loadConfig(m_installation.file("changed.json"));
        return config ? std::string("none") : config.error().detail;
    };
    EXPECT_EQ(failureWith("makers.pem", "issuer.key"), "enrolment.makers is no certificates");
    EXPECT_EQ(failureWith("730", "0"), "enrolment.certificateDays is wrong");
    EXPECT_EQ(failureWith("\"codeHours\"", "\"masterKeyDays\": 0, \"codeHours\""),
              "enrolment.masterKeyDays is wrong");
    EXPECT_EQ(failureWith("\"codeHours\"", "\"masterKeyDays\": 3650, \"codeHours\""), "none");
    EXPECT_EQ(failureWith("\"codeHours\"", "\"pinKeys\": \"none\", \"codeHours\""),
              "enrolment.pinKeys is wrong");
    for (const auto* kind : {"sign-on", "dukpt"})
        EXPECT_EQ(failureWith("\"codeHours\"",
                              "\"pinKeys\": \"" + std::string(kind) + "\", \"codeHours\""),
                  "none");
    EXPECT_NE(failureWith("\"storageKey\"", "\"wrong\"").find("keyModule.storageKey"),
              std::string::npos);
    EXPECT_NE(failureWith("\"codeHours\"", "\"hours\": 1, \"codeHours\"").find("hours"),
              std::string::npos);
    EXPECT_EQ(failureWith("\"makFile\"",
                          "\"masterKeyFile\": \"tmk.hex\", \"pinField\": \"format4\", \"makFile\""),
              "network.masterKeyFile is for PIN blocks of format 0 only");
    EXPECT_EQ(failureWith("\"storageKey\": \"storage.hex\"",
                          "\"pkcs11\": \"m.so\", \"token\": \"t\", \"pinFile\": \"p\""),
              "none");
}

// Of the two, neither disturbs the other.
TEST_F(EnrolmentTest, TerminalsOfTheConfigurationGoOnBesideTheRegister) {
    const auto machine = paying("chip");
    EXPECT_EQ(pay(machine)->state, PaymentState::Approved);
    EXPECT_EQ(authorise(Questions::newKey())->state, PaymentState::Approved);
    auto hello = machine.hello();
    hello.terminalId = Installation::kTerminalId;
    const auto body = crypto::jwsSign(Installation::kTerminalId, asBytes(protocol::encode(hello)),
                                      m_questions.signer().sign);
    const auto refused = exchange("POST", "/v1/keys/hello", body.value());
    EXPECT_EQ(protocol::decodeError(refused->body).code, FailureCode::NotEnrolled);
}

}  // namespace
}  // namespace tappay::test
