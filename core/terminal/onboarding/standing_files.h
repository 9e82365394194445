#pragma once

#include <filesystem>

#include "protocol/enrolment.h"
#include "terminal/onboarding/master_key.h"
#include "terminal/security.h"

namespace tappay::terminal {

// What the terminal has to know of its standing after a restart. None of it is secret: the keys are
// in the chip.
struct StandingRecord {
    std::string enrolment;  // the back end's signed answer; empty before
    // The one that a sign-on has used, and one that waits for its first.
    std::optional<MasterKey> inUse, next;
    std::optional<Time> keyRenewal;
    std::optional<Time> parametersApplied;
    std::vector<SecurityChange> changes;  // newest first
};

// Files of one directory, mode 0600, each replaced as a whole: after a power cut it is the old one
// or the new one. Reading fails with JournalUnavailable for what can't be read or understood, and
// writing with that or StorageFull.
class StandingFiles {
public:
    explicit StandingFiles(std::filesystem::path directory) : m_directory(std::move(directory)) {}

    [[nodiscard]] Result<StandingRecord> record() const;
    [[nodiscard]] Result<void> write(const StandingRecord& record) const;

    // An enrolment whose answer has not come yet.
    [[nodiscard]] Result<std::optional<protocol::EnrolmentProof>> proof() const;
    [[nodiscard]] Result<void> write(const protocol::EnrolmentProof& proof) const;
    [[nodiscard]] Result<void> removeProof() const;

    // As the back end has signed them; empty when there are none.
    [[nodiscard]] Result<std::string> parameters() const;
    [[nodiscard]] Result<void> writeParameters(const std::string& compact) const;
    [[nodiscard]] Result<void> removeParameters() const;

private:
    [[nodiscard]] Result<std::string> text(const char* name) const;
    [[nodiscard]] Result<void> write(const char* name, std::string_view text) const;
    [[nodiscard]] Result<void> remove(const char* name) const;

    std::filesystem::path m_directory;
};

// Stable names: "enrolled", "master_key", "signed_on", "parameters".
std::string_view nameOf(SecurityChange::What what);

}  // namespace tappay::terminal
