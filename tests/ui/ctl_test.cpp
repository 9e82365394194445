#include "ui/ctl_test.h"

#include <QJsonDocument>
#include <QProcess>
#include <QTest>

#include "walkthrough/recorded_account.h"
#include "walkthrough/recorded_orders.h"
#include "walkthrough/recorded_states.h"
#include "walkthrough/recorded_terminal.h"

namespace tappay::ui {

namespace {

const QString kOrder = QStringLiteral("01936b2e-6000-7abc-8def-0123456789ab");

struct Ended {
    int status = -1;
    QString out, err;
};

struct Line {
    Line() {
        terminal.setStatus(recorded::status());
        terminal.setCardholder(recorded::cardholder());
        terminal.setOrderAnswer(recorded::byLink(recorded::purchase("intended", "consent", 0)));
        QObject::connect(&terminal, &RecordedTerminal::called, &terminal,
                         [this](const QString& it) {
                             if (it == QLatin1String("checkout.accept"))
                                 terminal.send(recorded::purchase("approved", "done", 4));
                         });
    }

    // The terminal lives on this thread, so nothing may block.
    [[nodiscard]] Ended run(const QStringList& words, const QByteArray& input = {}) const {
        QProcess process;
        process.start(QStringLiteral(TAPPAY_BIN_DIR "/tappayctl"),
                      QStringList{QStringLiteral("--socket"), terminal.socketPath()} + words);
        process.write(input);
        process.closeWriteChannel();
        if (!QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, 30000))
            process.kill();
        return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
                QString::fromUtf8(process.readAllStandardError())};
    }
    [[nodiscard]] qsizetype count(const char* method) const {
        return terminal.callsOf(QLatin1String(method)).size();
    }

    RecordedTerminal terminal;
};

}  // namespace

void CtlTest::anOrderIsShownAndAsked_data() {
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("paid");
    QTest::newRow("y") << QByteArray("y\n") << true;
    QTest::newRow("Yes") << QByteArray("Yes\n") << true;
    QTest::newRow("no") << QByteArray("n\n") << false;
    QTest::newRow("nothing typed") << QByteArray("\n") << false;
    QTest::newRow("nobody there") << QByteArray() << false;
    QTest::newRow("something else") << QByteArray("yesterday\n") << false;
}

void CtlTest::anOrderIsShownAndAsked() {
    QFETCH(const QByteArray, answer);
    QFETCH(const bool, paid);
    const Line line;
    const Ended ended = line.run({QStringLiteral("pay"), kOrder}, answer);
    for (const char* words : {"CNY 128.60", "Tea House", "not verified by a browser", "A-1001",
                              "2 x Oolong, spring harvest  CNY 59.20", "[y/N]"})
        QVERIFY2(ended.err.contains(QString::fromUtf8(words)), qPrintable(ended.err));
    QCOMPARE(line.count("checkout.accept"), paid ? 1 : 0);
    QCOMPARE(line.count("sale.cancel"), paid ? 0 : 1);
    QCOMPARE(ended.status, paid ? 0 : 4);
}

void CtlTest::yesPaysWithoutAsking() {
    const Line line;
    const Ended ended = line.run({QStringLiteral("--json"), QStringLiteral("pay"),
                                  QStringLiteral("tappay:pay/") + kOrder, QStringLiteral("--yes")});
    QCOMPARE(ended.status, 0);
    QVERIFY(!ended.err.contains(QStringLiteral("[y/N]")));
    QCOMPARE(line.terminal.callsOf(QStringLiteral("checkout.open")).first().toObject(),
             (QJsonObject{{QStringLiteral("order"), kOrder}}));
    QCOMPARE(QJsonDocument::fromJson(ended.out.toUtf8())[QLatin1String("state")].toString(),
             QStringLiteral("approved"));
}

