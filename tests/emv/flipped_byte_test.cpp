#include <gtest/gtest.h>

#include "emv/sm2_chain.h"
#include "emv/trial.h"

// One wrong byte anywhere in what offline data authentication covers is found, whatever method and
// algorithm, and the card never gets an approval that the issuer was not asked for.
namespace tappay::emv::test {
namespace {

struct Method {
    const char* aip;
    std::uint8_t failed;  // bit of the first octet of the TVR
};
constexpr Method kSda{"5C00", 0x40};
constexpr Method kDda{"7C00", 0x08};
constexpr Method kCda{"7D00", 0x04};
constexpr std::array kMethods{kSda, kDda, kCda};
constexpr std::uint8_t kAnyOda = 0xCC;  // not performed, SDA, DDA or CDA failed

// An issuer that can't be reached, and a terminal that approves offline only what is authentic.
Trial offlineTrial(const KeyChain& chain, const Method& method) {
    Trial trial;
    trial.makeOffline();
    trial.application().tacOnline = trial.application().tacDefault = actionCode("CC00000000");
    trial.host.answer = fail(FailureCode::HostUnreachable);
    trial.parameters.caKeys = {chain.caKey()};
    chain.issue(trial.card, method.aip);
    if (method.failed == kSda.failed) chain.signStatically(trial.card, method.aip);
    chain.answerDda(trial.card);
    chain.answerCda(trial.card, "80AE50", "40");
    return trial;
}

// Every bit gets its turn.
std::uint8_t maskFor(std::size_t position) {
    return static_cast<std::uint8_t>(1U << (position % 8));
}

void flip(Bytes& octets, std::size_t position) {
    octets[position] ^= maskFor(position);
}

// Flips one octet of the answers to commands with this prefix.
class TamperedCard final : public apdu::Card {
public:
    TamperedCard(ModelCard& card, std::string prefix, std::size_t position)
        : m_card(card), m_prefix(std::move(prefix)), m_position(position) {}

    Result<apdu::Response> transmit(const apdu::Command& command) override {
        auto answer = m_card.transmit(command);
        if (!answer || !toHex(command.encode()).starts_with(m_prefix)) return answer;
        length = answer->data.size();
        if (m_position < length) flip(answer->data, m_position);
        return answer;
    }
    [[nodiscard]] Bytes atr() const override { return m_card.atr(); }

    std::size_t length = 0;

private:
    ModelCard& m_card;
    std::string m_prefix;
    std::size_t m_position;
};

Outcome runWith(Trial& trial, apdu::Card& card) {
    return emv::run(trial.parameters, trial.transaction,
                    {card, trial.cardholder, trial.host, trial.clock, trial.random, {}});
}

class FlippedByte : public testing::TestWithParam<const KeyChain*> {
protected:
    const KeyChain& chain() const { return *GetParam(); }

