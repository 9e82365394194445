#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QRegularExpression>
#include <thread>

#include "agent/json.h"
#include "agent/peer.h"

// Every method of docs/api.md over real sockets, and the document itself.
namespace tappay::agent::test {

namespace {

const QString kKnown = "01936b2e-5f00-7a31-8c11-3d2b6a90f4e7";

QString document() {
    QFile file(QStringLiteral(TAPPAY_TEST_DATA "/../../docs/api.md"));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

// The JSON blocks in order.
QList<QJsonObject> documentedObjects() {
    static const QRegularExpression block("```json\\n(.*?)```",
                                          QRegularExpression::DotMatchesEverythingOption);
    QList<QJsonObject> objects;
    for (auto it = block.globalMatch(document()); it.hasNext();)
        objects.append(QJsonDocument::fromJson(it.next().captured(1).toUtf8()).object());
    return objects;
}

QJsonObject resultOf(const QJsonObject& answer) {
    return answer.value("result").toObject();
}

}  // namespace

class ApiTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        bench = std::make_unique<Bench>();
        QVERIFY(bench->listening);
        bench->terminal.put(exampleTransaction());
    }

    void documentShowsTheTruth() {
        const auto objects = documentedObjects();
        QCOMPARE(objects.size(), 8);
        Peer peer(bench->operatorPath());
        QCOMPARE(resultOf(peer.call("app.status")), objects[0]);
        QCOMPARE(resultOf(peer.call("security.get")), objects[1]);
        QCOMPARE(resultOf(peer.call("transaction.get", {{"id", kKnown}})), objects[2]);
        bench->terminal.put(examplePurchase());
        const auto purchase = resultOf(
            peer.call("transaction.get", {{"id", QString::fromStdString(examplePurchase().id)}}));
        QCOMPARE(purchase.value("order").toObject(), objects[3]);
        QCOMPARE(purchase.keys(), objects[2].keys());
        QCOMPARE(resultOf(peer.call("cardholder.get")), objects[4]);
        QCOMPARE(resultOf(peer.call("phone.get")), objects[5]);
        QCOMPARE(resultOf(peer.call("device.get")), objects[6]);
        QCOMPARE(resultOf(peer.call("confirm.get",
                                    {{"id", QString::fromStdString(exampleConfirmation().key)}})),
                 objects[7]);
    }

    void documentedExamplesRun() {
        Peer peer(bench->operatorPath());
        QByteArray request;
        int examples = 0;
        for (const QString& line : document().split('\n')) {
            if (line.startsWith("> ")) request = line.mid(2).toUtf8();
            if (!line.startsWith("< ")) continue;
            const auto expected = QJsonDocument::fromJson(line.mid(2).toUtf8()).object();
            QVERIFY2(!expected.isEmpty(), qPrintable(line));
            QCOMPARE(peer.ask(request), expected);
            ++examples;
        }
        QVERIFY(examples >= 7);
    }

    // The table names exactly the methods there are, with their scope and parameters.
    void documentListsEveryMethod() {
        static const QRegularExpression row(
            "^\\| `([a-zA-Z.]+)` \\| (till|operator|browser) \\|(.*?)\\| ",
            QRegularExpression::MultilineOption);
        static const QRegularExpression word("`([a-zA-Z]+)`([?]?)");
        QStringList documented, real;
        for (auto it = row.globalMatch(document()); it.hasNext();) {
            const auto match = it.next();
            QString line = match.captured(1) + ' ' + match.captured(2);
            // "name`: `value`, ..." : what follows a colon are values.
            QString parameters = match.captured(3);
            parameters.remove(QRegularExpression(": .*"));
            for (auto p = word.globalMatch(parameters); p.hasNext();) {
                const auto parameter = p.next();
                line += ' ' + parameter.captured(1) + parameter.captured(2);
            }
            documented.append(line);
        }
        for (const Method& method : allMethods()) {
            QString line = QString("%1 %2").arg(method.name, nameOf(method.scope));
            for (const Parameter& parameter : method.parameters)
                line += QString(" %1%2").arg(parameter.name, parameter.required ? "" : "?");
            real.append(line);
        }
        QCOMPARE(documented, real);
    }

