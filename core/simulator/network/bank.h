#pragma once

#include <QByteArray>
#include <QString>
#include <string>
#include <vector>

#include "base/log.h"
#include "base/money.h"
#include "base/secret.h"
#include "iso8583/message.h"

// What the network program is configured with: docs/configuration.md, "tappay-sim network".
namespace tappay::simulator::network {

struct IssuerKeys {
    std::string name;
    std::string prefix;                          // leading digits of the PANs it issues
    SecretBytes imkAc, imkMac, imkEnc;           // two-key TDES
    SecretBytes imkAcSm4, imkMacSm4, imkEncSm4;  // empty when it issues no cards with SM4
};

enum class AccountStatus : std::uint8_t { Active, Blocked, Lost, Expired };

struct Account {
    SecretBytes pan;          // ASCII digits
    std::string panSequence;  // two digits
    std::string expiry;       // YYMM
    SecretBytes pin;          // ASCII digits
    Money opening;            // balance before the first entry of the ledger
    Money singleLimit;
    AccountStatus status = AccountStatus::Active;
    int wrongPins = 0;  // in a row, before the first entry of the ledger
};

struct Bank {
    std::vector<IssuerKeys> issuers;
    std::vector<Account> accounts;

    // The longest prefix wins; nullptr when nobody issues such a PAN.
    [[nodiscard]] const IssuerKeys* issuerOf(std::string_view pan) const;
    [[nodiscard]] const Account* accountOf(std::string_view pan) const;
};

// How field 64 is computed.
enum class MacProfile : std::uint8_t { Cups, X919, AesCmac, Sm4 };

struct NetworkConfig {
    QString address;
    std::uint16_t port = 0;
    SecretBytes mak, pik;
    // The terminals' master key: who signs on gets keys of his own under it. Empty: nobody does,
    // and the two above are everybody's.
    SecretBytes masterKey;
    // Format 4 under an AES key, or format 0 under a TDES key.
    iso8583::PinField pinField = iso8583::PinField::Octets8;
    MacProfile macProfile = MacProfile::Cups;
    Bank bank;
    QString ledger;
    // A transaction counter that is not above the last one: refused, else only noted.
    bool refuseOldCounters = true;
    LogLevel log = LogLevel::Info;
};

// NotConfigured names the file and the setting. Relative paths are relative to the file.
Result<NetworkConfig> loadNetworkConfig(const QString& file);
// The contents of issuers.json.
Result<Bank> parseBank(const QByteArray& json);

}  // namespace tappay::simulator::network
