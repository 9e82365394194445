#include "simulator/network/bank.h"

#include <gtest/gtest.h>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

namespace tappay::simulator::network {

namespace {

constexpr auto kIssuers = R"({
  "issuers": [
    {"name":"Short","prefix":"6228","imkAc":"00112233445566778899AABBCCDDEEFF",
     "imkMac":"00112233445566778899AABBCCDDEEFF","imkEnc":"00112233445566778899AABBCCDDEEFF"},
    {"name":"Long","prefix":"622848","imkAc":"00112233445566778899AABBCCDDEEFF",
     "imkMac":"00112233445566778899AABBCCDDEEFF","imkEnc":"00112233445566778899AABBCCDDEEFF"}],
  "accounts": [
    {"pan":"6228480012345678901","panSequence":"01","expiry":"3012","pin":"123456",
     "balance":"100.00","currency":"CNY","singleLimit":"50.00","status":"blocked"}]})";

void write(const QString& path, const QByteArray& contents) {
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(contents);
}

}  // namespace

TEST(Bank, FindsIssuersByTheLongestPrefix) {
    const auto bank = parseBank(kIssuers);
    ASSERT_TRUE(bank) << bank.error().detail;
    EXPECT_EQ(bank->issuerOf("6228480012345678901")->name, "Long");
    EXPECT_EQ(bank->issuerOf("6228000012345678901")->name, "Short");
    EXPECT_EQ(bank->issuerOf("4000000000000002"), nullptr);
    EXPECT_EQ(bank->accountOf("6228480012345678901")->opening.minor, 10000);
    EXPECT_EQ(bank->accountOf("6228480012345678901")->status, AccountStatus::Blocked);
    EXPECT_EQ(bank->accountOf("6228480012345678902"), nullptr);
}

TEST(Bank, NamesTheWrongSetting) {
    const std::pair<const char*, const char*> changes[] = {{"\"balance\":\"100.00\"", "balance"},
                                                           {"\"status\":\"blocked\"", "status"},
                                                           {"\"prefix\":\"6228\"", "prefix"}};
    for (const auto& [text, name] : changes) {
        const QByteArray changed = QByteArray(kIssuers).replace(text, "\"x\":1");
        const auto bank = parseBank(changed);
        ASSERT_FALSE(bank) << name;
        EXPECT_EQ(bank.error().code, FailureCode::NotConfigured);
        EXPECT_EQ(bank.error().detail, name);
    }
}

TEST(NetworkConfig, ReadsRelativePathsAndRefusesUnknownSettings) {
    const QTemporaryDir directory;
    const QString file = directory.filePath("network.json");
    write(directory.filePath("issuers.json"), kIssuers);
    write(directory.filePath("mak.hex"), "0123456789ABCDEFFEDCBA9876543210\n");
    write(directory.filePath("pik.hex"), "10101010232323233232323245454545");
    const QByteArray good = R"({"listen":"127.0.0.1:36583","makFile":"mak.hex",
        "pikFile":"pik.hex","issuers":"issuers.json","ledger":"ledger.db","log":"info"})";
    write(file, good);
    const auto config = loadNetworkConfig(file);
    ASSERT_TRUE(config) << config.error().detail;
    EXPECT_EQ(config->port, 36583);
    EXPECT_EQ(config->ledger, directory.filePath("ledger.db"));
    EXPECT_TRUE(config->masterKey.empty());
    QByteArray withKey =
        QByteArray(good).replace("\"log\"", "\"masterKeyFile\":\"mak.hex\",\"log\"");
    write(file, withKey);
    EXPECT_EQ(loadNetworkConfig(file)->masterKey.size(), 16U);
    write(file, withKey.replace("\"log\"", "\"pinField\":\"format4\",\"log\""));
    EXPECT_EQ(loadNetworkConfig(file).error().detail, "masterKeyFile");
    const auto withProfile = [&](const QByteArray& from, const char* profile) {
        write(file, QByteArray(from).replace(
                        "\"log\"", QByteArray("\"macProfile\":\"") + profile + "\",\"log\""));
        return loadNetworkConfig(file);
    };
    EXPECT_EQ(withProfile(good, "sm4")->macProfile, MacProfile::Sm4);
    EXPECT_EQ(withProfile(good, "md5").error().detail, "macProfile");
    write(file, QByteArray(good).replace("\"log\"", "\"colour\":\"red\",\"log\""));
    EXPECT_EQ(loadNetworkConfig(file).error().detail, "colour");
    write(file, QByteArray(good).replace("mak.hex", "none.hex"));
    EXPECT_EQ(loadNetworkConfig(file).error().code, FailureCode::NotConfigured);
}

}  // namespace tappay::simulator::network