    void saleStartsAndIsTheSameAgain() {
        Peer till(bench->tillPath());
        const QJsonObject params{{"amount", "12.3"},
                                 {"currency", "CNY"},
                                 {"note", QString::fromUtf8("桌 4 ☕")},
                                 {"id", "01936B2E-5F00-7A31-8C11-00000000000A"}};
        const QJsonObject first = resultOf(till.call("sale.start", params));
        QCOMPARE(first["amount"].toString(), "12.30");
        QCOMPARE(first["state"].toString(), "intended");
        QCOMPARE(first["stage"].toString(), "present_card");
        QCOMPARE(first["note"].toString(), params["note"].toString());
        QCOMPARE(first["id"].toString(), "01936b2e-5f00-7a31-8c11-00000000000a");
        QCOMPARE(resultOf(till.call("sale.start", params)), first);
        QCOMPARE(bench->terminal.sales(), 1);
        auto other = params;
        other["amount"] = "12.31";
        QCOMPARE(failureCode(till.call("sale.start", other)), "request.key_reused");
    }

    void amountsAndCurrencies_data() {
        QTest::addColumn<QJsonObject>("params");
        QTest::addColumn<QString>("failure");
        const auto row = [](const char* name, const QJsonObject& params, const char* failure) {
            QTest::newRow(name) << params << QString::fromLatin1(failure);
        };
        row("negative", {{"amount", "-1.00"}}, "input.amount");
        row("huge", {{"amount", "10000000000.00"}}, "input.amount");
        row("very long", {{"amount", QString(500, '9')}}, "input.malformed");
        row("nan", {{"amount", "NaN"}}, "input.amount");
        row("exponent", {{"amount", "1e3"}}, "input.amount");
        row("comma", {{"amount", "12,34"}}, "input.amount");
        row("full-width digits", {{"amount", QString::fromUtf8("１２")}}, "input.amount");
        row("empty", {{"amount", ""}}, "input.amount");
        row("zero", {{"amount", "0.00"}}, "input.amount");
        row("number", {{"amount", 12.34}}, "input.malformed");
        row("null", {{"amount", QJsonValue::Null}}, "input.malformed");
        row("missing", {}, "input.malformed");
        row("unknown currency", {{"amount", "1"}, {"currency", "XXX"}}, "input.currency");
        row("other currency", {{"amount", "1"}, {"currency", "JPY"}}, "input.currency");
        row("lower-case currency", {{"amount", "1"}, {"currency", "cny"}}, "input.currency");
        row("no uuid", {{"amount", "1"}, {"id", "1"}}, "input.malformed");
        row("misspelt", {{"amount", "1"}, {"Id", kKnown}}, "input.malformed");
        row("control character", {{"amount", "1"}, {"note", "a\nb"}}, "input.malformed");
        row("direction mark", {{"amount", "1"}, {"note", QString(QChar(0x202E))}},
            "input.malformed");
        row("long note", {{"amount", "1"}, {"note", QString(101, 'n')}}, "input.malformed");
    }
    void amountsAndCurrencies() {
        QFETCH(QJsonObject, params);
        QFETCH(QString, failure);
        Peer till(bench->tillPath());
        const QJsonObject answer = till.call("sale.start", params);
        QCOMPARE(failureCode(answer), failure);
        QCOMPARE(rpcCode(answer), -32602);
        QCOMPARE(bench->terminal.sales(), 0);
    }

