#include "command_line.h"

#include <QtCore/QCommandLineParser>
#include <QtCore/QFile>
#include <QtCore/QStandardPaths>
#include <cstdio>

namespace tappay::phone {

namespace {

const QCommandLineOption kDirectory("directory", "Where this phone keeps its key and its pairing.",
                                    "DIR");
const QCommandLineOption kAuthority("authority",
                                    "The authority of the payment service's TLS (PEM).", "FILE");
const QCommandLineOption kMakers("device-authorities",
                                 "The authorities that certify security devices (PEM).", "FILE");
const QCommandLineOption kNoReader("no-reader", "Do not look for devices in card readers.");
const QCommandLineOption kNoBluetooth("no-bluetooth", "Do not look for devices over Bluetooth.");
const QCommandLineOption kWords("words",
                                "Without a window: follow words on standard input, and print a "
                                "line of JSON for each change.");
const QCommandLineOption kPictures("pictures", "Draw every state of the window into this folder.",
                                   "DIR");
const QCommandLineOption kWindow("window", "With --words: the window as well.");

}  // namespace

std::optional<CommandLine> parseCommandLine(const QStringList& arguments, int& status) {
    QCommandLineParser parser;
    parser.setApplicationDescription(
        "Confirms payments that were begun at a paired computer, with a security device.");
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions(
        {kDirectory, kAuthority, kMakers, kNoReader, kNoBluetooth, kWords, kWindow, kPictures});
    if (!parser.parse(arguments)) {
        std::fprintf(stderr, "tappay-phone: %s\n", qPrintable(parser.errorText()));
        status = 2;
        return std::nullopt;
    }
    if (parser.isSet("help")) parser.showHelp();
    if (parser.isSet("version")) parser.showVersion();
    CommandLine line;
    line.directory = parser.value(kDirectory);
    if (line.directory.isEmpty())
        line.directory = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    line.authority = parser.value(kAuthority);
    if (line.authority.isEmpty()) line.authority = qEnvironmentVariable("TAPPAY_PHONE_AUTHORITY");
    if (line.authority.isEmpty()) line.authority = QStringLiteral(":/authorities/authority.pem");
    line.makers = parser.value(kMakers);
    const QString packed = QStringLiteral(":/authorities/makers.pem");
    if (line.makers.isEmpty() && QFile::exists(packed)) line.makers = packed;
    line.reader = !parser.isSet(kNoReader);
    line.bluetooth = !parser.isSet(kNoBluetooth);
    line.pictures = parser.value(kPictures);
    line.words = parser.isSet(kWords);
    line.window = !line.words || parser.isSet(kWindow);
    return line;
}

}  // namespace tappay::phone