    // Every octet of one object of the card.
    void flipObject(const Method& method, tlv::Tag tag, const std::string& hex) {
        const Bytes good = *fromHex(hex);
        for (std::size_t i = 0; i < good.size(); ++i) {
            Trial trial = offlineTrial(chain(), method);
            Bytes wrong = good;
            flip(wrong, i);
            trial.card.put(tag, toHex(wrong));
            const Outcome outcome = trial.run();
            EXPECT_FALSE(approved(outcome)) << method.aip << std::hex << tag << " octet " << i;
            EXPECT_NE(outcome.tvr[0] & method.failed, 0) << std::hex << tag << " octet " << i;
        }
    }
    // Every octet of the answers to one command. What no longer is a well-formed answer may end the
    // transaction instead.
    void flipAnswer(const Method& method, const std::string& prefix) {
        std::size_t length = 1;
        for (std::size_t i = 0; i < length; ++i) {
            Trial trial = offlineTrial(chain(), method);
            TamperedCard card(trial.card, prefix, i);
            const Outcome outcome = runWith(trial, card);
            length = card.length;
            EXPECT_FALSE(approved(outcome)) << method.aip << " " << prefix << " octet " << i;
            const bool found = !outcome.tvr.empty() && (outcome.tvr[0] & kAnyOda) != 0;
            const bool malformed =
                outcome.reason && outcome.reason->code == FailureCode::CardDataMalformed;
            const bool refused = outcome.decision == Decision::DeclinedByCard;
            EXPECT_TRUE(found || malformed || refused)
                << method.aip << " " << prefix << " octet " << i << " " << toHex(outcome.tvr);
        }
        EXPECT_GT(length, 1u) << prefix << " was never asked";
    }
    std::map<tlv::Tag, std::string> objectsOf(const Method& method) {
        std::map<tlv::Tag, std::string> objects;
        for (const auto& [place, list] : offlineTrial(chain(), method).card.records)
            for (const auto& [tag, value] : list)
                objects[tag] = toHex(value);
        return objects;
    }
};

TEST_P(FlippedByte, WithoutOneTheCardIsApproved) {
    for (const Method& method : kMethods) {
        Trial trial = offlineTrial(chain(), method);
        EXPECT_EQ(trial.run().decision, Decision::ApprovedOffline) << method.aip;
        EXPECT_EQ(trial.host.asked, 0);
    }
}

TEST_P(FlippedByte, OfCertificatesAndSignedData) {
    for (const Method& method : kMethods)
        for (const auto& [tag, value] : objectsOf(method)) {
            const bool always = tag == tag::kCaKeyIndex || tag == tag::kIssuerCertificate ||
                                tag == tag::kIssuerRemainder || tag == tag::kIssuerExponent ||
                                tag == tag::kStaticDataTagList;
            const bool ofTheCard = tag == tag::kIccCertificate || tag == tag::kIccRemainder ||
                                   tag == tag::kIccExponent;
            const bool sda = method.failed == kSda.failed;
            if (always || (sda ? tag == tag::kSignedStaticData : ofTheCard))
                flipObject(method, tag, value);
        }
}

TEST_P(FlippedByte, OfSignedRecordAndInterchangeProfile) {
    for (const Method& method : kMethods) {
        flipAnswer(method, "00B2010C");
        // AIP: the octets after the headers of 77 and 82
        for (const std::size_t position : {4U, 5U}) {
            Trial trial = offlineTrial(chain(), method);
            TamperedCard card(trial.card, "80A8", position);
            const Outcome outcome = runWith(trial, card);
            EXPECT_FALSE(approved(outcome)) << method.aip << " " << position;
            EXPECT_NE(outcome.tvr[0] & kAnyOda, 0) << method.aip << " " << position;
        }
    }
}

TEST_P(FlippedByte, OfDynamicSignatures) {
    flipAnswer(kDda, "0088");
    flipAnswer(kCda, "80AE50");
}

TEST_P(FlippedByte, OfTheTerminalsOwnKey) {
    const auto failsWith = [&](const Method& method, const CaKey& key) {
        Trial trial = offlineTrial(chain(), method);
        trial.parameters.caKeys = {key};
        const Outcome outcome = trial.run();
        return !approved(outcome) && (outcome.tvr[0] & method.failed) != 0;
    };
    const auto flipAll = [&](const Method& method, auto member) {
        CaKey key = chain().caKey();
        for (std::size_t i = 0; i < member(key).size(); ++i) {
            CaKey wrong = key;
            flip(member(wrong), i);
            EXPECT_TRUE(failsWith(method, wrong)) << method.aip << " octet " << i;
        }
    };
    for (const Method& method : kMethods) {
        flipAll(method, [](CaKey& key) -> Bytes& { return key.rid; });
        if (isSm2(chain().caKey().key)) {
            flipAll(method,
                    [](CaKey& key) -> Bytes& { return std::get<Sm2PublicKey>(key.key).point; });
            continue;
        }
        using Rsa = crypto::RsaPublicKey;
        flipAll(method, [](CaKey& key) -> Bytes& { return std::get<Rsa>(key.key).modulus; });
        flipAll(method, [](CaKey& key) -> Bytes& { return std::get<Rsa>(key.key).exponent; });
    }
}

INSTANTIATE_TEST_SUITE_P(Rsa, FlippedByte,
                         testing::Values<const KeyChain*>(&Chain::withRemainders()));
INSTANTIATE_TEST_SUITE_P(Sm2, FlippedByte, testing::Values<const KeyChain*>(&Sm2Chain::instance()));

}  // namespace
}  // namespace tappay::emv::test
