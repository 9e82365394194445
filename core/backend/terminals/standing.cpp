#include "backend/terminals/standing.h"

namespace tappay::backend {

std::string_view nameOf(TerminalStanding standing) {
    switch (standing) {
        case TerminalStanding::Enrolled:
            return "enrolled";
        case TerminalStanding::Suspended:
            return "suspended";
        case TerminalStanding::Revoked:
            return "revoked";
        case TerminalStanding::Cloned:
            break;
    }
    return "cloned";
}

Result<void> checkStanding(TerminalStanding standing, std::int64_t expires, std::int64_t now) {
    switch (standing) {
        case TerminalStanding::Enrolled:
            break;
        case TerminalStanding::Suspended:
            return fail(FailureCode::TerminalSuspended, "suspended by the operator");
        case TerminalStanding::Revoked:
            return fail(FailureCode::TerminalRevoked, "its certificate is revoked");
        case TerminalStanding::Cloned:
            return fail(FailureCode::TerminalCloned, "its chip's counter went back");
    }
    if (now > expires) return fail(FailureCode::TerminalExpired, "its certificate has expired");
    return {};
}

bool mayBecome(TerminalStanding from, TerminalStanding to) {
    switch (to) {
        case TerminalStanding::Enrolled:
            return from == TerminalStanding::Suspended;
        case TerminalStanding::Suspended:
            return from == TerminalStanding::Enrolled;
        case TerminalStanding::Revoked:
            return from != TerminalStanding::Revoked;
        case TerminalStanding::Cloned:
            break;
    }
    return from == TerminalStanding::Enrolled || from == TerminalStanding::Suspended;
}

}  // namespace tappay::backend
