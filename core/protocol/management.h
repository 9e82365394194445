#pragma once

#include <string>
#include <string_view>

#include "crypto/ec.h"

// What the payment system asks a terminal to do for its keys and parameters, brought by whatever
// page a person has open: docs/protocol.md, "Management commands".
namespace tappay::protocol {

enum class ManagementTask : std::uint8_t {
    SignOn,     // sign on anew, and take newer parameters where there are any
    RenewKeys,  // fetch a new master key, and sign on with it
};

struct ManagementCommand {
    std::string id;  // UUIDv7
    std::string terminalId;
    ManagementTask task = ManagementTask::SignOn;
    std::string created, expires;
};

constexpr std::size_t kLongestManagementCommand = 2048;  // as a compact object

std::string_view nameOf(ManagementTask task);
// "sign_on", "renew_keys".
Result<ManagementTask> managementTask(std::string_view name);

std::string encode(const ManagementCommand& command);
Result<ManagementCommand> decodeManagementCommand(std::string_view json);
// PermissionDenied when it is not what `signer` has signed.
Result<ManagementCommand> openManagementCommand(std::string_view compact,
                                                const crypto::EcVerifier& signer);

}  // namespace tappay::protocol
