// The part of the configuration that is about enrolment.
#include "backend/config_files.h"

namespace tappay::backend {

namespace {

keys::VaultConfig keyModule(protocol::ObjectReader reader, const ConfigFiles& files,
                            protocol::ObjectReader& parent) {
    keys::VaultConfig vault;
    if (reader.has("pkcs11"))
        vault = {
            {}, files.path(reader, "pkcs11"), reader.text("token"), files.path(reader, "pinFile")};
    else
        vault.storageKeyFile = files.path(reader, "storageKey");
    reader.refuseUnknown();
    parent.adopt(reader);
    return vault;
}

PinKeys pinKeys(protocol::ObjectReader& reader) {
    constexpr std::string_view kSignOn = "sign-on", kDukpt = "dukpt";
    const auto text = reader.optionalText(
        "pinKeys", [=](std::string_view name) { return name == kSignOn || name == kDukpt; });
    return text == kDukpt ? PinKeys::Dukpt : PinKeys::SignOn;
}

}  // namespace

std::optional<EnrolmentConfig> readEnrolmentConfig(protocol::ObjectReader& reader,
                                                   const ConfigFiles& files) {
    auto terminals = files.path(reader, "terminals"), keys = files.path(reader, "keys");
    auto module = keyModule(reader.object("keyModule"), files, reader);
    auto makers = files.certificates(reader, "makers");
    auto issuerCertificates = files.certificates(reader, "issuerCertificates");
    auto issuerKey = files.privateKey(reader, "issuerKey");
    auto answerCertificates = files.certificates(reader, "answerCertificates");
    auto distributorCertificates = files.certificates(reader, "distributorCertificates");
    auto distributorKey = files.privateKey(reader, "distributorKey");
    const auto certificateDays = reader.integer("certificateDays", 1, 3650);
    const auto codeHours = reader.integer("codeHours", 1, 24 * 31);
    const auto signOnHours = reader.integer("signOnHours", 1, 24 * 7);
    constexpr std::int64_t kMasterKeyDays = 30;
    const auto masterKeyDays =
        reader.has("masterKeyDays") ? reader.integer("masterKeyDays", 1, 3650) : kMasterKeyDays;
    const auto chosen = pinKeys(reader);
    reader.refuseUnknown();
    if (!issuerKey || !distributorKey) return {};
    return EnrolmentConfig{.terminals = std::move(terminals),
                           .keys = std::move(keys),
                           .keyModule = std::move(module),
                           .makers = std::move(makers),
                           .issuerCertificates = std::move(issuerCertificates),
                           .issuerKey = std::move(*issuerKey),
                           .answerCertificates = std::move(answerCertificates),
                           .distributorCertificates = std::move(distributorCertificates),
                           .distributorKey = std::move(*distributorKey),
                           .certificateLife = std::chrono::days(certificateDays),
                           .codeLife = std::chrono::hours(codeHours),
                           .signOnLife = std::chrono::hours(signOnHours),
                           .masterKeyLife = std::chrono::days(masterKeyDays),
                           .pinKeys = chosen};
}

}  // namespace tappay::backend
