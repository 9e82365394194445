#include "protocol/management.h"

#include <algorithm>
#include <array>

#include "base/uuid.h"
#include "crypto/jose.h"
#include "protocol/message_text.h"

namespace tappay::protocol {

namespace {

struct TaskName {
    ManagementTask task;
    std::string_view name;
};
constexpr std::array kTasks{TaskName{ManagementTask::SignOn, "sign_on"},
                            TaskName{ManagementTask::RenewKeys, "renew_keys"}};

}  // namespace

std::string_view nameOf(ManagementTask task) {
    return std::ranges::find(kTasks, task, &TaskName::task)->name;
}

Result<ManagementTask> managementTask(std::string_view name) {
    const auto* const found = std::ranges::find(kTasks, name, &TaskName::name);
    if (found == kTasks.end()) return fail(FailureCode::InputMalformed, "task");
    return found->task;
}

std::string encode(const ManagementCommand& command) {
    return json({{"type", "management"},
                 {"id", qt(command.id)},
                 {"terminalId", qt(command.terminalId)},
                 {"task", qt(nameOf(command.task))},
                 {"created", qt(command.created)},
                 {"expires", qt(command.expires)}});
}

Result<ManagementCommand> decodeManagementCommand(std::string_view text) {
    TAPPAY_TRY(reader, openMessage(text, "management"));
    ManagementCommand command;
    command.id = reader.text("id", isUuid);
    command.terminalId = reader.text("terminalId", ascii(kTerminalId, kTerminalId));
    const auto task = managementTask(reader.text("task"));
    if (!task) reader.refuse("task");
    command.created = reader.text("created", isTime);
    command.expires = reader.text("expires", isTime);
    TAPPAY_CHECK(reader.status());
    command.task = *task;
    return command;
}

Result<ManagementCommand> openManagementCommand(std::string_view compact,
                                                const crypto::EcVerifier& signer) {
    const auto open = [&]() -> Result<ManagementCommand> {
        if (compact.size() > kLongestManagementCommand)
            return fail(FailureCode::InputMalformed, "too long");
        TAPPAY_TRY(parts, crypto::jwsParse(compact));
        TAPPAY_TRY(payload, crypto::jwsVerify(parts, signer));
        return decodeManagementCommand(toText(payload));
    };
    auto command = open();
    if (!command) return fail(FailureCode::PermissionDenied, command.error().detail);
    return command;
}

}  // namespace tappay::protocol
