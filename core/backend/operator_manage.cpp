#include "backend/operator_manage.h"

#include "backend/answers.h"
#include "base/uuid.h"
#include "protocol/management.h"
#include "protocol/time.h"

namespace tappay::backend {

namespace {
constexpr std::chrono::hours kLife{24};
}

Result<std::string> makeManagementCommand(const KeyCommand& command, const Clock& clock) {
    const auto& words = command.words;
    if (words.size() != 3)
        return fail(FailureCode::InputMalformed, "manage TERMINAL sign_on|renew_keys");
    TAPPAY_TRY(task, protocol::managementTask(words[2]));
    if (!command.config.orders) return fail(FailureCode::NotConfigured, "orders.pageUrl");
    TAPPAY_TRY(terminal, command.terminals.byTerminal(words[1]));
    if (!terminal) return fail(FailureCode::TerminalUnknown, "no terminal " + words[1]);
    const auto now = clock.now();
    const protocol::ManagementCommand made{makeUuidV7(clock, command.random), words[1], task,
                                           protocol::formatTime(now),
                                           protocol::formatTime(now + kLife)};
    const Answers answers(command.config.answerKey);
    TAPPAY_TRY(signedCommand, answers.sign(encode(made)));
    TAPPAY_CHECK(command.terminals.audit(
        {command.now, command.who, audited::kManagementWanted, words[1], words[2]}));
    return command.config.orders->pageUrl + "/manage#" + signedCommand + "\n";
}

}  // namespace tappay::backend
