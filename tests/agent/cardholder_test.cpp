#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <thread>

#include "agent/cardholder_json.h"
#include "agent/peer.h"

// What the local API says of the cardholder's account, over real sockets.
namespace tappay::agent::test {

namespace {

const QString kCard = "01936b2e-6001-7c31-8c11-3d2b6a90f4e7";

QJsonObject resultOf(const QJsonObject& answer) {
    return answer.value("result").toObject();
}

}  // namespace

class CardholderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        bench = std::make_unique<Bench>();
        QVERIFY(bench->listening);
    }

    void everyKeyIsThereBeforeTheFirstCard() {
        bench->cardholder.put({});
        Peer desk(bench->operatorPath());
        const QJsonObject empty = resultOf(desk.call("cardholder.get"));
        QCOMPARE(empty.keys(), toJson(exampleCardholder()).keys());
        for (const char* none : {"account", "stage", "asked", "failure"})
            QVERIFY2(empty[QLatin1String(none)].isNull(), none);
        QCOMPARE(empty["step"], "idle");
    }

    void intentsReachTheAccountAndAnswerAtOnce() {
        Peer desk(bench->operatorPath());
        QCOMPARE(resultOf(desk.call("cardholder.refresh"))["step"], "asking");
        const QJsonObject adding = resultOf(desk.call("cardholder.addCard"));
        QCOMPARE(adding["step"], "adding_card");
        QCOMPARE(adding["stage"], "present_card");
        QCOMPARE(resultOf(desk.call("cardholder.cancel"))["step"], "idle");
        desk.call("cardholder.unbind", {{"card", kCard.toUpper()}});
        desk.call("cardholder.removeDevice", {{"device", kCard}});
        desk.call("cardholder.limits", {{"payment", "500"}});
        desk.call("cardholder.limits", {{"day", "0.50"}});
        desk.call("cardholder.delete");
        const std::string card = kCard.toStdString();
        const std::vector<std::string> expected{"refresh",
                                                "add card",
                                                "cancel",
                                                "unbind " + card,
                                                "remove device " + card,
                                                "limits 500.00 none CNY",
                                                "limits none 0.50 CNY",
                                                "delete"};
        QCOMPARE(bench->cardholder.calls(), expected);
    }

    void stepsAndStagesHaveNames() {
        using terminal::CardProofStage;
        auto it = exampleCardholder();
        it.step = terminal::CardholderStep::AddingCard;
        const std::vector<std::pair<CardProofStage, QString>> names{
            {CardProofStage::PresentCard, "present_card"},
            {CardProofStage::KeepCard, "keep_card"},
            {CardProofStage::CardRead, "card_read"},
            {CardProofStage::Authorising, "authorising"},
            {CardProofStage::RemoveCard, "remove_card"}};
        for (const auto& [stage, name] : names) {
            it.stage = stage;
            QCOMPARE(toJson(it)["stage"], name);
        }
        it.failure = Failure{FailureCode::CardNotProven, "not for eyes"};
        QCOMPARE(toJson(it)["failure"].toObject()["code"], "card.not_proven");
    }

    void anUnboundCardHasItsEnd() {
        auto it = exampleCardholder();
        it.account->cards[0].until = "2026-11-22T08:20:00.000Z";
        it.terminalId = "10000002";
        const QJsonObject account = toJson(it)["account"].toObject();
        QCOMPARE(account["cards"].toArray()[0].toObject()["until"], "2026-11-22T08:20:00.000Z");
        QCOMPARE(account["devices"].toArray()[0].toObject()["thisOne"], false);
    }

    void theExportComesWhenItIsThere() {
        bench->cardholder.exported = R"({"cards":[1]})";
        Peer desk(bench->operatorPath());
        const QJsonObject data = resultOf(desk.call("cardholder.export"))["data"].toObject();
        QCOMPARE(data["cards"].toArray().size(), 1);
        bench->cardholder.failNext(FailureCode::CardholderUnknown);
        QCOMPARE(failureCode(desk.call("cardholder.export")), "cardholder.unknown");
    }

    void refusalsCarryTheirFailure() {
        Peer desk(bench->operatorPath()), till(bench->tillPath());
        bench->cardholder.failNext(FailureCode::Busy);
        QCOMPARE(failureCode(desk.call("cardholder.addCard")), "busy");
        QCOMPARE(failureCode(desk.call("cardholder.limits", {{"payment", "1.234"}})),
                 "input.amount");
        QCOMPARE(failureCode(desk.call("cardholder.unbind", {{"card", "my card"}})),
                 "input.malformed");
        QCOMPARE(failureCode(till.call("cardholder.get")), "permission.denied");
    }

    void withoutAnAccountNothingIsServed() {
        bench = std::make_unique<Bench>();
        bench->withCardholder = false;
        bench->start();
        QVERIFY(bench->listening);
        Peer desk(bench->operatorPath());
        for (const char* method : {"cardholder.get", "cardholder.addCard", "cardholder.export"})
            QCOMPARE(failureCode(desk.call(method)), "terminal.not_enrolled");
        const QJsonObject first = resultOf(desk.call("app.subscribe"));
        QVERIFY(first.contains("cardholder") && first["cardholder"].isNull());
    }

    void subscribersOfTheOperatorAreTold() {
        Peer desk(bench->operatorPath()), till(bench->tillPath());
        const QJsonObject first = resultOf(desk.call("app.subscribe"));
        QCOMPARE(first["cardholder"].toObject(), toJson(exampleCardholder()));
        QVERIFY(!resultOf(till.call("app.subscribe")).contains("cardholder"));
        auto it = exampleCardholder();
        it.step = terminal::CardholderStep::Asking;
        std::jthread([&] { bench->cardholder.put(it); }).join();
        const QJsonObject told = desk.next();
        QCOMPARE(told["method"], "cardholder.changed");
        QCOMPARE(told["params"].toObject(), toJson(it));
        QVERIFY(till.next(50).isEmpty());
    }

private:
    std::unique_ptr<Bench> bench;
};

}  // namespace tappay::agent::test

QTEST_GUILESS_MAIN(tappay::agent::test::CardholderTest)
#include "cardholder_test.moc"
