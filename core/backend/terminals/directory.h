#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>

#include "backend/terminals/terminal.h"
#include "crypto/ec.h"
#include "store/database.h"

namespace tappay::backend {

// The register as the check of every message needs it: a terminal is read once and remembered
// until anybody, in this process or another, has changed one. Thread-safe; a connection of its own.
class TerminalDirectory {
public:
    struct Entry {
        EnrolledTerminal terminal;
        crypto::EcVerifier verifier;
    };

    // The register has been opened before.
    static Result<std::unique_ptr<TerminalDirectory>> open(const std::filesystem::path& file);

    // Null when it is not in the register. The entry stays as it was then.
    Result<std::shared_ptr<const Entry>> find(const std::string& keyId);

private:
    TerminalDirectory(store::Database database, store::Statement version, store::Statement read);
    Result<void> forgetOld();

    std::mutex m_mutex;
    store::Database m_database;
    store::Statement m_readVersion, m_read;
    std::int64_t m_version = 0;
    std::map<std::string, std::shared_ptr<const Entry>> m_known;  // by key id
};

}  // namespace tappay::backend
