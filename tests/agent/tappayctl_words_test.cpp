#include <QtCore/QFile>
#include <QtCore/QRegularExpression>

#include "agent/ctl_process.h"

// Every sub-command and option of the program is in its manual page and its completion.
namespace tappay::agent::test {

namespace {

const QString kPackaging = QStringLiteral(TAPPAY_TEST_DATA "/../../packaging/");

QByteArray outputOf(const QString& program, const QStringList& words) {
    QProcess process;
    process.start(program, words);
    process.waitForFinished();
    return process.readAllStandardOutput();
}

QStringList captured(const QString& text, const char* pattern) {
    QStringList found;
    const QRegularExpression expression(pattern, QRegularExpression::MultilineOption);
    for (auto it = expression.globalMatch(text); it.hasNext();)
        found.append(it.next().captured(1));
    return found;
}

// Without the marks for fonts and hyphens.
QString manual() {
    QFile file(kPackaging + "man/tappayctl.1");
    if (!file.open(QIODevice::ReadOnly)) return {};
    static const QRegularExpression fonts("\\\\f[A-Z]");
    return QString::fromUtf8(file.readAll()).remove(fonts).remove('\\');
}

QString help(const QStringList& words) {
    return QString::fromUtf8(outputOf(CtlBench::program(), words + QStringList{"--help"}));
}

QStringList commands() {
    return captured(help({}).section("Commands:", 1).section("Options of", 0, 0), "^  ([a-z]+) ");
}

QStringList optionsOf(const QString& command) {
    return captured(help({command}), "(--[a-z-]+)");
}

// What the completion offers after these words.
QStringList completed(QStringList words) {
    words.append("");
    const QString script =
        QString(
            "compopt() { :; }; source '%1'; COMP_WORDS=(%2 \"\"); COMP_CWORD=%3; _tappayctl; "
            "printf '%s\\n' \"${COMPREPLY[@]}\"")
            .arg(kPackaging + "completion/tappayctl", words.join(' ').trimmed())
            .arg(words.size() - 1);
    return QString::fromUtf8(outputOf("bash", {"--norc", "-c", script})).split('\n');
}

}  // namespace

class TappayctlWordsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void thereAreCommands() {
        QCOMPARE(commands(),
                 (QStringList{"status",       "sale",     "pay",     "consent", "resume", "giveup",
                              "transactions", "show",     "receipt", "trace",   "undo",   "enrol",
                              "signon",       "security", "chip",    "keys",    "cards",  "phone",
                              "device",       "confirm",  "card",    "decode",  "log"}));
        QVERIFY(optionsOf("sale").contains("--pin-stdin"));
    }

    void manualHasEveryWord() {
        const QString text = manual();
        for (const QString& command : commands()) {
            const QRegularExpression entry("^(\\.B )?" + command + "\\b",
                                           QRegularExpression::MultilineOption);
            QVERIFY2(entry.match(text).hasMatch(), qPrintable(command));
            for (const QString& option : optionsOf(command))
                QVERIFY2(text.contains(option), qPrintable(command + ' ' + option));
        }
    }

    void completionOffersEveryWord() {
        const QStringList first = completed({"tappayctl"});
        for (const QString& command : commands()) {
            QVERIFY2(first.contains(command), qPrintable(command));
            const QStringList offered = completed({"tappayctl", command});
            for (const QString& option : optionsOf(command))
                QVERIFY2(offered.contains(option), qPrintable(command + ' ' + option));
        }
    }

    void kindsOfDecodeAreTheSameEverywhere() {
        const QStringList kinds = captured(help({"decode"}), "\\b([a-z]{3})(?:,| or|$)");
        QVERIFY(kinds.size() >= 10);
        const QStringList offered = completed({"tappayctl", "decode"});
        for (const QString& kind : kinds) {
            QVERIFY2(offered.contains(kind), qPrintable(kind));
            QVERIFY2(manual().contains("\n.B " + kind + "\n"), qPrintable(kind));
        }
    }
};

}  // namespace tappay::agent::test

QTEST_GUILESS_MAIN(tappay::agent::test::TappayctlWordsTest)
#include "tappayctl_words_test.moc"
