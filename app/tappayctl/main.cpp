#include <QtCore/QCommandLineParser>
#include <QtCore/QCoreApplication>
#include <QtCore/QTimer>
#include <algorithm>
#include <cstdio>

#include "commands.h"

namespace {

using tappay::ctl::Command;

const QCommandLineOption kJson("json", "One JSON object on standard output, for machines.");
const QCommandLineOption kSocket("socket", "The socket of the application.", "PATH");

void addCommon(QCommandLineParser& parser) {
    parser.addOption(kJson);
    parser.addOption(kSocket);
    parser.addOption({{"h", "help"}, "Show this help."});
    parser.addOption({{"v", "version"}, "Show the version."});
}

QString commandList() {
    QString text = "Takes card payments through the Tap & Pay application (tappayd).\n\nCommands:";
    for (const Command& command : tappay::ctl::allCommands())
        text += QString("\n  %1%2")
                    .arg(QString("%1 %2").arg(command.name, command.arguments), -24)
                    .arg(command.purpose);
    return text + "\n\nOptions of a command: tappayctl COMMAND --help";
}

int mistake(const QString& text) {
    std::fprintf(stderr, "tappayctl: %s\nSee tappayctl --help.\n", qPrintable(text));
    return static_cast<int>(tappay::ctl::ExitStatus::Usage);
}

}  // namespace

int main(int argc, char** argv) {
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName("tappayctl");
    QCoreApplication::setApplicationVersion(TAPPAY_VERSION);

    // First what stands before the sub-command, then the rest with the options of that one.
    QCommandLineParser common;
    common.setApplicationDescription(commandList());
    common.setOptionsAfterPositionalArgumentsMode(QCommandLineParser::ParseAsPositionalArguments);
    addCommon(common);
    common.addPositionalArgument("COMMAND", "What to do.");
    if (!common.parse(app.arguments())) return mistake(common.errorText());
    if (common.isSet("version")) common.showVersion();
    if (common.isSet("help")) common.showHelp();
    const QStringList words = common.positionalArguments();
    if (words.isEmpty()) return mistake("a command is needed");

    const auto commands = tappay::ctl::allCommands();
    const auto command = std::ranges::find_if(
        commands, [&](const Command& it) { return words.first() == QLatin1String(it.name); });
    if (command == commands.end()) return mistake("there is no command " + words.first());

    QCommandLineParser options;
    options.setApplicationDescription(
        QString("tappayctl %1 %2\n%3").arg(command->name, command->arguments, command->purpose));
    options.addOptions(command->options());
    addCommon(options);
    if (!options.parse(words)) return mistake(options.errorText());
    if (options.isSet("version")) options.showVersion();
    if (options.isSet("help")) options.showHelp();

    QString socket = options.value(kSocket);
    if (socket.isEmpty()) socket = common.value(kSocket);
    if (socket.isEmpty()) socket = tappay::agent::Client::defaultSocket();
    tappay::ctl::Session session(
        {options.positionalArguments(), common.isSet(kJson) || options.isSet(kJson), socket},
        options);
    QTimer::singleShot(0, &session, [&] { command->run(session); });
    return app.exec();
}
