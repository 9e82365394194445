#include "simulator/perso/setup.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <filesystem>
#include <future>
#include <vector>

#include "crypto/hash.h"
#include "simulator/card/state.h"
#include "simulator/perso/card_maker.h"
#include "simulator/perso/certification.h"

namespace tappay::simulator {
namespace {

// Lengths as the largest that fit in one record each (EMV Book 2, annex B2.1 allows up to 1984).
constexpr std::size_t kAuthorityBits = 1408, kIssuerBits = 1152, kCardBits = 1024;
constexpr std::uint32_t kExponent = 3;
constexpr const char* kRid = "A000000333";
constexpr const char* kAuthorityExpiry = "20401231";
constexpr const char* kIssuerCertificateExpiry = "1235";

QString text(std::string_view value) {
    return QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size()));
}
QString hex(ByteView bytes) {
    return text(toHex(bytes));
}

Result<void> writeJson(const std::string& path, const QJsonObject& object) {
    QSaveFile file(text(path));
    if (!file.open(QIODevice::WriteOnly) || file.write(QJsonDocument(object).toJson()) < 0 ||
        !file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) || !file.commit())
        return fail(FailureCode::StorageFull, path);
    return {};
}

// The modulus has to exceed a number that begins with 6A.
Result<crypto::RsaPrivateKey> makeKey(std::size_t bits) {
    while (true) {
        TAPPAY_TRY(key, crypto::rsaGenerate(bits, kExponent));
        if (key.publicKey.modulus.size() == bits / 8 && key.publicKey.modulus[0] > 0x6A) return key;
    }
}

QJsonObject authorityKey(const crypto::RsaPublicKey& key) {
    const Bytes index{kAuthorityKeyIndex};
    const auto rid = fromHex(kRid).value_or(Bytes());
    return {{"rid", kRid},
            {"index", hex(index)},
            {"modulus", hex(key.modulus)},
            {"exponent", hex(key.exponent)},
            {"expiry", kAuthorityExpiry},
            {"sha1", hex(crypto::sha1(concat({rid, index, key.modulus, key.exponent})))}};
}

// The terminal's settings for one application. The codes are those usual for this scheme, except
// that a card whose signature is wrong is refused at once.
QJsonObject applicationParameters(const char* aid) {
    return {{"aid", aid},
            {"partialMatch", true},
            {"version", "0030"},
            {"tacDefault", "DC4000A800"},
            {"tacDenial", "0C10000000"},
            {"tacOnline", "DC4004F800"},
            {"floorLimit", "0.00"},
            {"randomThreshold", "0.00"},
            {"randomTarget", 99},
            {"randomTargetMax", 99},
            {"defaultDdol", "9F3704"},
            {"onlinePin", true}};
}

QJsonObject account(const CardPlan& plan) {
    QJsonObject object{{"pan", text(plan.pan)},
                       {"panSequence", kPanSequence},
                       {"expiry", text(plan.expiry.substr(0, 4))},
                       {"pin", kPin},
                       {"balance", text(plan.balance)},
                       {"currency", "CNY"},
                       {"singleLimit", text(plan.singleLimit)},
                       {"status", text(plan.accountStatus)}};
    if (plan.wrongPins > 0) object[QLatin1String("wrongPins")] = plan.wrongPins;
    return object;
}

Result<void> writeIssuers(const std::string& directory, const Issuer& issuer) {
    QJsonArray accounts;
    for (const auto& plan : cardPlans())
        accounts.append(account(plan));
    const QJsonObject bank{{"name", "Test Bank"},
                           {"prefix", kIssuerPrefix},
                           {"imkAc", hex(issuer.imkAc)},
                           {"imkMac", hex(issuer.imkMac)},
                           {"imkEnc", hex(issuer.imkEnc)}};
    return writeJson(directory + "/issuers.json",
                     {{"issuers", QJsonArray{bank}}, {"accounts", accounts}});
}

Result<void> writeAuthority(const std::string& directory, const crypto::RsaPrivateKey& authority) {
    auto secret = authorityKey(authority.publicKey);
    secret[QLatin1String("der")] = hex(authority.der.view());
    TAPPAY_CHECK(writeJson(directory + "/ca.json", secret));
    const QJsonArray applications{applicationParameters("A000000333010101"),
                                  applicationParameters("A000000333010102"),
                                  applicationParameters("A000000333010103")};
    return writeJson(
        directory + "/parameters.json",
        {{"aids", applications}, {"caKeys", QJsonArray{authorityKey(authority.publicKey)}}});
}

Bytes masterKey(Random& random) {
    Bytes key(16);
    random.fill(key);
    return key;
}

Result<void> writeCard(const std::string& directory, const CardPlan& plan, const Issuer& issuer,
                       crypto::RsaPrivateKey iccKey) {
    TAPPAY_TRY(card, makeCard(plan, issuer, std::move(iccKey)));
    const auto path = directory + "/cards/" + plan.name + ".json";
    std::error_code ignored;
    std::filesystem::remove(statePathOf(path), ignored);
    return saveProfile(card, path);
}

}  // namespace

Result<void> setUpWorld(const std::string& directory, Random& random) {
    std::error_code error;
    std::filesystem::create_directories(directory + "/cards", error);
    if (error) return fail(FailureCode::StorageFull, directory);

    // Finding primes is all the time this takes, so all keys are looked for at once.
    auto authorityFuture = std::async(std::launch::async, makeKey, kAuthorityBits);
    auto issuerFuture = std::async(std::launch::async, makeKey, kIssuerBits);
    std::vector<std::future<Result<crypto::RsaPrivateKey>>> iccFutures;
    for (std::size_t i = 0; i < cardPlans().size(); ++i)
        iccFutures.push_back(std::async(std::launch::async, makeKey, kCardBits));

    TAPPAY_TRY(authority, authorityFuture.get());
    TAPPAY_TRY(issuerKey, issuerFuture.get());
    TAPPAY_TRY(certificate, certifyIssuer(authority, issuerKey.publicKey, kIssuerPrefix,
                                          kIssuerCertificateExpiry));
    const Issuer issuer{std::move(issuerKey),
                        std::move(certificate.certificate),
                        std::move(certificate.remainder),
                        masterKey(random),
                        masterKey(random),
                        masterKey(random)};
    TAPPAY_CHECK(writeAuthority(directory, authority));
    TAPPAY_CHECK(writeIssuers(directory, issuer));
    for (std::size_t i = 0; i < iccFutures.size(); ++i) {
        TAPPAY_TRY(iccKey, iccFutures[i].get());
        TAPPAY_CHECK(writeCard(directory, cardPlans()[i], issuer, std::move(iccKey)));
    }
    return {};
}

}  // namespace tappay::simulator
