#pragma once

#include <filesystem>
#include <optional>

#include "backend/terminals/audit.h"
#include "backend/terminals/terminal.h"

namespace tappay::backend {

// Whose enrolment a code is good for.
struct Grant {
    std::string terminalId, merchantId, merchantName;
};

// How an enrolment ended, so that the same question gets the same answer.
struct PastEnrolment {
    std::string session;
    Bytes proof;         // digest of what was proved
    std::string answer;  // compact JWS
};

// What cards terminals take, and how. The contents, with version and profile among them, are JSON.
struct ParameterSet {
    std::uint32_t version = 0;
    std::string profile;
    std::string contents;
};

// The register of terminals. Each call is one transaction and has its entry in the audit trail,
// except for reads. One thread at a time; several processes may have it open. Failures as in
// store/database.h. Times are Unix milliseconds.
class TerminalRegister {
public:
    static constexpr int kTriesOfCode = 5;

    static Result<TerminalRegister> open(const std::filesystem::path& file);

    // A code replaces those made for the terminal before and not used.
    Result<void> addCode(ByteView hash, const Grant& grant, std::int64_t expires,
                         const std::string& who, std::int64_t now);
    // Counts the try. EnrolmentCodeInvalid when the code is unknown, used, expired, or was tried
    // too often.
    Result<Grant> tryCode(ByteView hash, std::int64_t now);

    // Uses the code up (EnrolmentCodeInvalid when another was faster) and takes the terminal in;
    // an earlier enrolment under the same terminal id is revoked.
    Result<void> enrol(ByteView codeHash, const EnrolledTerminal& terminal,
                       const PastEnrolment& enrolment, std::int64_t now);
    struct Proved {
        Bytes identity;  // TPMT_PUBLIC
        PastEnrolment enrolment;
    };
    Result<std::optional<Proved>> enrolmentOf(const std::string& session);

    Result<std::optional<EnrolledTerminal>> byKeyId(const std::string& keyId);
    // The newest with this terminal id.
    Result<std::optional<EnrolledTerminal>> byTerminal(const std::string& terminalId);
    // TerminalUnknown; TooLate when its standing can't change so.
    Result<void> setStanding(const std::string& terminalId, TerminalStanding standing,
                             const std::string& who, std::int64_t now);

    // A sign-on attested this value of the chip's counter; `request` is its digest. Gives the
    // answer it got when the same request came before, or nothing when it is new. A value that is
    // not above the last one changes the standing and fails with TerminalCloned.
    Result<std::optional<std::string>> noteCounter(const EnrolledTerminal& terminal,
                                                   std::uint64_t value, ByteView request,
                                                   std::int64_t now);
    Result<void> noteSignOn(const EnrolledTerminal& terminal, ByteView request,
                            const std::string& answer, const std::string& session,
                            std::int64_t now);

    // ParametersRejected when the version is not above the last one or the profile is another.
    Result<void> addParameters(const ParameterSet& set, const std::string& who, std::int64_t now);
    // The newest; its version alone is 0 when there is none.
    Result<std::optional<ParameterSet>> parameters();
    Result<std::uint32_t> parametersVersion();

    Result<void> audit(const AuditEntry& entry) { return addAudit(m_database, entry); }
    Result<std::vector<AuditEntry>> auditTrail(std::size_t most) {
        return readAudit(m_database, most);
    }

private:
    explicit TerminalRegister(store::Database database) : m_database(std::move(database)) {}
    Result<void> insert(const EnrolledTerminal& terminal, const PastEnrolment& enrolment,
                        std::int64_t now);
    Result<void> change(const EnrolledTerminal& terminal, TerminalStanding standing,
                        const AuditEntry& entry);

    store::Database m_database;
};

// For whoever reads the table by itself.
EnrolledTerminal readTerminal(const store::Statement& row);

}  // namespace tappay::backend