    void intentsReachTheTerminal() {
        Peer desk(bench->operatorPath());
        const QJsonObject id{{"id", kKnown}};
        const auto with = [&](const char* name, const QJsonValue& value) {
            auto params = id;
            params[QLatin1String(name)] = value;
            return params;
        };
        QCOMPARE(resultOf(desk.call("sale.cancel", id))["id"].toString(), kKnown);
        QCOMPARE(resultOf(desk.call("sale.resume", id))["id"].toString(), kKnown);
        QCOMPARE(resultOf(desk.call("sale.giveup", id))["id"].toString(), kKnown);
        for (const char* key : {"0", "9", "clear", "back", "enter"})
            QVERIFY(desk.call("pin.key", with("key", key)).contains("result"));
        QVERIFY(desk.call("pin.bypass", id).contains("result"));
        QVERIFY(desk.call("application.choose", with("index", 1)).contains("result"));
        QCOMPARE(resultOf(desk.call("transaction.undo", id))["id"].toString(), kKnown);
        QVERIFY(desk.call("transaction.check").contains("result"));
        const std::string at = " " + kKnown.toStdString();
        const std::vector<std::string> expected{"cancel" + at,   "resume" + at, "give up" + at,
                                                "key 0" + at,    "key 9" + at,  "key 10" + at,
                                                "key 11" + at,   "key 12" + at, "bypass" + at,
                                                "choose 1" + at, "undo" + at,   "check"};
        QCOMPARE(bench->terminal.calls(), expected);
    }

    void wrongParameters_data() {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QJsonObject>("params");
        const auto row = [](const char* method, const QJsonObject& params) {
            QTest::addRow("%s %s", method,
                          QJsonDocument(params).toJson(QJsonDocument::Compact).constData())
                << QByteArray(method) << params;
        };
        row("pin.key", {{"id", kKnown}, {"key", "10"}});
        row("pin.key", {{"id", kKnown}, {"key", 1}});
        row("pin.key", {{"id", kKnown}, {"key", ""}});
        row("pin.key", {{"key", "1"}});
        row("application.choose", {{"id", kKnown}, {"index", -1}});
        row("application.choose", {{"id", kKnown}, {"index", 0.5}});
        row("application.choose", {{"id", kKnown}, {"index", 1e300}});
        row("transaction.list", {{"limit", 0}});
        row("transaction.list", {{"limit", 501}});
        row("transaction.list", {{"limit", "5"}});
        row("transaction.get", {{"id", true}});
        row("transaction.trace", {});
        row("receipt.get", {{"id", kKnown}});
        row("receipt.get", {{"id", kKnown}, {"copy", "bank"}});
        row("log.tail", {{"lines", 100000}});
        row("terminal.enrol", {});
        row("terminal.enrol", {{"code", 23452345}});
        row("terminal.enrol", {{"code", QString(21, 'A')}});
        row("keys.renew", {{"code", "A"}});
        row("app.status", {{"more", 1}});
    }
    void wrongParameters() {
        QFETCH(QByteArray, method);
        QFETCH(QJsonObject, params);
        Peer desk(bench->operatorPath());
        const QJsonObject answer = desk.call(method.constData(), params);
        QCOMPARE(rpcCode(answer), -32602);
        QCOMPARE(failureCode(answer), "input.malformed");
    }

    void failuresOfTheTerminalCarryWordsAndNoSecret() {
        Peer till(bench->tillPath());
        bench->terminal.failNext(FailureCode::Busy, "card 6228480012345678906 in use");
        const QJsonObject answer = till.call("sale.start", {{"amount", "1"}});
        QCOMPARE(rpcCode(answer), -32000);
        const QJsonObject data = answer["error"].toObject()["data"].toObject();
        QCOMPARE(data["code"].toString(), "busy");
        QCOMPARE(data["happened"].toString(), "Another payment is running.");
        QCOMPARE(data["remedy"].toString(), "Finish or cancel that one first.");
        QVERIFY(!data["detail"].toString().contains("628480012"));
        QVERIFY(data["detail"].toString().startsWith("card "));
    }

    void tillScopeIsNarrow() {
        Peer till(bench->tillPath());
        for (const Method& method : allMethods()) {
            if (method.scope == Scope::Till) continue;
            QCOMPARE(failureCode(till.call(method.name, {{"id", kKnown}})), "permission.denied");
        }
        QVERIFY(bench->terminal.calls().empty());
    }

    void listGivesWhatTheTerminalGives() {
        Peer till(bench->tillPath());
        auto second = exampleTransaction();
        second.id = "01936b2e-5f00-7a31-8c11-00000000000b";
        bench->terminal.put(second);
        const auto list =
            resultOf(till.call("transaction.list", {{"limit", 1}}))["transactions"].toArray();
        QCOMPARE(list.size(), 1);
        QCOMPARE(list[0].toObject(), toJson(second));
        QCOMPARE(resultOf(till.call("transaction.list"))["transactions"].toArray().size(), 2);
    }

