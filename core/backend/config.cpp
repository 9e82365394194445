#include "backend/config.h"

#include <algorithm>
#include <charconv>
#include <thread>

#include "backend/config_files.h"

namespace tappay::backend {

namespace {

using protocol::ObjectReader;

Bytes octets(ObjectReader& reader, const char* name, std::size_t size) {
    auto bytes = fromHex(reader.text(name));
    if (!bytes || bytes->size() != size) reader.refuse(name);
    return bytes.value_or(Bytes{});
}

Address address(ObjectReader& reader, const char* name) {
    const auto text = reader.text(name);
    const auto colon = text.rfind(':');
    Address address;
    if (colon != std::string::npos) {
        address.host = text.substr(0, colon);
        const auto* end = text.data() + text.size();
        const auto parsed = std::from_chars(text.data() + colon + 1, end, address.port);
        if (!address.host.empty() && parsed.ec == std::errc() && parsed.ptr == end) return address;
    }
    reader.refuse(name);
    return {};
}

LogLevel logLevel(ObjectReader& reader) {
    const auto text = reader.optionalText("log");
    if (text == "debug") return LogLevel::Debug;
    if (text == "warning") return LogLevel::Warning;
    if (text == "error") return LogLevel::Error;
    if (!text.empty() && text != "info") reader.refuse("log");
    return LogLevel::Info;
}

keys::MacProfile macProfile(ObjectReader& reader) {
    const auto text = reader.optionalText("macProfile");
    if (text == "x919") return keys::MacProfile::X919;
    if (text == "aes-cmac") return keys::MacProfile::AesCmac;
    if (text == "sm4") return keys::MacProfile::Sm4CbcMac;
    if (!text.empty() && text != "cups") reader.refuse("macProfile");
    return keys::MacProfile::Cups;
}

// Working keys under the master key are triple DES.
void checkMasterKey(ObjectReader& reader, const NetworkConfig& network) {
    if (network.masterKey.empty()) return;
    if (network.pinField != iso8583::PinField::Octets8)
        reader.refuse("masterKeyFile", "for PIN blocks of format 0 only");
    if (network.macProfile != keys::MacProfile::Cups &&
        network.macProfile != keys::MacProfile::X919)
        reader.refuse("masterKeyFile", "for MACs with triple DES only");
}

NetworkConfig network(ObjectReader reader, const ConfigFiles& files, ObjectReader& parent) {
    NetworkConfig network;
    network.address = address(reader, "address");
    network.tpdu = octets(reader, "tpdu", 5);
    network.header = octets(reader, "header", 6);
    network.acquirerId = reader.text("acquirerId", [](std::string_view id) {
        return !id.empty() && id.size() <= 11 &&
               id.find_first_not_of("0123456789") == std::string_view::npos;
    });
    network.mak = files.hex(reader, "makFile", 16);
    if (reader.has("pinFile")) network.pinKey = files.hex(reader, "pinFile", 16);
    network.macProfile = macProfile(reader);
    if (reader.has("masterKeyFile")) network.masterKey = files.hex(reader, "masterKeyFile", 16);
    if (const auto octets = reader.optionalText("pinField"); octets == "format4")
        network.pinField = iso8583::PinField::Octets16;
    else if (!octets.empty() && octets != "format0")
        reader.refuse("pinField");
    checkMasterKey(reader, network);
    network.answerTimeout = std::chrono::seconds(reader.integer("answerTimeoutSeconds", 1, 90));
    reader.refuseUnknown();
    parent.adopt(reader);
    return network;
}

std::vector<TerminalConfig> terminals(ObjectReader& reader, const ConfigFiles& files) {
    std::vector<TerminalConfig> list;
    reader.each("terminals", [&](ObjectReader& item) {
        TerminalConfig terminal;
        terminal.terminalId =
            item.text("terminalId", [](std::string_view id) { return id.size() == 8; });
        terminal.merchantId =
            item.text("merchantId", [](std::string_view id) { return id.size() == 15; });
        terminal.keyId = item.text("keyId", [](std::string_view id) { return !id.empty(); });
        terminal.publicKey = files.publicKey(item, "publicKeyFile");
        item.refuseUnknown();
        if (std::ranges::find(list, terminal.keyId, &TerminalConfig::keyId) != list.end())
            item.refuse("keyId", "in use by another terminal");
        list.push_back(std::move(terminal));
    });
    return list;
}

}  // namespace

Result<Config> loadConfig(const std::filesystem::path& file) {
    TAPPAY_TRY(text, readConfigFile(file));
    TAPPAY_TRY(reader, ObjectReader::parse(textOf(text), FailureCode::NotConfigured));
    const ConfigFiles files(file.parent_path());

    ServerConfig server;
    server.listen = address(reader, "listen");
    server.certificate = files.path(reader, "tlsCertificate");
    server.key = files.path(reader, "tlsKey");
    server.threads = std::max(2U, std::thread::hardware_concurrency());
    auto sealKey = files.privateKey(reader, "sealKey");
    auto answerKey = files.privateKey(reader, "answerKey");
    const auto database = files.path(reader, "database");
    const auto log = logLevel(reader);
    auto sealKeyId = reader.text("sealKeyId");
    auto lookupKey = files.hex(reader, "lookupKeyFile", 32);
    auto terminalList = terminals(reader, files);
    auto networkConfig = network(reader.object("network"), files, reader);
    std::optional<EnrolmentConfig> enrolment;
    if (reader.has("enrolment")) {
        auto inner = reader.object("enrolment");
        enrolment = readEnrolmentConfig(inner, files);
        reader.adopt(inner);
    }
    std::optional<OrdersConfig> orders;
    if (reader.has("orders")) {
        auto inner = reader.object("orders");
        orders = readOrdersConfig(inner, files);
        reader.adopt(inner);
    }
    std::optional<ConfirmConfig> confirm;
    if (reader.has("confirm")) {
        auto inner = reader.object("confirm");
        confirm = readConfirmConfig(inner, files);
        reader.adopt(inner);
    }
    reader.refuseUnknown();
    TAPPAY_CHECK(reader.status());
    return Config{.server = std::move(server),
                  .database = database,
                  .log = log,
                  .sealKey = std::move(*sealKey),
                  .sealKeyId = std::move(sealKeyId),
                  .answerKey = std::move(*answerKey),
                  .lookupKey = std::move(lookupKey),
                  .terminals = std::move(terminalList),
                  .network = std::move(networkConfig),
                  .enrolment = std::move(enrolment),
                  .orders = std::move(orders),
                  .confirm = std::move(confirm)};
}

}  // namespace tappay::backend
