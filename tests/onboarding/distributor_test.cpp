// A distributor of master keys that does one thing wrong: the terminal's side of the dance.
#include "crypto/jose.h"
#include "onboarding/onboarding_fixture.h"
#include "terminal/onboarding/enrol.h"
#include "terminal/onboarding/master_key.h"

namespace tappay::test {
namespace {

using chip::Slot;

// Changes the payload of one kind of answer and signs it again.
class ForgingLine final : public CuttingLine {
public:
    using Spoil = std::function<std::string(const std::string& payload)>;
    using CuttingLine::CuttingLine;

    void forge(std::string path, Spoil spoil, const Key& signer) {
        m_path = std::move(path);
        m_spoil = std::move(spoil);
        m_signer = &signer;
    }
    Result<std::string> ask(const std::string& path, const std::string& body,
                            const Deadline& deadline) override {
        auto answer = CuttingLine::ask(path, body, deadline);
        if (!answer || path != m_path) return answer;
        TAPPAY_TRY(parts, crypto::jwsParse(*answer));
        return crypto::jwsSign(parts.kid, asBytes(m_spoil(toText(parts.payload))),
                               [this](ByteView message) { return m_signer->signEcdsa(message); });
    }

private:
    std::string m_path;
    Spoil m_spoil;
    const Key* m_signer = nullptr;
};

class DistributorTest : public OnboardingTest {
protected:
    void SetUp() override {
        OnboardingTest::SetUp();
        line = std::make_unique<ForgingLine>(
            link::connectBackEnd({"https://localhost:" + std::to_string(m_backend->port()),
                                  certificatesIn("ca.pem")},
                                 *m_chip, m_systemRandom, m_log),
            Cut{});
        m_chip->makeKeys().value();
        enrolment = terminal::enrol(
                        tools(), m_chip->factory().value(), code(),
                        [](const auto&) { return Result<void>(); }, soon())
                        .value();
    }
    [[nodiscard]] terminal::OnboardingTools tools() const { return {*line, *m_chip, m_time}; }
    static Deadline soon() { return Deadline::in(std::chrono::seconds(10)); }
    Result<terminal::MasterKey> fetch(Slot slot) {
        m_time.advance(std::chrono::milliseconds(2));  // no two hellos at one time
        return terminal::fetchMasterKey(tools(), *enrolment, m_chip->factory()->authority, slot,
                                        m_systemRandom, soon());
    }
    std::string inUse() {
        return toHex(m_chip->derive(Slot::A, protocol::checkValueContext())->view());
    }
    void expectRefused(const char* path, const ForgingLine::Spoil& spoil, const Key& signer,
                       FailureCode code, const char* defect) {
        SCOPED_TRACE(defect);
        const auto before = inUse();
        line->forge(path, spoil, signer);
        const auto key = fetch(Slot::B);
        ASSERT_FALSE(key);
        EXPECT_EQ(key.error().code, code) << key.error().detail;
        EXPECT_EQ(inUse(), before);
        EXPECT_FALSE(m_chip->holds(Slot::B).value());
        EXPECT_EQ(audited("key_acknowledged"), 1U);
    }

    std::unique_ptr<ForgingLine> line;
    std::optional<terminal::Enrolment> enrolment;
};

template <typename Message>
ForgingLine::Spoil changed(Result<Message> (*decode)(std::string_view), void (*change)(Message&)) {
    return [=](const std::string& payload) {
        auto message = decode(payload).value();
        change(message);
        return protocol::encode(message);
    };
}

ForgingLine::Spoil asItIs() {
    return [](const std::string& payload) { return payload; };
}

TEST_F(DistributorTest, EachDefectOfAKeyIsRefusedAndTheOldOneStays) {
    using protocol::KeyDelivery;
    using enum FailureCode;
    ASSERT_TRUE(fetch(Slot::A));
    const struct {
        const char* defect;
        void (*change)(KeyDelivery&);
        FailureCode code;
    } defects[] = {
        {"check value", [](KeyDelivery& it) { it.checkValue.back() ^= 0x01; }, KeyRejected},
        {"another question's", [](KeyDelivery& it) { it.challenge.back() ^= 0x01; },
         HostAnswerInvalid},
        {"another terminal's", [](KeyDelivery& it) { it.terminalId = kOther; }, HostAnswerInvalid},
        {"another certificate's", [](KeyDelivery& it) { it.receiver.back() ^= 0x01; },
         HostAnswerInvalid},
        {"damaged", [](KeyDelivery& it) { it.key.duplicate.back() ^= 0x01; }, CryptoFailed}};
    for (const auto& [defect, change, code] : defects)
        expectRefused("/v1/keys/request", changed(protocol::decodeKeyDelivery, change),
                      m_authorities.distributorKey(), code, defect);
    const Key stranger = Authorities::newKey();
    expectRefused("/v1/keys/request", asItIs(), stranger, HostAnswerInvalid,
                  "signed by a stranger");
    line->forge("", asItIs(), stranger);
    EXPECT_TRUE(fetch(Slot::B)) << "and then a good one";
}

// Only who has shown the right certificate is asked for a key.
TEST_F(DistributorTest, EachDefectOfAnOfferIsRefusedBeforeAKeyIsAskedFor) {
    using protocol::KeyOffer;
    ASSERT_TRUE(fetch(Slot::A));
    const auto delivered = audited("key_delivered");
    const struct {
        const char* defect;
        void (*change)(KeyOffer&);
    } defects[] = {{"another hello's", [](KeyOffer& it) { it.nonce.back() ^= 0x01; }},
                   {"another terminal's", [](KeyOffer& it) { it.terminalId = kOther; }},
                   {"another's certificates", [](KeyOffer& it) { it.certificates.pop_back(); }}};
    for (const auto& [defect, change] : defects)
        expectRefused("/v1/keys/hello", changed(protocol::decodeKeyOffer, change),
                      m_authorities.distributorKey(), FailureCode::HostAnswerInvalid, defect);
    expectRefused("/v1/keys/hello", asItIs(), Authorities::newKey(), FailureCode::HostAnswerInvalid,
                  "signed by a stranger");
    EXPECT_EQ(audited("key_delivered"), delivered);
}

}  // namespace
}  // namespace tappay::test
