#pragma once

#include <QtCore/QJsonObject>
#include <functional>
#include <span>

#include "agent/card_reading.h"
#include "agent/confirming.h"
#include "agent/log_tail.h"
#include "agent/parameters.h"
#include "base/clock.h"
#include "terminal/cardholder.h"
#include "terminal/security.h"
#include "terminal/terminal.h"

// The methods of docs/api.md as a table.
namespace tappay::agent {

enum class Scope : std::uint8_t { Browser, Till, Operator };

// An operator may call everything, the others what is theirs.
constexpr bool mayCall(Scope connection, Scope method) {
    return connection == Scope::Operator || connection == method;
}

class CheckoutDesk;
class Connection;
class ManagementDesk;
class OrderOpening;

// What methods work on.
struct Surroundings {
    terminal::Terminal& terminal;
    terminal::Security* security;             // null where there is none
    terminal::CardholderAccount* cardholder;  // likewise
    const Confirming& confirming;
    CardReading& cardReading;
    CheckoutDesk& checkouts;
    OrderOpening& opening;
    ManagementDesk& management;
    const LogTail& logTail;
    const Clock& clock;
};

using Respond = std::function<void(Result<QJsonObject>)>;

struct Call {
    const Surroundings& around;
    const QJsonObject& params;  // checked against the method's list
    Scope scope;                // of the connection
    Connection& caller;
    std::function<void()> subscribe;  // marks the calling connection
    Respond respond;                  // exactly once, on the Qt thread, now or later
};

struct Method {
    const char* name;
    Scope scope;
    std::span<const Parameter> parameters;
    void (*run)(const Call& call);
};

std::span<const Method> allMethods();
const Method* findMethod(const QString& name);

}  // namespace tappay::agent