void CtlTest::onlyOrdersAndTheirLinks_data() {
    QTest::addColumn<QString>("text");
    for (const char* text :
         {"", "tappay:", "tappay:pay/", "tappay:pay/1234", "tappay:refund/%1", "TAPPAY:pay/%1",
          "tappay://pay/%1", "tappay:pay/%1/", "tappay:pay/%1?amount=1", "tappay:pay/%1#x",
          " tappay:pay/%1", "tappay:pay/..%1", "https://tea.example/%1", "{%1}"}) {
        const QString row = QString::fromLatin1(text);
        QTest::newRow(text) << (row.contains(QLatin1String("%1")) ? row.arg(kOrder) : row);
    }
}

void CtlTest::onlyOrdersAndTheirLinks() {
    QFETCH(const QString, text);
    const Line line;
    QCOMPARE(line.run({QStringLiteral("pay"), text, QStringLiteral("--yes")}).status, 2);
    QVERIFY(line.terminal.calls().isEmpty());
}

void CtlTest::consentIsAnswered() {
    const Line line;
    const QString id = recorded::purchase("intended", "consent", 0)[QLatin1String("id")].toString();
    QCOMPARE(line.run({QStringLiteral("consent"), id, QStringLiteral("maybe")}).status, 2);
    QVERIFY(line.terminal.calls().isEmpty());
    QCOMPARE(line.run({QStringLiteral("consent"), id, QStringLiteral("no")}).status, 4);
    QCOMPARE(line.count("sale.cancel"), 1);
    QCOMPARE(line.run({QStringLiteral("consent"), id, QStringLiteral("yes")}).status, 0);
    QCOMPARE(line.count("checkout.accept"), 1);
}

void CtlTest::cardsAreListed() {
    const Line line;
    const Ended ended = line.run({QStringLiteral("cards")});
    QCOMPARE(ended.status, 0);
    for (const char* words : {"622848*********8901  UnionPay Debit  since", "removed", "card-2",
                              "(this one)", "Limit for a payment  CNY 500.00",
                              "Limit for a day      none", "refused, above the limit CNY 900.00"})
        QVERIFY2(ended.out.contains(QString::fromUtf8(words)), qPrintable(ended.out));
}

void CtlTest::aCardIsAdded() {
    Line line;
    line.terminal.setCardholder(recorded::noAccount());
    QObject::connect(
        &line.terminal, &RecordedTerminal::called, &line.terminal, [&line](const QString& it) {
            if (it != QLatin1String("cardholder.addCard")) return;
            line.terminal.setCardholder(recorded::adding(recorded::noAccount(), "authorising"));
            line.terminal.setCardholder(recorded::cardholder());
        });
    const Ended ended = line.run({QStringLiteral("cards"), QStringLiteral("add")});
    QCOMPARE(ended.status, 0);
    QVERIFY2(ended.err.contains(QStringLiteral("Present card. Nothing is charged")),
             qPrintable(ended.err));
    QVERIFY(ended.out.contains(QStringLiteral("622848*********8901")));
}

void CtlTest::limitsAreSet() {
    Line line;
    QObject::connect(&line.terminal, &RecordedTerminal::called, &line.terminal,
                     [&line](const QString& it) {
                         if (it == QLatin1String("cardholder.limits"))
                             line.terminal.setCardholder(recorded::cardholder());
                     });
    const Ended ended =
        line.run({QStringLiteral("cards"), QStringLiteral("limits"), QStringLiteral("--payment"),
                  QStringLiteral("12.34"), QStringLiteral("--day"), QStringLiteral("none")});
    QCOMPARE(ended.status, 0);
    QCOMPARE(line.terminal.callsOf(QStringLiteral("cardholder.limits")).first().toObject(),
             (QJsonObject{{QStringLiteral("payment"), QStringLiteral("12.34")}}));
}

void CtlTest::deletingNeedsAWord() {
    const Line line;
    QCOMPARE(line.run({QStringLiteral("cards"), QStringLiteral("delete")}).status, 2);
    QCOMPARE(line.run({QStringLiteral("cards"), QStringLiteral("unbind")}).status, 2);
    QCOMPARE(line.run({QStringLiteral("cards"), QStringLiteral("burn")}).status, 2);
    QVERIFY(line.terminal.calls().isEmpty());
}

}  // namespace tappay::ui
