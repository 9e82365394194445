#include "simulator/perso/setup.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <filesystem>
#include <future>
#include <vector>

#include "simulator/card/state.h"
#include "simulator/perso/card_maker.h"
#include "simulator/perso/terminal_parameters.h"

namespace tappay::simulator {
namespace {

constexpr std::size_t kCardBits = 1024;
// Finding primes is all the time that setting up takes, so cards share the keys in turn.
constexpr std::size_t kCardKeys = 4;

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

void addAccounts(QJsonArray& accounts, const CardPlan& plan) {
    if (!plan.balance.empty()) {
        QJsonObject object{{"pan", text(plan.pan)},
                           {"panSequence", text(plan.panSequence)},
                           {"expiry", text(plan.expiry.substr(0, 4))},
                           {"pin", kPin},
                           {"balance", text(plan.balance)},
                           {"currency", "CNY"},
                           {"singleLimit", text(plan.singleLimit)},
                           {"status", text(plan.accountStatus)}};
        if (plan.wrongPins > 0) object[QLatin1String("wrongPins")] = plan.wrongPins;
        accounts.append(object);
    }
    for (const auto& other : plan.others)
        addAccounts(accounts, other);
}

QJsonObject bank(const Issuer& issuer) {
    return {{"name", text(issuer.name)},        {"prefix", text(issuer.prefix)},
            {"imkAc", hex(issuer.tdes.ac)},     {"imkMac", hex(issuer.tdes.mac)},
            {"imkEnc", hex(issuer.tdes.enc)},   {"imkAcSm4", hex(issuer.sm4.ac)},
            {"imkMacSm4", hex(issuer.sm4.mac)}, {"imkEncSm4", hex(issuer.sm4.enc)}};
}

Result<void> writeIssuers(const std::string& directory, const Institutions& institutions) {
    QJsonArray banks, accounts;
    for (const auto& issuer : institutions.issuers)
        banks.append(bank(issuer));
    for (const auto& plan : cardPlans())
        addAccounts(accounts, plan);
    return writeJson(directory + "/issuers.json", {{"issuers", banks}, {"accounts", accounts}});
}

Result<void> writeAuthorities(const std::string& directory, const Institutions& institutions) {
    QJsonArray secrets;
    for (const auto& authority : institutions.authorities) {
        auto secret = authorityKey(authority);
        secret[QLatin1String("der")] = hex(authority.key.der.view());
        secrets.append(secret);
    }
    const Bytes nationalIndex{kNationalAuthorityKeyIndex};
    const auto& national = institutions.nationalAuthority;
    secrets.append(QJsonObject{{"rid", text(institutions.authorities.front().rid)},
                               {"index", hex(nationalIndex)},
                               {"point", hex(national.point)},
                               {"scalar", hex(national.scalar)}});
    TAPPAY_CHECK(writeJson(directory + "/ca.json", {{"caKeys", secrets}}));
    return writeJson(directory + "/parameters.json", terminalParameters(institutions));
}

Result<void> writeCard(const std::string& directory, const CardProfile& card) {
    const auto path = directory + "/cards/" + card.name + ".json";
    std::error_code ignored;
    std::filesystem::remove(statePathOf(path), ignored);
    return saveProfile(card, path);
}

}  // namespace

Result<void> setUpWorld(const std::string& directory, Random& random) {
    std::error_code error;
    std::filesystem::create_directories(directory + "/cards", error);
    if (error) return fail(FailureCode::StorageFull, directory);

    std::vector<std::future<Result<crypto::RsaPrivateKey>>> futures;
    for (std::size_t i = 0; i < kCardKeys; ++i)
        futures.push_back(std::async(std::launch::async, makeRsaKey, kCardBits));
    TAPPAY_TRY(institutions, foundInstitutions(random));
    std::vector<crypto::RsaPrivateKey> cardKeys;
    for (auto& future : futures) {
        TAPPAY_TRY(key, future.get());
        cardKeys.push_back(std::move(key));
    }
    TAPPAY_CHECK(writeAuthorities(directory, institutions));
    TAPPAY_CHECK(writeIssuers(directory, institutions));
    std::size_t number = 0;
    for (const auto& plan : cardPlans()) {
        TAPPAY_TRY(card,
                   makeCard(plan, institutions, cardKeys[number++ % cardKeys.size()], random));
        TAPPAY_CHECK(writeCard(directory, card));
    }
    return {};
}

}  // namespace tappay::simulator
