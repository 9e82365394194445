#include "simulator/network/terminal_keys.h"

#include <QFile>

#include "crypto/mac.h"
#include "simulator/network/working_keys.h"

namespace tappay::simulator::network {

namespace {

constexpr std::size_t kKey = 16, kMac = 8;

Result<Bytes> firstOctets(Result<Bytes> mac) {
    if (mac) mac->resize(kMac);
    return mac;
}

SecretBytes randomKey(Random& random) {
    SecretBytes key(kKey);
    random.fill(key.writable());
    return key;
}

}  // namespace

TerminalKeys::TerminalKeys(const NetworkConfig& config, Random& random)
    : m_config(config), m_random(random) {
    load();
}

QString TerminalKeys::fileFor(const NetworkConfig& config) {
    return config.ledger + ".keys";
}

// A line that a power cut left unfinished, or of another master key, is of no terminal.
void TerminalKeys::load() {
    QFile file(fileFor(m_config));
    if (m_config.masterKey.empty() || m_config.ledger.isEmpty() || !file.open(QIODevice::ReadOnly))
        return;
    for (const QByteArray& line : file.readAll().split('\n')) {
        const auto parts = line.split(' ');
        if (parts.size() != 2) continue;
        const auto field62 = fromHex(parts[1].toStdString());
        if (!field62) continue;
        auto keys = openWorkingKeys(m_config.masterKey, *field62);
        if (keys && keys->size() == 2)
            m_given.insert_or_assign(parts[0].toStdString(),
                                     Keys{std::move(keys->at(0)), std::move(keys->at(1))});
    }
}

Result<void> TerminalKeys::keep(const std::string& terminalId, ByteView field62) const {
    if (m_config.ledger.isEmpty()) return {};
    QFile file(fileFor(m_config));
    if (!file.open(QIODevice::Append))
        return fail(FailureCode::JournalUnavailable, "the file of given keys");
    const auto line = QByteArray::fromStdString(terminalId + " " + toHex(field62) + "\n");
    if (file.write(line) != line.size() || !file.flush())
        return fail(FailureCode::StorageFull, "the file of given keys");
    return {};
}

Result<Bytes> TerminalKeys::give(const std::string& terminalId) {
    Keys fresh{randomKey(m_random), randomKey(m_random)};
    const ByteView keys[] = {fresh.pik.view(), fresh.mak.view()};
    TAPPAY_TRY(field62, workingKeys(m_config.masterKey, keys));
    TAPPAY_CHECK(keep(terminalId, field62));
    m_given.insert_or_assign(terminalId, std::move(fresh));
    return field62;
}

Result<Bytes> TerminalKeys::mac(const std::string& terminalId, ByteView data) const {
    const auto given = m_given.find(terminalId);
    const auto key = (given == m_given.end() ? m_config.mak : given->second.mak).view();
    switch (m_config.macProfile) {
        case MacProfile::X919:
            return crypto::macX919(key, data);
        case MacProfile::AesCmac:
            return firstOctets(crypto::cmac(crypto::BlockCipher::Aes, key, data));
        case MacProfile::Sm4:
            return firstOctets(crypto::macSm4(key, data));
        case MacProfile::Cups:
            break;
    }
    return crypto::macCups(key, data);
}

ByteView TerminalKeys::pik(const std::string& terminalId) const {
    const auto given = m_given.find(terminalId);
    return (given == m_given.end() ? m_config.pik : given->second.pik).view();
}

}  // namespace tappay::simulator::network
