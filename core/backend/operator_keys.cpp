#include "backend/operator_keys.h"

#include <fstream>
#include <map>

#include "backend/keys/key_module.h"
#include "backend/keys/key_store.h"
#include "backend/keys/secret_files.h"

namespace tappay::backend {

namespace {

using keys::KeyAlgorithm;
using keys::KeyPurpose;

constexpr std::size_t kLongestBlock = 1024, kAlgorithmAt = 7;  // of the block's header

std::unexpected<Failure> wrong(const std::string& why) {
    return fail(FailureCode::InputMalformed, why);
}

Result<void> checkTerminal(TerminalRegister& terminals, const std::string& terminalId) {
    TAPPAY_TRY(terminal, terminals.byTerminal(terminalId));
    if (!terminal) return fail(FailureCode::TerminalUnknown, "no terminal " + terminalId);
    return {};
}

Result<std::string> readBlock(const std::string& file) {
    std::ifstream stream(file, std::ios::binary);
    std::string block(kLongestBlock + 1, '\0');
    stream.read(block.data(), static_cast<std::streamsize>(block.size()));
    block.resize(static_cast<std::size_t>(stream.gcount()));
    while (!block.empty() && block.back() == '\n')
        block.pop_back();
    if (block.size() <= kAlgorithmAt || block.size() > kLongestBlock)
        return wrong(file + " holds no key block");
    return block;
}

// A master key brings working keys of its own kind.
Result<void> checkKind(const NetworkConfig& network, KeyAlgorithm algorithm) {
    const bool aes = algorithm == KeyAlgorithm::Aes;
    const bool aesPin = network.pinField == iso8583::PinField::Octets16;
    const bool aesMac = network.macProfile == keys::MacProfile::AesCmac;
    const bool sm4Mac = network.macProfile == keys::MacProfile::Sm4CbcMac;
    if (aes != aesPin || aes != aesMac || sm4Mac)
        return wrong("pinField and macProfile of the network are for keys of another kind");
    return {};
}

// The module with the transport key in it.
struct Desk {
    std::unique_ptr<keys::KeyModule> module;
    keys::KeyHandle transport;
    keys::KeyStore store;
};

Result<Desk> openDesk(const KeyCommand& command, const std::string& transportFile) {
    const auto& enrolment = *command.config.enrolment;
    TAPPAY_TRY(vault, keys::openVault(enrolment.keyModule));
    auto module = std::make_unique<keys::KeyModule>(std::move(vault), command.random);
    TAPPAY_TRY(value, keys::readStorageKey(transportFile));
    TAPPAY_TRY(transport, module->take(KeyPurpose::Transport, KeyAlgorithm::Aes, value));
    TAPPAY_TRY(store, keys::KeyStore::open(enrolment.keys));
    return Desk{std::move(module), std::move(transport), std::move(store)};
}

Result<void> note(const KeyCommand& command, const char* what, const keys::KeyHandle& key) {
    return command.terminals.audit(
        {command.now, command.who, what, command.words[1],
         std::string(nameOf(key.purpose)) + " " + toHex(key.checkValue)});
}

}  // namespace

Result<std::string> renewMasterKey(const KeyCommand& command) {
    const auto& words = command.words;
    if (words.size() != 2) return wrong("renew TERMINAL");
    TAPPAY_CHECK(checkTerminal(command.terminals, words[1]));
    TAPPAY_TRY(store, keys::KeyStore::open(command.config.enrolment->keys));
    TAPPAY_CHECK(store.wantRenewal(words[1], command.now));
    TAPPAY_CHECK(
        command.terminals.audit({command.now, command.who, audited::kRenewalWanted, words[1], ""}));
    return std::string();
}

Result<std::string> importNetworkMaster(const KeyCommand& command) {
    const auto& words = command.words;
    if (words.size() != 4) return wrong("import-key TERMINAL TRANSPORT BLOCK");
    TAPPAY_CHECK(checkTerminal(command.terminals, words[1]));
    TAPPAY_TRY(block, readBlock(words[3]));
    const auto algorithm = block[kAlgorithmAt] == 'A' ? KeyAlgorithm::Aes : KeyAlgorithm::Tdes;
    TAPPAY_CHECK(checkKind(command.config.network, algorithm));
    TAPPAY_TRY(desk, openDesk(command, words[2]));
    TAPPAY_TRY(key, desk.module->importKeyBlock(desk.transport, block, KeyPurpose::NetworkMaster,
                                                algorithm));
    TAPPAY_CHECK(desk.store.setNetworkMaster(words[1], key));
    TAPPAY_CHECK(note(command, audited::kKeyImported, key));
    return toHex(key.checkValue) + "\n";
}

Result<std::string> exportNetworkKey(const KeyCommand& command) {
    static const std::map<std::string, KeyPurpose, std::less<>> kPurposes{
        {"master", KeyPurpose::NetworkMaster},
        {"pin", KeyPurpose::NetworkPin},
        {"mac", KeyPurpose::NetworkMac}};
    const auto& words = command.words;
    const auto purpose = words.size() == 4 ? kPurposes.find(words[2]) : kPurposes.end();
    if (purpose == kPurposes.end()) return wrong("export-key TERMINAL master|pin|mac TRANSPORT");
    TAPPAY_CHECK(checkTerminal(command.terminals, words[1]));
    TAPPAY_TRY(desk, openDesk(command, words[3]));
    TAPPAY_TRY(key, desk.store.networkKey(words[1], purpose->second));
    TAPPAY_TRY(block, desk.module->exportKeyBlock(desk.transport, key));
    TAPPAY_CHECK(note(command, audited::kKeyExported, key));
    return block + "\n";
}

}  // namespace tappay::backend
