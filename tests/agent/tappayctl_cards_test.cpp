#include "agent/cardholder_json.h"
#include "agent/ctl_process.h"

// What the real program says of the cardholder's account, and how it follows what is done about it.
namespace tappay::agent::test {

namespace {

using terminal::CardholderStatus;
using terminal::CardholderStep;
using terminal::CardProofStage;

CardholderStatus adding(CardProofStage stage) {
    auto status = exampleCardholder();
    status.step = CardholderStep::AddingCard;
    status.stage = stage;
    return status;
}

}  // namespace

class TappayctlCardsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        bench = std::make_unique<CtlBench>();
        QVERIFY(bench->listening);
    }

    void aCardIsFollowedStepByStep() {
        Running ctl(*bench, {"cards", "add", "--json"});
        ctl.waitForErr("Present card. Nothing is charged");
        bench->cardholder.put(adding(CardProofStage::KeepCard));
        ctl.waitForErr("Keep card still");
        bench->cardholder.put(adding(CardProofStage::Authorising));
        ctl.waitForErr("Asking the card's bank…");
        bench->cardholder.put(exampleCardholder());
        const Ended ended = ctl.end();
        QCOMPARE(ended.status, 0);
        QCOMPARE(ended.json(), toJson(exampleCardholder()));
        QCOMPARE(bench->cardholder.calls(), std::vector<std::string>{"add card"});
    }

    void endingsHaveTheirStatus() {
        for (const bool begun : {false, true}) {
            auto end = exampleCardholder();
            end.failure = Failure{FailureCode::CardNotProven, {}};
            bench->cardholder.onBegin = [&](const std::string&) { bench->cardholder.put(end); };
            if (!begun) bench->cardholder.failNext(FailureCode::CardNotProven);
            const Ended ended = bench->run({"cards", "add", "--json"});
            QCOMPARE(ended.status, 4);
            QCOMPARE(ended.json()["error"].toObject()["code"], "card.not_proven");
            QVERIFY(ended.err.contains("did not confirm this card"));
        }
    }

    void aLostConnectionIsGoneOnWith() {
        Running ctl(*bench, {"cards", "add"});
        ctl.waitForErr("Present card");
        bench->server.reset();
        ctl.waitForErr("Connection lost. Connecting again…");
        bench->cardholder.put(exampleCardholder());  // it was done meanwhile
        bench->start();
        QVERIFY(bench->listening);
        const Ended ended = ctl.end();
        QCOMPARE(ended.status, 0);
        QVERIFY(ended.out.contains("622848*********8901"));
        QCOMPARE(bench->cardholder.calls(), std::vector<std::string>{"add card"});
    }

    // An application that has begun afresh meanwhile knows nothing of it: that is no result.
    void whatIsForgottenIsNotDone() {
        bench->cardholder.onBegin = [this](const std::string&) { bench->cardholder.put({}); };
        Running ctl(*bench, {"cards", "add"});
        QTRY_COMPARE(bench->cardholder.calls().size(), 1U);
        bench->cardholder.put(adding(CardProofStage::KeepCard));
        ctl.waitForErr("Keep card still");
        bench->cardholder.put(exampleCardholder());
        QCOMPARE(ctl.end().status, 0);
    }

private:
    std::unique_ptr<CtlBench> bench;
};

}  // namespace tappay::agent::test

QTEST_GUILESS_MAIN(tappay::agent::test::TappayctlCardsTest)
#include "tappayctl_cards_test.moc"
