#include "walkthrough/recorded_trace.h"

#include <QJsonArray>

namespace tappay::ui::recorded {

namespace {

QJsonObject row(int depth, const char* tag, const char* name, int length, const char* value,
                const char* text = "") {
    return {{QStringLiteral("depth"), depth},
            {QStringLiteral("tag"), QLatin1String(tag)},
            {QStringLiteral("name"), QLatin1String(name)},
            {QStringLiteral("length"), length},
            {QStringLiteral("value"), QLatin1String(value)},
            {QStringLiteral("text"), QLatin1String(text)}};
}

QJsonObject exchange(const char* name, const char* command, const char* response,
                     const QJsonArray& tree) {
    return {{QStringLiteral("kind"), QStringLiteral("exchange")},
            {QStringLiteral("name"), QLatin1String(name)},
            {QStringLiteral("command"), QLatin1String(command)},
            {QStringLiteral("response"), QLatin1String(response)},
            {QStringLiteral("sw"), QStringLiteral("9000")},
            {QStringLiteral("meaning"), QStringLiteral("done")},
            {QStringLiteral("tree"), tree}};
}

QJsonObject decision(const char* paragraph, const char* text) {
    return {{QStringLiteral("kind"), QStringLiteral("decision")},
            {QStringLiteral("paragraph"), QLatin1String(paragraph)},
            {QStringLiteral("text"), QLatin1String(text)}};
}

QJsonObject event(const char* kind, const char* text, const QJsonArray& tree = {}) {
    return {{QStringLiteral("kind"), QLatin1String(kind)},
            {QStringLiteral("text"), QLatin1String(text)},
            {QStringLiteral("tree"), tree}};
}

QJsonObject directory() {
    return exchange("SELECT 2PAY.SYS.DDF01", "00A404000E325041592E5359532E444446303100",
                    "6F2D840E325041592E5359532E4444463031A51BBF0C1861164F08A000000333010101500A5042"
                    "4F43204445424954",
                    {row(0, "6F", "FCI template", 45, ""),
                     row(1, "84", "DF name", 14, "325041592E5359532E4444463031", "2PAY.SYS.DDF01"),
                     row(1, "A5", "FCI proprietary template", 27, ""),
                     row(2, "BF0C", "FCI issuer discretionary data", 24, ""),
                     row(3, "61", "Application template", 22, ""),
                     row(4, "4F", "Application identifier", 8, "A000000333010101"),
                     row(4, "50", "Application label", 10, "50424F43204445424954", "PBOC DEBIT")});
}

QJsonObject application() {
    return exchange(
        "SELECT A000000333010101", "00A4040008A00000033301010100",
        "6F248408A000000333010101A518500A50424F432044454249549F38099F66049F02069F3704",
        {row(0, "6F", "FCI template", 36, ""), row(1, "84", "DF name", 8, "A000000333010101"),
         row(1, "A5", "FCI proprietary template", 24, ""),
         row(2, "50", "Application label", 10, "50424F43204445424954", "PBOC DEBIT"),
         row(2, "9F38", "PDOL", 9, "9F66049F02069F3704", "9F66 4, 9F02 6, 9F37 4")});
}

QJsonObject processing() {
    return exchange(
        "GET PROCESSING OPTIONS", "80A8000010830E368000000000000128601A2B3C4D00",
        "772A9F2608A1B2C3D4E5F607189F101307010103A00000010A010000007140000000009F36020041"
        "82027D00",
        {row(0, "77", "Response message template format 2", 42, ""),
         row(1, "9F26", "Application cryptogram", 8, "A1B2C3D4E5F60718"),
         row(1, "9F10", "Issuer application data", 19, "07010103A00000010A01000000714000000000",
             "ARQC, card balance 71.40"),
         row(1, "9F36", "Application transaction counter", 2, "0041", "65"),
         row(1, "82", "Application interchange profile", 2, "7D00",
             "DDA, cardholder verification, CDA")});
}

QJsonObject record() {
    return exchange("READ RECORD 1 of file 1", "00B2010C00",
                    "701E5A086228********89015F24033012315F3401019F0702FF009F08020030",
                    {row(0, "70", "Record template", 30, ""),
                     row(1, "5A", "Application PAN", 8, "6228********8901", "622848*********8901"),
                     row(1, "5F24", "Application expiration date", 3, "301231", "2030-12-31"),
                     row(1, "5F34", "PAN sequence number", 1, "01"),
                     row(1, "9F07", "Application usage control", 2, "FF00"),
                     row(1, "9F08", "Application version", 2, "0030")});
}

}  // namespace

QJsonObject trace() {
    return {
        {QStringLiteral("steps"),
         QJsonArray{event("run", "Card tapped, CNY 36.50"),
                    decision("JR/T 0025.12, 7.2",
                             "Amount below the contactless transaction limit: tapping is offered"),
                    directory(),
                    decision("Book 1, 12.3.3", "One application in common, chosen by itself"),
                    application(), processing(),
                    decision("JR/T 0025.12, 7.5", "A cryptogram is there: qPBOC, asked online"),
                    record(), decision("JR/T 0025.12, 7.7", "The card is not expired"),
                    decision("JR/T 0025.12, 7.8",
                             "Below the limit for a cardholder check: none is asked for"),
                    event("host", "Approved, response code 00"),
                    event("end", "Approved by the issuer",
                          {row(0, "95", "Terminal verification results", 5, "0000008000",
                               "byte 4 bit 8: transaction exceeds the floor limit")})}}};
}

}  // namespace tappay::ui::recorded
