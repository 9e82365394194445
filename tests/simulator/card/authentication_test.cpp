// The certificate chain and the signatures of the cards that setup makes, checked here from the
// books' definitions (EMV Book 2, chapters 5 and 6) and with nothing but the public operation.

#include <gtest/gtest.h>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "base/pan.h"
#include "crypto/ec.h"
#include "crypto/hash.h"
#include "simulator/perso/card_plan.h"
#include "simulator/perso/setup.h"
#include "terminal_side.h"
#include "tlv/tlv.h"

namespace tappay::test {
namespace {

using namespace simulator;

class World : public testing::Test {
protected:
    static void SetUpTestSuite() {
        s_directory = std::make_unique<TemporaryDirectory>();
        crypto::SystemRandom random;
        const auto start = std::chrono::steady_clock::now();
        ASSERT_TRUE(setUpWorld(s_directory->path("sim"), random));
        std::printf("setup: %lld ms\n",
                    static_cast<long long>(std::chrono::duration_cast<std::chrono::milliseconds>(
                                               std::chrono::steady_clock::now() - start)
                                               .count()));
    }
    static void TearDownTestSuite() { s_directory.reset(); }

    static QJsonObject json(const std::string& name) {
        QFile file(QString::fromStdString(s_directory->path("sim/" + name)));
        EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << name;
        return QJsonDocument::fromJson(file.readAll()).object();
    }
    static Bytes octets(const QJsonObject& object, const char* member) {
        return hex(object[QLatin1String(member)].toString().toStdString());
    }
    static CardProfile profile(const std::string& name) {
        return loadProfile(s_directory->path("sim/cards/" + name + ".json")).value();
    }
    // The key that the terminal has for this application's scheme.
    static crypto::RsaPublicKey authority(std::string_view aid = "A000000333") {
        for (const auto& entry : json("parameters.json")[QLatin1String("caKeys")].toArray()) {
            const auto key = entry.toObject();
            const auto rid = key[QLatin1String("rid")].toString().toStdString();
            if (aid.starts_with(rid) && key.contains(QLatin1String("modulus")))
                return {octets(key, "modulus"), octets(key, "exponent")};
        }
        return {};
    }

