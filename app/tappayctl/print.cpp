#include "print.h"

#include <QtCore/QHash>

#include "rows.h"

namespace tappay::ctl {

namespace {

QString money(const QJsonObject& transaction) {
    return at(transaction, "currency") + QLatin1Char(' ') + at(transaction, "amount");
}

QString readerWords(const QJsonObject& reader) {
    if (reader.value(QLatin1String("inUseElsewhere")).toBool())
        return QStringLiteral("used by another program");
    if (reader.value(QLatin1String("cardMute")).toBool())
        return QStringLiteral("a card that does not answer");
    return reader.value(QLatin1String("cardPresent")).toBool() ? QStringLiteral("card inserted")
                                                               : QStringLiteral("no card");
}

QString interfaceWords(const QString& interface) {
    if (interface == QLatin1String("contactless")) return QStringLiteral("tapped");
    return interface.isEmpty() ? QString() : QStringLiteral("inserted");
}

QString balanceOf(const QJsonObject& it) {
    const QString balance = at(it, "cardBalance");
    return balance.isEmpty() ? QString() : at(it, "currency") + QLatin1Char(' ') + balance;
}

QString presentWords(const QJsonObject& it) {
    const bool tap = it.value(QLatin1String("acceptsTap")).toBool();
    const bool insert = it.value(QLatin1String("acceptsInsert")).toBool();
    if (tap == insert) return QStringLiteral("Present card");
    return tap ? QStringLiteral("Tap card") : QStringLiteral("Insert card");
}

QString pinWords(const QJsonObject& pin) {
    const QString enter = pin.value(QLatin1String("onReader")).toBool()
                              ? QStringLiteral("Enter PIN on the reader, or cancel there")
                              : QStringLiteral("Enter PIN, then Enter");
    const int tries = pin.value(QLatin1String("triesLeft")).toInt(-1);
    QString before;
    if (pin.value(QLatin1String("wrongBefore")).toBool())
        before = tries > 1 ? QStringLiteral("Incorrect PIN. %1 tries left. ").arg(tries)
                           : QStringLiteral("Incorrect PIN. ");
    if (tries == 1) before += QStringLiteral("Last try. ");
    return before + enter;
}

}  // namespace

QString statusText(const QJsonObject& status) {
    const QJsonObject reader = status.value(QLatin1String("reader")).toObject();
    const QJsonObject backEnd = status.value(QLatin1String("backEnd")).toObject();
    const QJsonValue trip = backEnd.value(QLatin1String("roundTripMs"));
    QString reach = backEnd.value(QLatin1String("reachable")).toBool()
                        ? QStringLiteral("reachable")
                        : QStringLiteral("not reachable");
    if (trip.isDouble()) reach += QStringLiteral(" (%1 ms)").arg(trip.toInt());
    const int pending = status.value(QLatin1String("pendingCount")).toInt();
    Rows rows{{QStringLiteral("Version"), at(status, "version")},
              {QStringLiteral("Merchant"),
               QString(at(status, "merchantName") + QLatin1Char(' ') + at(status, "merchantId"))
                   .trimmed()},
              {QStringLiteral("Terminal"), at(status, "terminalId")},
              {QStringLiteral("Operator"), at(status, "operatorId")},
              {QStringLiteral("Currency"), at(status, "currency")},
              {QStringLiteral("Batch"), at(status, "batch")},
              {QStringLiteral("Chip"), at(status.value(QLatin1String("chip")).toObject(), "form")},
              {QStringLiteral("Back end"), reach},
              {QStringLiteral("Open results"), QString::number(pending)},
              {QStringLiteral("Running"), at(status, "running")},
              {QStringLiteral("Standing"), failureText(status.value(QLatin1String("standing")))},
              {QStringLiteral("Trouble"), failureText(status.value(QLatin1String("trouble")))}};
    const QJsonArray readers = reader.value(QLatin1String("readers")).toArray();
    if (!reader.value(QLatin1String("serviceRunning")).toBool())
        rows.append({QStringLiteral("Reader"), QStringLiteral("smart-card service not running")});
    else if (readers.isEmpty())
        rows.append({QStringLiteral("Reader"), QStringLiteral("none connected")});
    for (const auto& it : readers)
        rows.append({QStringLiteral("Reader"), at(it.toObject(), "name") + QStringLiteral(": ") +
                                                   readerWords(it.toObject())});
    return aligned(rows);
}

QString listText(const QJsonArray& transactions) {
    if (transactions.isEmpty()) return QStringLiteral("No payments.\n");
    QString text;
    for (const auto& value : transactions) {
        const QJsonObject it = value.toObject();
        text += localTime(at(it, "created")) + QStringLiteral("  ") + money(it).rightJustified(16) +
                QStringLiteral("  ") + at(it, "state").leftJustified(14) + QStringLiteral("  ") +
                at(it, "id") + QStringLiteral("  ") + at(it, "note") +
                at(it.value(QLatin1String("order")).toObject(), "shop");
        text = text.trimmed() + QLatin1Char('\n');
    }
    return text;
}

QString transactionText(const QJsonObject& it) {
    const QJsonObject card = it.value(QLatin1String("card")).toObject();
    const QJsonObject emv = it.value(QLatin1String("emv")).toObject();
    return stateWords(at(it, "state")) + QStringLiteral("  ") + money(it) + QLatin1Char('\n') +
           orderText(it) +
           aligned(
               {{QStringLiteral("Reason"), failureText(it.value(QLatin1String("failure")))},
                {QStringLiteral("Note"), at(it, "note")},
                {QStringLiteral("Card"),
                 QString(at(card, "pan") + QStringLiteral("  ") + at(card, "label")).trimmed()},
                {QStringLiteral("Card was"), interfaceWords(at(it, "interface"))},
                {QStringLiteral("Left on card"), balanceOf(it)},
                {QStringLiteral("Issuer"), at(it, "issuerName")},
                {QStringLiteral("Authorisation"), at(it, "authCode")},
                {QStringLiteral("Reference"), at(it, "reference")},
                {QStringLiteral("Voucher"), at(it, "stan")},
                {QStringLiteral("Batch"), at(it, "batch")},
                {QStringLiteral("Response code"), at(it, "responseCode")},
                {QStringLiteral("Verified by"), at(it, "cvm")},
                {QStringLiteral("Signature"), it.value(QLatin1String("signatureNeeded")).toBool()
                                                  ? QStringLiteral("needed on the receipt")
                                                  : QString()},
                {QStringLiteral("AID"), at(card, "aid")},
                {QStringLiteral("TVR"), at(emv, "tvr")},
                {QStringLiteral("TSI"), at(emv, "tsi")},
                {QStringLiteral("Cryptogram"), at(emv, "cryptogram")},
                {QStringLiteral("ATC"), at(emv, "atc")},
                {QStringLiteral("Unusual"), at(it, "risk")},
                {QStringLiteral("Begun"), localTime(at(it, "created"))},
                {QStringLiteral("Changed"), localTime(at(it, "changed"))},
                {QStringLiteral("Id"), at(it, "id")}});
}

QString receiptText(const QJsonObject& receipt) {
    Rows rows;
    for (const auto& line : receipt.value(QLatin1String("lines")).toArray())
        rows.append({at(line.toObject(), "label"), at(line.toObject(), "value")});
    QString text = aligned(rows);
    if (receipt.value(QLatin1String("signatureLine")).toBool())
        text += QStringLiteral("\nSignature: ______________________\n");
    return text;
}

QString factsText(const QJsonArray& facts) {
    Rows rows;
    for (const auto& fact : facts)
        rows.append({at(fact.toObject(), "name"), at(fact.toObject(), "value")});
    return aligned(rows);
}

QString stateWords(const QString& state) {
    static const QHash<QString, QString> words{
        {"approved", "Approved"},
        {"declined", "Declined"},
        {"unknown", "Result not known yet. Do not charge again"},
        {"undoing", "Being cancelled. Do not charge again"},
        {"capturing", "Paid by the card, telling the shop…"},
        {"undone", "Cancelled. Nothing charged"},
        {"cancelled", "Cancelled. Nothing charged"},
        {"failed", "Failed. Nothing charged"},
        {"advice_pending", "Paid from card. Bank will be told"},
        {"advice_refused", "Paid from card, refused by the bank. Contact the acquirer"},
        {"card_in_doubt", "The card may have paid. Do not charge again"},
        {"undo_refused", "Charged. Too late to undo"},
        {"abandoned", "Not confirmed. The card may have paid"},
    };
    return words.value(state, QStringLiteral("Under way"));
}

QString progressWords(const QJsonObject& it) {
    static const QHash<QString, QString> words{
        {"consent", "Waiting for consent"},
        {"insert_card", "Insert card"},
        {"tap_again", "Card moved. Tap the same card again"},
        {"see_phone", "See phone, then tap it again"},
        {"one_card_only", "One card only, please"},
        {"keep_card", "Keep card still"},
        {"card_read", "Card read. Remove card"},
        {"choose_application", "Choose application"},
        {"authorising", "Contacting bank…"},
        {"completing", "Keep card still"},
        {"remove_card", "Remove card"},
    };
    const QString stage = at(it, "stage");
    if (at(it, "state") == QLatin1String("capturing")) return stateWords(at(it, "state"));
    if (stage == QLatin1String("present_card")) return presentWords(it);
    if (stage == QLatin1String("enter_pin"))
        return pinWords(it.value(QLatin1String("pin")).toObject());
    if (it.value(QLatin1String("applicationRefused")).toBool())
        return QStringLiteral("Not accepted, try again");
    if (stage == QLatin1String("checking")) return stateWords(at(it, "state"));
    return words.value(stage);
}

}  // namespace tappay::ctl
