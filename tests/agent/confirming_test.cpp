#include <QtCore/QJsonArray>
#include <thread>

#include "agent/client.h"
#include "agent/confirming_json.h"
#include "agent/peer.h"
#include "protocol/pairing_proof.h"

// What the local API says of phones, devices and confirmations, over real sockets.
namespace tappay::agent::test {

namespace {

const QString kPhone = "01936b2e-7000-7c31-8c11-3d2b6a90f4e7";
const QString kDevice = "01936b2e-7300-7c31-8c11-3d2b6a90f4e7";
const QString kOrder = "01936b2e-5f00-7a31-8c11-5d0e2b7c9a10";
const QString kCard = "01936b2e-6001-7c31-8c11-3d2b6a90f4e7";
const QString kNew = "01936b2e-7400-7c31-8c11-00000000000a";

QJsonObject resultOf(const QJsonObject& answer) {
    return answer.value("result").toObject();
}

QString idOf(const terminal::ConfirmationSnapshot& it) {
    return QString::fromStdString(it.key);
}

}  // namespace

class ConfirmingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        bench = std::make_unique<Bench>();
        QVERIFY(bench->listening);
    }

    void everyKeyIsThereBeforeTheFirstAnswer() {
        terminal::PhonesStatus phones;
        terminal::DevicesStatus devices;
        bench->confirming.put(phones);
        bench->confirming.put(devices);
        Peer desk(bench->operatorPath());
        const auto noPhones = resultOf(desk.call("phone.get"));
        QCOMPARE(noPhones.keys(), toJson(examplePhones()).keys());
        QVERIFY(noPhones["pairing"].isNull() && noPhones["asked"].isNull());
        const auto noDevices = resultOf(desk.call("device.get"));
        QCOMPARE(noDevices.keys(), toJson(exampleDevices()).keys());
        terminal::ConfirmationSnapshot begun;
        const auto intended = toJson(begun);
        QCOMPARE(intended.keys(), toJson(exampleConfirmation()).keys());
        QCOMPARE(intended["state"], "intended");
        QVERIFY(intended["request"].isNull() && intended["phone"].isNull());
    }

    void whoseTheyAreFollowsFromTheAccount() {
        Peer desk(bench->operatorPath());
        QCOMPARE(resultOf(desk.call("phone.get"))["for"], "cardholder");
        QCOMPARE(resultOf(desk.call("phone.get", {{"for", "shop"}}))["for"], "shop");
        bench->cardholder.put({});
        QCOMPARE(resultOf(desk.call("phone.get"))["for"], "shop");
        QCOMPARE(resultOf(desk.call("device.get"))["for"], "shop");
        QCOMPARE(resultOf(desk.call("device.get", {{"for", "cardholder"}}))["for"], "cardholder");
        QCOMPARE(failureCode(desk.call("phone.get", {{"for", "me"}})), "input.malformed");
    }

    void intentsReachTheLists() {
        Peer desk(bench->operatorPath());
        desk.call("phone.refresh");
        desk.call("phone.pair", {{"for", "shop"}});
        desk.call("phone.accept");
        desk.call("phone.refuse");
        desk.call("phone.close");
        desk.call("phone.rename", {{"phone", kPhone.toUpper()}, {"name", "Work"}});
        desk.call("phone.revoke", {{"phone", kPhone}, {"for", "shop"}});
        desk.call("device.refresh");
        desk.call("device.accept", {{"device", kDevice}});
        desk.call("device.revoke", {{"device", kDevice}, {"for", "shop"}});
        const auto phone = kPhone.toStdString(), device = kDevice.toStdString();
        const std::vector<std::string> expected{"refresh cardholder",
                                                "pair shop",
                                                "accept",
                                                "refuse",
                                                "close",
                                                "rename cardholder " + phone + " Work",
                                                "revoke shop " + phone,
                                                "refresh cardholder",
                                                "accept cardholder " + device,
                                                "revoke shop " + device};
        QCOMPARE(bench->confirming.calls(), expected);
    }

    void pairingStagesHaveNames() {
        using terminal::PairingStage;
        auto it = examplePhones();
        it.step = terminal::PhonesStep::Pairing;
        it.pairing.emplace();
        it.pairing->id = "01936b2e-7500-7c31-8c11-3d2b6a90f4e7";
        const std::vector<std::pair<PairingStage, QString>> names{
            {PairingStage::Offering, "offering"}, {PairingStage::Offered, "offered"},
            {PairingStage::Answered, "answered"}, {PairingStage::Accepting, "accepting"},
            {PairingStage::Accepted, "accepted"}, {PairingStage::Refused, "refused"},
            {PairingStage::Expired, "expired"}};
        for (const auto& [stage, name] : names) {
            it.pairing->stage = stage;
            QCOMPARE(toJson(it)["pairing"].toObject()["state"], name);
        }
        it.pairing->stage = PairingStage::Offered;
        it.pairing->invitation = std::make_shared<const SecretBytes>(asBytes("tappay:pair?b=x"));
        QCOMPARE(toJson(it)["pairing"].toObject()["invitation"], "tappay:pair?b=x");
        QCOMPARE(toJson(it)["step"], "pairing");
    }

    // Without `for` the answer is about the one who pairs.
    void thePairingsAnswerIsItsHolders() {
        auto shop = examplePhones();
        shop.holder = protocol::HolderKind::Shop;
        shop.pairing.emplace();
        bench->confirming.put(shop);
        Peer desk(bench->operatorPath());
        QCOMPARE(resultOf(desk.call("phone.accept"))["for"], "shop");
        auto own = examplePhones();
        own.pairing.emplace();
        bench->confirming.put(own);
        QCOMPARE(resultOf(desk.call("phone.refuse"))["for"], "cardholder");
    }

    void aWishHasItsOwnParameters() {
        Peer desk(bench->operatorPath());
        QCOMPARE(resultOf(desk.call("confirm.start", {{"id", kNew.toUpper()},
                                                      {"wish", "order"},
                                                      {"order", kOrder},
                                                      {"card", kCard}}))["id"],
                 kNew);
        auto intent = bench->confirming.lastIntent();
        QCOMPARE(intent.order, kOrder.toStdString());
        QCOMPARE(intent.card, kCard.toStdString());
        desk.call("confirm.start",
                  {{"id", kNew}, {"wish", "refund"}, {"order", kOrder}, {"amount", "800"}});
        intent = bench->confirming.lastIntent();
        QVERIFY(intent.wish == protocol::ConfirmationWish::Refund);
        QCOMPARE(formatMoney(intent.amount), "800.00");
        const QJsonObject transfer{{"id", kNew},
                                   {"wish", "transfer"},
                                   {"card", kCard},
                                   {"payeeAccount", "6228480000000002"},
                                   {"payeeName", "Li Lei"},
                                   {"amount", "1500.00"},
                                   {"purpose", "Rent"}};
        desk.call("confirm.start", transfer);
        intent = bench->confirming.lastIntent();
        QCOMPARE(intent.payee.account, "6228480000000002");
        QCOMPARE(intent.payee.name, "Li Lei");
        QCOMPARE(intent.purpose, "Rent");
        auto more = transfer;
        more["order"] = kOrder;
        QCOMPARE(failureCode(desk.call("confirm.start", more)), "input.malformed");
        auto zero = transfer;
        zero["amount"] = "0.00";
        QCOMPARE(failureCode(desk.call("confirm.start", zero)), "input.amount");
        QCOMPARE(failureCode(desk.call("confirm.start", {{"id", kNew}, {"wish", "gift"}})),
                 "input.malformed");
        QCOMPARE(failureCode(desk.call("confirm.start", {{"id", kNew}, {"wish", "order"}})),
                 "input.malformed");
    }

    void confirmationsAreAskedForAndTakenBack() {
        Peer desk(bench->operatorPath());
        const auto known = exampleConfirmation();
        QCOMPARE(resultOf(desk.call("confirm.get", {{"id", idOf(known)}})), toJson(known));
        QCOMPARE(resultOf(desk.call("confirm.withdraw", {{"id", idOf(known).toUpper()}})),
                 toJson(known));
        QCOMPARE(bench->confirming.calls().back(), "withdraw " + known.key);
        QCOMPARE(failureCode(desk.call("confirm.get", {{"id", kNew}})), "not_found");
        auto second = known;
        second.key = kNew.toStdString();
        bench->confirming.put(second);
        const auto list =
            resultOf(desk.call("confirm.list", {{"limit", 1}}))["confirmations"].toArray();
        QCOMPARE(list.size(), 1);
        QCOMPARE(list[0].toObject(), toJson(second));
        bench->confirming.failNext(FailureCode::TooLate);
        QCOMPARE(failureCode(desk.call("confirm.withdraw", {{"id", kNew}})), "too_late");
    }

    void whatTheBackEndRefusedHasItsFailure() {
        auto it = exampleConfirmation();
        it.state = protocol::ConfirmationState::Failed;
        it.failure = Failure{FailureCode::PhoneMissing, "not for eyes"};
        const auto shown = toJson(it);
        QCOMPARE(shown["state"], "failed");
        QCOMPARE(shown["failure"].toObject()["code"], "phone.missing");
        it.failure.reset();
        it.reason = protocol::ConfirmationReason::DeviceLost;
        QCOMPARE(toJson(it)["reason"], "device_lost");
    }

    void withoutPhonesNothingIsServed() {
        bench = std::make_unique<Bench>();
        bench->withConfirming = false;
        bench->start();
        Peer desk(bench->operatorPath());
        for (const char* method : {"phone.get", "phone.accept", "device.get", "confirm.list"})
            QCOMPARE(failureCode(desk.call(method)), "terminal.not_enrolled");
        const auto first = resultOf(desk.call("app.subscribe"));
        for (const char* subject : {"phones", "devices", "confirmations"})
            QVERIFY(first.contains(subject) && first[subject].isNull());
    }

    void theTillIsToldNothing() {
        Peer till(bench->tillPath());
        QVERIFY(!resultOf(till.call("app.subscribe")).contains("phones"));
        for (const char* method : {"phone.get", "device.get", "confirm.list"})
            QCOMPARE(failureCode(till.call(method)), "permission.denied");
        bench->confirming.put(exampleConfirmation());
        QVERIFY(till.next(50).isEmpty());
    }

    void subscribersOfTheOperatorAreTold() {
        auto yesterday = exampleConfirmation();
        yesterday.key = kNew.toStdString();
        yesterday.began -= std::chrono::days(2);
        yesterday.state = protocol::ConfirmationState::Paid;
        bench->confirming.put(yesterday);
        Peer desk(bench->operatorPath());
        const auto first = resultOf(desk.call("app.subscribe"));
        QCOMPARE(first["phones"].toObject(), toJson(examplePhones()));
        QCOMPARE(first["devices"].toObject(), toJson(exampleDevices()));
        QCOMPARE(first["confirmations"].toArray(), QJsonArray{toJson(exampleConfirmation())});
        auto phones = examplePhones();
        phones.step = terminal::PhonesStep::Asking;
        auto devices = exampleDevices();
        devices.asking = true;
        auto paid = exampleConfirmation();
        paid.state = protocol::ConfirmationState::Paid;
        std::jthread([&] {
            bench->confirming.put(phones);
            bench->confirming.put(devices);
            bench->confirming.put(paid);
        }).join();
        const std::vector<std::pair<QString, QJsonObject>> expected{
            {"phones.changed", toJson(phones)},
            {"devices.changed", toJson(devices)},
            {"confirmation.changed", toJson(paid)}};
        for (const auto& [method, params] : expected) {
            const auto told = desk.next();
            QCOMPARE(told["method"], method);
            QCOMPARE(told["params"].toObject(), params);
        }
    }

    // What a page waits for, and nobody has agreed to with a card.
    void anOrderPaidByPhoneIsPaidForItsPage_data() {
        QTest::addColumn<bool>("sameOrder");
        QTest::addColumn<bool>("agreed");
        QTest::addColumn<QString>("told");
        QTest::newRow("at its consent") << true << false << "paid";
        QTest::newRow("agreed to meanwhile") << true << true << "";
        QTest::newRow("another order") << false << false << "";
    }
    void anOrderPaidByPhoneIsPaidForItsPage() {
        QFETCH(bool, sameOrder);
        QFETCH(bool, agreed);
        QFETCH(QString, told);
        Peer browser(bench->browserPath());
        auto purchase = examplePurchase();
        QVERIFY(
            browser.call("checkout.start", {{"order", "signed"}, {"origin", "https://tea.example"}})
                .contains("result"));
        if (agreed) {
            purchase.stage = terminal::Stage::PresentCard;
            bench->terminal.put(purchase);
            QCOMPARE(browser.next()["params"].toObject()["state"], "paying");
        }
        auto status = exampleStatus();
        status.running = purchase.id;
        bench->terminal.setStatus(status);
        bench->terminal.onCancel = [&](const std::string&) {
            purchase.state = terminal::State::Cancelled;
            purchase.failure = Failure{FailureCode::Cancelled, {}};
            bench->terminal.put(purchase);
        };
        auto paid = exampleConfirmation();
        paid.order = sameOrder ? purchase.order->id : kNew.toStdString();
        bench->confirming.put(paid);
        QVERIFY(browser.next(50).isEmpty());
        paid.state = protocol::ConfirmationState::Paid;
        bench->confirming.put(paid);
        const auto page = browser.next(told.isEmpty() ? 50 : 5000)["params"].toObject();
        QCOMPARE(page["state"].toString(), told);
        QVERIFY(page["failure"].isNull() || told.isEmpty());
    }

    void theClientGetsThemAtOnceAndAtEachChange() {
        Client client(bench->operatorPath());
        std::vector<QJsonObject> phones, devices, confirmations;
        connect(&client, &Client::phonesChanged, this,
                [&](const QJsonObject& it) { phones.push_back(it); });
        connect(&client, &Client::devicesChanged, this,
                [&](const QJsonObject& it) { devices.push_back(it); });
        connect(&client, &Client::confirmationChanged, this,
                [&](const QJsonObject& it) { confirmations.push_back(it); });
        client.open();
        QTRY_COMPARE(confirmations.size(), 1U);
        QCOMPARE(phones.at(0), toJson(examplePhones()));
        QCOMPARE(devices.at(0), toJson(exampleDevices()));
        bench->confirming.put(examplePhones());
        bench->confirming.put(exampleDevices());
        bench->confirming.put(exampleConfirmation());
        QTRY_COMPARE(confirmations.size(), 2U);
        QCOMPARE(phones.size(), 2U);
        QCOMPARE(devices.size(), 2U);
    }

private:
    std::unique_ptr<Bench> bench;
};

}  // namespace tappay::agent::test

QTEST_GUILESS_MAIN(tappay::agent::test::ConfirmingTest)
#include "confirming_test.moc"