    static std::unique_ptr<TemporaryDirectory> s_directory;
};

std::unique_ptr<TemporaryDirectory> World::s_directory;

Bytes valueOf(const CardProfile& card, RecordAddress address, tlv::Tag tag) {
    const auto found = tlv::findDeep(card.applications[0].records.at(address), tag);
    return found ? Bytes(found->begin(), found->end()) : Bytes();
}

// What a signature recovers to, when its frame and hash are right.
std::optional<Bytes> recover(const crypto::RsaPublicKey& key, ByteView signature, ByteView rest) {
    const auto clear = crypto::rsaRecover(key, signature);
    if (!clear || clear->front() != 0x6A || clear->back() != 0xBC) return std::nullopt;
    const auto inside = ByteView(*clear).subspan(1, clear->size() - 22);
    const auto hash = ByteView(*clear).subspan(clear->size() - 21, 20);
    if (!std::ranges::equal(crypto::sha1(concat({inside, rest})), hash)) return std::nullopt;
    return Bytes(inside.begin(), inside.end());
}

// Where a chain of certificates stands, and the AIP that goes with it.
struct Chain {
    RecordAddress staticData, issuer, card;
    Bytes aip;
};

Chain insertedChain(const CardProfile& card) {
    return {{2, 1}, {2, 3}, {2, 4}, card.applications[0].aip};
}
Chain tappedChain(const CardProfile& card) {
    return {{3, 1}, {3, 2}, {3, 3}, card.applications[0].contactless->aip};
}

Bytes staticDataOf(const CardProfile& card, const Chain& chain) {
    const auto& record = card.applications[0].records.at(chain.staticData);
    return concat({tlv::parseTemplate(record, 0x70).value().value, chain.aip});
}

std::optional<crypto::RsaPublicKey> issuerKeyOf(const CardProfile& card, const Chain& chain,
                                                const crypto::RsaPublicKey& authority) {
    const auto rest = valueOf(card, chain.issuer, 0x92);
    const auto exponent = valueOf(card, chain.issuer, 0x9F32);
    const auto inside =
        recover(authority, valueOf(card, chain.issuer, 0x90), concat({rest, exponent}));
    const auto prefix = toHex(valueOf(card, chain.staticData, 0x5A)).substr(0, 6);
    if (!inside || toHex(ByteView(*inside).first(5)) != "02" + prefix + "FF") return std::nullopt;
    return crypto::RsaPublicKey{concat({ByteView(*inside).subspan(14), rest}), exponent};
}

std::optional<crypto::RsaPublicKey> cardKeyOf(const CardProfile& card, const Chain& chain,
                                              const crypto::RsaPublicKey& issuer) {
    const auto rest = valueOf(card, chain.card, 0x9F48);
    const auto exponent = valueOf(card, chain.card, 0x9F47);
    const auto inside = recover(issuer, valueOf(card, chain.card, 0x9F46),
                                concat({rest, exponent, staticDataOf(card, chain)}));
    if (!inside) return std::nullopt;
    const auto pan = valueOf(card, chain.staticData, 0x5A);
    if (!std::ranges::equal(ByteView(*inside).subspan(1, pan.size()), pan)) return std::nullopt;
    return crypto::RsaPublicKey{concat({ByteView(*inside).subspan(20), rest}), exponent};
}

TEST_F(World, ChainHoldsForEveryCardButTheBrokenOne) {
    EXPECT_EQ(authority().modulus.size() * 8, 1408U);
    for (const auto& plan : cardPlans()) {
        if (plan.name == "transit") continue;  // of no scheme that the terminal knows
        const auto card = profile(plan.name);
        const auto chain = insertedChain(card);
        const auto issuer = issuerKeyOf(card, chain, authority(plan.aid));
        ASSERT_TRUE(issuer) << plan.name;
        EXPECT_EQ(issuer->modulus.size() * 8, 1152U);
        if (!card.applications[0].icc) {
            // Static data: the issuer's own signature over it.
            const auto inside =
                recover(*issuer, valueOf(card, chain.card, 0x93), staticDataOf(card, chain));
            ASSERT_TRUE(inside) << plan.name;
            EXPECT_EQ(toHex(ByteView(*inside).first(5)), "0301DAC1BB");
            continue;
        }
        const auto own = cardKeyOf(card, chain, *issuer);
        EXPECT_EQ(own.has_value(), !plan.damagedCertificate) << plan.name;
        if (own) {
            EXPECT_EQ(own->modulus, card.applications[0].icc->publicKey.modulus) << plan.name;
        }
    }
}

TEST_F(World, ChainHoldsForTappedCards) {
    for (const auto& plan : cardPlans()) {
        if (!plan.tap || plan.name == "transit") continue;
        const auto card = profile(plan.name);
        const auto issuer = issuerKeyOf(card, tappedChain(card), authority(plan.aid));
        ASSERT_TRUE(issuer) << plan.name;
        const auto own = cardKeyOf(card, tappedChain(card), *issuer);
        ASSERT_TRUE(own) << plan.name;
        EXPECT_EQ(own->modulus, card.applications[0].icc->publicKey.modulus) << plan.name;
        // One short answer each.
        for (const auto& [address, record] : card.applications[0].records)
            EXPECT_LE(record.size(), 256U) << plan.name << address.first << "." << address.second;
    }
}

// JR/T 0025.17: what is signed stands in clear before the signature.
bool signedBy(ByteView point, ByteView whole, ByteView alsoSigned) {
    const auto verifier =
        crypto::EcVerifier::create({crypto::Curve::Sm2, Bytes(point.begin(), point.end())});
    const auto clear = whole.first(whole.size() - 64);
    return verifier && verifier->verifySm2(concat({clear, alsoSigned}), whole.last(64));
}

TEST_F(World, NationalChainHolds) {
    const auto card = profile("sm");
    Bytes point;
    for (const auto& entry : json("ca.json")[QLatin1String("caKeys")].toArray())
        if (entry.toObject().contains(QLatin1String("point")))
            point = octets(entry.toObject(), "point");
    const auto& national = *card.applications[0].national;
    const auto own =
        crypto::EcPrivateKey::fromScalar(crypto::Curve::Sm2, national.iccScalar).value();
    const Chain chains[] = {{{4, 1}, {4, 3}, {4, 4}, national.aip},
                            {{5, 1}, {5, 2}, {5, 3}, national.contactlessAip}};
    for (const auto& chain : chains) {
        EXPECT_EQ(toHex(valueOf(card, chain.issuer, 0x8F)), "F1");
        const auto issuer = valueOf(card, chain.issuer, 0x90);
        ASSERT_EQ(issuer.size(), 142U);
        EXPECT_EQ(toHex(ByteView(issuer).first(5)), "12622848FF");
        EXPECT_EQ(toHex(ByteView(issuer).subspan(10, 4)), "04001140");
        EXPECT_TRUE(signedBy(point, issuer, {}));
        const auto certificate = valueOf(card, chain.card, 0x9F46);
        ASSERT_EQ(certificate.size(), 148U);
        EXPECT_TRUE(
            signedBy(ByteView(issuer).subspan(14, 64), certificate, staticDataOf(card, chain)));
        EXPECT_EQ(toHex(ByteView(certificate).subspan(20, 64)), toHex(own.publicKey().point));
    }
}

TEST_F(World, NationalDynamicSignature) {
    auto card = profile("sm");
    const auto own = crypto::EcPrivateKey::fromScalar(crypto::Curve::Sm2,
                                                      card.applications[0].national->iccScalar)
                         .value();
    auto state = freshState(card);
    TerminalSide terminal(std::move(card), std::move(state));
    ASSERT_EQ(terminal.select(), 0x9000);
    const auto begun = terminal.send(apdu::getProcessingOptions(hex("00000000012300015601")));
    EXPECT_EQ(toHex(begun.data), "770E82023C0094080801010020010401");
    const auto answer = terminal.send(apdu::internalAuthenticate(hex("A1B2C3D4")));
    const auto signature = tlv::findDeep(answer.data, 0x9F4B);
    ASSERT_TRUE(signature);
    EXPECT_EQ(toHex(signature->first(3)), "150908");
    EXPECT_TRUE(signedBy(own.publicKey().point, *signature, hex("A1B2C3D4")));
}

TEST_F(World, DynamicSignature) {
    auto card = profile("credit");
    const auto key = card.applications[0].icc->publicKey;
    auto state = freshState(card);
    TerminalSide terminal(std::move(card), std::move(state));
    ASSERT_EQ(terminal.select("A000000333010102"), 0x9000);
    ASSERT_EQ(terminal.send(apdu::getProcessingOptions({})).sw, 0x9000);
    const auto unpredictable = hex("A1B2C3D4");
    const auto answer = terminal.send(apdu::internalAuthenticate(unpredictable));
    ASSERT_EQ(answer.sw, 0x9000);
    const auto signature = tlv::parseTemplate(answer.data, 0x80).value().value;
    const auto inside = recover(key, signature, unpredictable);
    ASSERT_TRUE(inside);
    EXPECT_EQ(toHex(ByteView(*inside).first(4)), "05010908");
    EXPECT_EQ(inside->at(12), 0xBB);
    EXPECT_FALSE(recover(key, signature, hex("A1B2C3D5")));
    EXPECT_EQ(terminal.send(apdu::internalAuthenticate(hex("A1"))).sw, 0x6700);
}

TEST_F(World, CombinedSignatureCoversTheWholeTransaction) {
    auto card = profile("debit");
    const auto key = card.applications[0].icc->publicKey;
    auto state = freshState(card);
    TerminalSide terminal(std::move(card), std::move(state));
    const auto pdolData = hex("000000000123000156");
    ASSERT_EQ(terminal.select(), 0x9000);
    ASSERT_EQ(terminal.send(apdu::getProcessingOptions(pdolData)).sw, 0x9000);
    const auto cdolData = concat({hex(kVectorCdol1), hex("120000"), Bytes(20, 0x20)});
    const auto answer = terminal.send(apdu::generateAc(0x90, cdolData));
    ASSERT_EQ(answer.sw, 0x9000);
    const auto content = tlv::parseTemplate(answer.data, 0x77).value().value;
    const auto items = tlv::parse(content).value();
    EXPECT_FALSE(tlv::find(items, 0x9F26));
    Bytes others;
    for (const auto& item : items)
        if (item.tag != 0x9F4B) append(others, item.whole);
    const auto inside = recover(key, *tlv::find(items, 0x9F4B), hex("A1B2C3D4"));
    ASSERT_TRUE(inside);
    EXPECT_EQ(toHex(ByteView(*inside).first(4)), "05012608");
    EXPECT_EQ(inside->at(12), 0x80);
    const auto hash = crypto::sha1(concat({pdolData, cdolData, others}));
    EXPECT_TRUE(std::ranges::equal(ByteView(*inside).subspan(21, 20), hash));
}

TEST_F(World, NumbersAreSyntheticAndValid) {
    for (const auto& plan : cardPlans()) {
        const bool national = plan.aid.starts_with("A000000333") || plan.name == "transit";
        EXPECT_EQ(plan.pan.size(), national ? 19U : 16U);
        const char* other = plan.aid.starts_with("A000000003") ? "400000" : "520000";
        EXPECT_TRUE(plan.pan.starts_with(national ? "622848" : other)) << plan.name;
        EXPECT_TRUE(luhnValid(plan.pan)) << plan.name;
    }
}

TEST_F(World, FilesSayWhatTheContractSays) {
    const auto parameters = json("parameters.json");
    const auto aid = parameters[QLatin1String("aids")].toArray()[0].toObject();
    EXPECT_EQ(aid[QLatin1String("aid")].toString(), QStringLiteral("A000000333010101"));
    const auto key = parameters[QLatin1String("caKeys")].toArray()[0].toObject();
    EXPECT_EQ(crypto::sha1(concat({octets(key, "rid"), octets(key, "index"), octets(key, "modulus"),
                                   octets(key, "exponent")})),
              octets(key, "sha1"));
    EXPECT_FALSE(key.contains(QLatin1String("der")));
    const auto issuers = json("issuers.json");
    EXPECT_EQ(issuers[QLatin1String("accounts")].toArray().size(),
              qsizetype(cardPlans().size()));  // without "transit", with both of "two-applications"
    const auto account = issuers[QLatin1String("accounts")].toArray()[2].toObject();
    EXPECT_EQ(account[QLatin1String("status")].toString(), QStringLiteral("expired"));
    EXPECT_EQ(account[QLatin1String("expiry")].toString(), QStringLiteral("2012"));
}

}  // namespace
}  // namespace tappay::test
