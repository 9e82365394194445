#include "simulator/sandbox/options.h"

#include <QCommandLineParser>
#include <optional>

namespace tappay::simulator::sandbox {

namespace {

std::unexpected<Failure> wrong(const QString& what) {
    return fail(FailureCode::InputMalformed, what.toStdString());
}

std::optional<Chip> chipOf(const QString& form) {
    if (form == "virtual") return Chip::Virtual;
    if (form == "software") return Chip::Software;
    if (form == "none") return Chip::None;
    return {};
}

}  // namespace

QString usage() {
    return "usage: tappay-sandbox run [OPTION]... -- COMMAND [ARGUMENT]...\n"
           "       tappay-sandbox up [OPTION]...\n"
           "  --card PROFILE|FILE  a virtual card; the first one is inserted at the start\n"
           "  --tap PROFILE|FILE   a virtual card, held to the contactless reader at the start\n"
           "  --pin-pad            the reader with contacts has keys of its own\n"
           "  --empty              no card is inserted at the start\n"
           "  --chip FORM          the terminal's security chip: virtual, software or none\n"
           "  --shop               a demo web shop, and a browser's home that is ready for it\n"
           "  --device WAY         the security device is there: bluetooth, reader or both\n"
           "  --new                the terminal is not enrolled; says with which code it can be\n"
           "  --fault SPEC         card:SPEC or network:SPEC\n"
           "  --answer-timeout N   the back end waits N seconds for the network, not 15\n"
           "  --pcsc SOCKET        use this PC/SC service and its cards\n"
           "  --dir DIRECTORY      build it here, and leave it at the end\n"
           "  --keep               leave the temporary directory at the end\n"
           "  -v                   say how long the start and the enrolment took\n";
}

Result<Options> parseOptions(const QStringList& arguments) {
    const QString verb = arguments.value(0);
    if (verb != "run" && verb != "up") return wrong("the first word is run or up");
    QCommandLineParser parser;
    parser.setOptionsAfterPositionalArgumentsMode(QCommandLineParser::ParseAsPositionalArguments);
    const QCommandLineOption card("card", "", "PROFILE|FILE"), tap("tap", "", "PROFILE|FILE");
    const QCommandLineOption fault("fault", "", "SPEC");
    const QCommandLineOption pcsc("pcsc", "", "SOCKET"), dir("dir", "", "DIRECTORY");
    const QCommandLineOption answer("answer-timeout", "", "N", "15");
    const QCommandLineOption chip("chip", "", "FORM", "virtual"), isNew("new"), shop("shop");
    const QCommandLineOption empty("empty"), pinPad("pin-pad"), keep("keep"), verbose("v");
    const QCommandLineOption device("device", "", "WAY");
    parser.addOptions({card, tap, empty, pinPad, chip, shop, device, isNew, fault, answer, pcsc,
                       dir, keep, verbose});
    // The parser skips the first word, which here is the verb.
    if (!parser.parse(arguments)) return wrong(parser.errorText());

    const auto form = chipOf(parser.value(chip));
    if (!form) return wrong("--chip takes virtual, software or none");
    const QString way = parser.value(device);
    if (parser.isSet(device) && !QStringList{"bluetooth", "reader", "both"}.contains(way))
        return wrong("--device takes bluetooth, reader or both");
    Options options{.stay = verb == "up",
                    .cards = parser.values(card),
                    .empty = parser.isSet(empty),
                    .tap = parser.value(tap),
                    .pinPad = parser.isSet(pinPad),
                    .cardFaults = {},
                    .networkFaults = {},
                    .chip = *form,
                    .shop = parser.isSet(shop),
                    .isNew = parser.isSet(isNew),
                    .deviceInReader = way == "reader" || way == "both",
                    .deviceOverBluetooth = way == "bluetooth" || way == "both",
                    .answerSeconds = parser.value(answer).toInt(),
                    .pcscSocket = parser.value(pcsc),
                    .directory = parser.value(dir),
                    .keep = parser.isSet(keep),
                    .verbose = parser.isSet(verbose),
                    .command = parser.positionalArguments()};
    for (const QString& spec : parser.values(fault)) {
        const QString program = spec.section(':', 0, 0);
        const QString rest = spec.section(':', 1);
        if (program == "card")
            options.cardFaults += rest;
        else if (program == "network")
            options.networkFaults += rest;
        else
            return wrong("--fault " + spec + ": begin with card: or network:");
    }
    if (options.answerSeconds < 1 || options.answerSeconds > 60)
        return wrong("--answer-timeout takes 1 to 60 seconds");
    if (options.stay != options.command.isEmpty())
        return wrong(options.stay ? "up takes no command" : "run needs a command");
    if (!options.pcscSocket.isEmpty() &&
        !(options.cards + options.cardFaults + parser.values(tap)).isEmpty())
        return wrong("with --pcsc the cards are those of that service");
    if (options.deviceInReader && (!options.pcscSocket.isEmpty() || !options.tap.isEmpty()))
        return wrong("the security device lies on the virtual contactless reader, alone");
    return options;
}

}  // namespace tappay::simulator::sandbox
