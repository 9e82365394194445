#include "command_line.h"

#include <QCommandLineParser>
#include <cstdio>

#include "agent/client.h"
#include "agent/pay_link.h"

namespace tappay::app {

namespace {

constexpr int kUsage = 2;

QString describe() {
    return QStringLiteral(
        "The window of Tap & Pay: takes payments with the tappayd that runs on this computer.");
}

}  // namespace

std::optional<CommandLine> parseCommandLine(const QStringList& arguments, int& status) {
    QCommandLineParser parser;
    parser.setApplicationDescription(describe());
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    const QCommandLineOption socket(QStringLiteral("socket"),
                                    QStringLiteral("The local API's operator socket."),
                                    QStringLiteral("file"), agent::Client::defaultSocket());
    const QCommandLineOption receipt(
        QStringLiteral("receipt"),
        QStringLiteral("Write the receipt of a payment, without a window."), QStringLiteral("id"));
    const QCommandLineOption copy(QStringLiteral("copy"),
                                  QStringLiteral("With --receipt: merchant or cardholder."),
                                  QStringLiteral("copy"), QStringLiteral("merchant"));
    const QCommandLineOption pdf(QStringLiteral("pdf"),
                                 QStringLiteral("With --receipt: the file to write."),
                                 QStringLiteral("file"));
    const QCommandLineOption walk(
        QStringLiteral("walkthrough"),
        QStringLiteral("Make one payment by key presses and save a picture of each screen."),
        QStringLiteral("folder"));
    const QCommandLineOption all(
        QStringLiteral("all"),
        QStringLiteral(
            "With --walkthrough: pictures of every screen from recorded states instead."));
    const QCommandLineOption part(QStringLiteral("part"),
                                  QStringLiteral("With --all: pictures of this part alone."),
                                  QStringLiteral("part"));
    const QCommandLineOption tap(
        QStringLiteral("tap"),
        QStringLiteral("With --walkthrough and --accompany: tap this card of the sandbox."),
        QStringLiteral("card"));
    const QCommandLineOption accompany(
        QStringLiteral("accompany"),
        QStringLiteral(
            "Wait for one web order, pay it with a card of the sandbox and save pictures."),
        QStringLiteral("folder"));
    const QCommandLineOption onPhone(
        QStringLiteral("confirm-on-phone"),
        QStringLiteral("With --accompany: confirm the order on the paired phone."));
    const QCommandLineOption pairPhone(
        QStringLiteral("pair-phone"),
        QStringLiteral("With --accompany: pair a phone. Prints the invitation and the code, and "
                       "accepts on the line \"accept CODE\" of the standard input."));
    const QCommandLineOption insert(
        QStringLiteral("insert"),
        QStringLiteral("With --walkthrough and --accompany: insert this card of the sandbox."),
        QStringLiteral("card"));
    const QCommandLineOption amount(QStringLiteral("amount"),
                                    QStringLiteral("With --walkthrough: the digits of the amount."),
                                    QStringLiteral("digits"), ui::Walk().amount);
    parser.addPositionalArgument(
        QStringLiteral("link"),
        QStringLiteral("A link to pay, tappay:pay/ORDER: shown in the window that is open."),
        QStringLiteral("[link]"));
    QCommandLineOption firstFrame(QStringLiteral("exit-after-first-frame"));
    firstFrame.setFlags(QCommandLineOption::HiddenFromHelp);
    parser.addOptions({socket, receipt, copy, pdf, walk, all, part, accompany, onPhone, pairPhone,
                       tap, insert, amount, firstFrame});

    const auto wrong = [&](const QString& text) {
        std::fprintf(stderr, "tappay: %s\n", qPrintable(text));
        status = kUsage;
        return std::nullopt;
    };
    if (!parser.parse(arguments)) return wrong(parser.errorText());
    if (parser.isSet(help) || parser.isSet(version)) {
        const QString text =
            parser.isSet(help) ? parser.helpText()
                               : QStringLiteral("tappay %1\n").arg(QStringLiteral(TAPPAY_VERSION));
        std::fputs(qPrintable(text), stdout);
        status = 0;
        return std::nullopt;
    }
    CommandLine line{.socket = parser.value(socket),
                     .receiptId = parser.value(receipt),
                     .copy = parser.value(copy),
                     .pdf = parser.value(pdf),
                     .walkthrough = parser.value(walk),
                     .accompany = parser.value(accompany),
                     .confirmOnPhone = parser.isSet(onPhone),
                     .pairPhone = parser.isSet(pairPhone),
                     .walk = {.amount = parser.value(amount)},
                     .allStates = parser.isSet(all),
                     .part = parser.value(part),
                     .order = {},
                     .untilFirstFrame = parser.isSet(firstFrame)};
    line.walk.tapped = parser.isSet(tap);
    if (line.walk.tapped || parser.isSet(insert))
        line.walk.card = parser.value(line.walk.tapped ? tap : insert);
    const QStringList links = parser.positionalArguments();
    if (links.size() > 1) return wrong(QStringLiteral("one link at a time"));
    if (!links.isEmpty()) {
        const auto order = agent::orderOfLink(links.constFirst());
        if (!order) return wrong(QStringLiteral("not a link to pay: tappay:pay/ORDER"));
        line.order = *order;
    }
    if (line.receiptId.isEmpty() != line.pdf.isEmpty())
        return wrong(QStringLiteral("--receipt and --pdf belong together"));
    if (line.copy != QLatin1String("merchant") && line.copy != QLatin1String("cardholder"))
        return wrong(QStringLiteral("--copy is merchant or cardholder"));
    if (parser.isSet(amount) && line.walkthrough.isEmpty())
        return wrong(QStringLiteral("--amount belongs to --walkthrough"));
    if ((parser.isSet(tap) || parser.isSet(insert)) && line.walkthrough.isEmpty() &&
        line.accompany.isEmpty())
        return wrong(QStringLiteral("--tap and --insert belong to --walkthrough and --accompany"));
    if (parser.isSet(tap) && parser.isSet(insert))
        return wrong(QStringLiteral("either --tap or --insert"));
    if ((line.confirmOnPhone || line.pairPhone) && line.accompany.isEmpty())
        return wrong(QStringLiteral("--confirm-on-phone and --pair-phone belong to --accompany"));
    if (line.confirmOnPhone && line.pairPhone)
        return wrong(QStringLiteral("either --confirm-on-phone or --pair-phone"));
    if (line.allStates && line.walkthrough.isEmpty())
        return wrong(QStringLiteral("--all belongs to --walkthrough"));
    return line;
}

}  // namespace tappay::app
