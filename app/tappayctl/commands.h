#pragma once

#include <QtCore/QCommandLineOption>
#include <QtCore/QList>
#include <span>

#include "session.h"

namespace tappay::ctl {

struct Command {
    const char* name;
    const char* arguments;  // as the help shows them
    const char* purpose;
    QList<QCommandLineOption> (*options)();
    void (*run)(Session& session);
};

std::span<const Command> allCommands();

void status(Session& session);
void sale(Session& session);
void resume(Session& session);
void giveUp(Session& session);
void transactions(Session& session);
void show(Session& session);
void receipt(Session& session);
void trace(Session& session);
void undo(Session& session);
void card(Session& session);
void cards(Session& session);
void pay(Session& session);
void phone(Session& session);
void device(Session& session);
void confirm(Session& session);
void consent(Session& session);
void decode(Session& session);
void log(Session& session);
void enrol(Session& session);
void signOn(Session& session);
void security(Session& session);
void chip(Session& session);
void keys(Session& session);

// The only argument, or nothing and the run is over.
std::optional<QString> onlyArgument(Session& session, const QString& what);
// False and the run is over when there is an argument.
bool noArguments(Session& session);

}  // namespace tappay::ctl
