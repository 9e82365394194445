#include "backend/terminals/directory.h"

#include "backend/terminals/register.h"
#include "backend/terminals/register_sql.h"
#include "crypto/tpm2/public_area.h"

namespace tappay::backend {

Result<std::unique_ptr<TerminalDirectory>> TerminalDirectory::open(
    const std::filesystem::path& file) {
    TAPPAY_TRY(database, store::Database::open(file));
    TAPPAY_TRY(version, database.prepare(register_sql::kVersion));
    TAPPAY_TRY(read, database.prepare(register_sql::kByKeyId));
    return std::unique_ptr<TerminalDirectory>(
        new TerminalDirectory(std::move(database), std::move(version), std::move(read)));
}

TerminalDirectory::TerminalDirectory(store::Database database, store::Statement version,
                                     store::Statement read)
    : m_database(std::move(database)), m_readVersion(std::move(version)), m_read(std::move(read)) {}

Result<void> TerminalDirectory::forgetOld() {
    const auto found = m_readVersion.step();
    const auto version = m_readVersion.integer(0);
    m_readVersion.reset();
    if (!found) return std::unexpected(found.error());
    if (version != m_version) m_known.clear();
    m_version = version;
    return {};
}

Result<std::shared_ptr<const TerminalDirectory::Entry>> TerminalDirectory::find(
    const std::string& keyId) {
    const std::scoped_lock lock(m_mutex);
    TAPPAY_CHECK(forgetOld());
    if (const auto known = m_known.find(keyId); known != m_known.end()) return known->second;
    const auto found = m_read.bind(1, keyId).step();
    auto terminal = found && *found ? readTerminal(m_read) : EnrolledTerminal{};
    m_read.reset();
    if (!found) return std::unexpected(found.error());
    if (!*found) return nullptr;
    TAPPAY_TRY(area,
               crypto::tpm2::parsePublicArea(crypto::tpm2::Role::Identity, terminal.identity));
    TAPPAY_TRY(verifier, crypto::EcVerifier::create(std::get<crypto::EcPublicKey>(area.key)));
    auto entry = std::make_shared<const Entry>(std::move(terminal), std::move(verifier));
    m_known.emplace(keyId, entry);
    return entry;
}

}  // namespace tappay::backend
