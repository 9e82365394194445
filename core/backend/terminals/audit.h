#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "store/database.h"

namespace tappay::backend {

// What can be in the audit trail; the names are stored.
namespace audited {
inline constexpr const char *kCodeMade = "code_made", *kEnrolmentRefused = "enrolment_refused",
                            *kEnrolled = "enrolled", *kReplaced = "replaced",
                            *kSuspended = "suspended", *kResumed = "resumed", *kRevoked = "revoked",
                            *kCloned = "cloned", *kRefused = "refused",
                            *kKeyRefused = "key_refused", *kKeyDelivered = "key_delivered",
                            *kKeyAcknowledged = "key_acknowledged", *kSignedOn = "signed_on",
                            *kSignOnRefused = "sign_on_refused",
                            *kParametersChanged = "parameters_changed",
                            *kRenewalWanted = "renewal_wanted", *kKeyImported = "key_imported",
                            *kKeyExported = "key_exported", *kShopRegistered = "shop_registered",
                            *kShopKeysMade = "shop_keys_made",
                            *kManagementWanted = "management_wanted",
                            *kConfirmUnblocked = "confirm_unblocked";
}  // namespace audited

// One line of the audit trail. Never a secret, a code or a card number.
struct AuditEntry {
    std::int64_t at = 0;  // Unix milliseconds
    std::string who;      // "operator NAME", "back-end", or the key id of a terminal
    std::string what;     // one of audited::
    std::string about;    // terminal id, or what stands for it
    std::string detail;
};

// How the detail of a refusal reads.
std::string detailOf(const Failure& failure);

// Entries can be added and read; the database refuses to change or delete one. The schema is the
// register's. Failures as in store/database.h.
Result<void> addAudit(store::Database& database, const AuditEntry& entry);
// The last `most` entries, oldest first.
Result<std::vector<AuditEntry>> readAudit(store::Database& database, std::size_t most);

}  // namespace tappay::backend