    void subscriptionStartsWithTodayAndWhatIsOpen() {
        auto open = exampleTransaction();
        open.id = "01936b2e-5f00-7a31-8c11-00000000000b";
        open.state = terminal::State::Undoing;
        open.created -= std::chrono::days(400);
        bench->terminal.put(open);
        auto old = open;
        old.id = "01936b2e-5f00-7a31-8c11-00000000000c";
        old.state = terminal::State::Undone;
        bench->terminal.put(old);
        auto today = exampleTransaction();
        today.id = "01936b2e-5f00-7a31-8c11-00000000000d";
        today.created = bench->clock.now();
        bench->terminal.put(today);

        Peer till(bench->tillPath());
        const QJsonObject result = resultOf(till.call("app.subscribe"));
        QCOMPARE(result["status"].toObject(), toJson(exampleStatus()));
        QStringList ids;
        for (const auto& it : result["transactions"].toArray())
            ids.append(it.toObject()["id"].toString());
        QVERIFY(ids.contains(QString::fromStdString(open.id)));
        QVERIFY(ids.contains(QString::fromStdString(today.id)));
        QVERIFY(!ids.contains(QString::fromStdString(old.id)));
    }

    void changesFromOtherThreadsArriveWhole() {
        Peer subscriber(bench->operatorPath());
        Peer other(bench->operatorPath());
        QVERIFY(subscriber.call("app.subscribe").contains("result"));
        QVERIFY(other.call("app.status").contains("result"));
        auto changed = exampleTransaction();
        changed.pin = terminal::PinPrompt{.digits = 3, .bypassAllowed = true, .triesLeft = 2};
        changed.deadline = changed.created + std::chrono::milliseconds(7);
        changed.failure = Failure{FailureCode::Declined, "not for eyes"};
        changed.applications = {"Debit", "Credit"};
        auto status = exampleStatus();
        status.running = changed.id;
        status.backEnd = {};
        status.trouble = Failure{FailureCode::JournalUnavailable, {}};
        std::jthread([&] {
            bench->terminal.put(changed);
            bench->terminal.setStatus(status);
        }).join();

        QJsonObject first = subscriber.next();
        QCOMPARE(first["method"].toString(), "transaction.changed");
        QVERIFY(!first.contains("id"));
        const QJsonObject shown = first["params"].toObject();
        QCOMPARE(shown, toJson(changed));
        QCOMPARE(shown["pin"].toObject(), (QJsonObject{{"digits", 3},
                                                       {"onReader", false},
                                                       {"bypassAllowed", true},
                                                       {"wrongBefore", false},
                                                       {"triesLeft", 2}}));
        QCOMPARE(shown["deadline"].toString(), "2026-11-22T08:56:12.007Z");
        QCOMPARE(shown["failure"].toObject().keys(), (QStringList{"code", "happened", "remedy"}));
        const QJsonObject second = subscriber.next();
        QCOMPARE(second["method"].toString(), "status.changed");
        QCOMPARE(second["params"].toObject(), toJson(status));
        QVERIFY(second["params"].toObject()["backEnd"].toObject()["roundTripMs"].isNull());
        QVERIFY(other.next(50).isEmpty());
    }

    void cardReadingDoesNotHoldUpOthers() {
        bench->terminal.holdCard();
        Peer reading(bench->operatorPath());
        reading.write(R"({"jsonrpc":"2.0","id":"r","method":"card.read"})"
                      "\n");
        QTRY_COMPARE(bench->terminal.calls().size(), 1U);
        Peer other(bench->operatorPath());
        QCOMPARE(failureCode(other.call("card.read")), "busy");
        QVERIFY(other.call("app.status").contains("result"));
        QElapsedTimer timer;
        timer.start();
        bench->server.reset();  // ends the reading instead of waiting for its deadline
        QVERIFY(timer.elapsed() < 2000);
    }

private:
    std::unique_ptr<Bench> bench;
};

}  // namespace tappay::agent::test

QTEST_GUILESS_MAIN(tappay::agent::test::ApiTest)
#include "api_test.moc"
