#include <QtCore/QJsonArray>

#include "agent/confirming_json.h"
#include "agent/ctl_process.h"

// What the real program says of phones, devices and confirmations, and how it follows them.
namespace tappay::agent::test {

namespace {

using protocol::ConfirmationReason;
using protocol::ConfirmationState;
using protocol::HolderKind;
using terminal::PairingStage;

const QString kPhone = "01936b2e-7000-7c31-8c11-3d2b6a90f4e7";
const QString kDevice = "01936b2e-7300-7c31-8c11-3d2b6a90f4e7";
const QString kOrder = "01936b2e-5f00-7a31-8c11-5d0e2b7c9a10";
const QString kCard = "01936b2e-6001-7c31-8c11-3d2b6a90f4e7";
const QString kId = "01936b2e-7400-7c31-8c11-00000000000a";

const QStringList kOfOrder{"confirm", "order", kOrder, "--card", kCard, "--id", kId, "--json"};

QList<QJsonObject> linesOf(const QByteArray& out) {
    QList<QJsonObject> lines;
    for (const QByteArray& line : out.split('\n'))
        if (!line.isEmpty()) lines.append(QJsonDocument::fromJson(line).object());
    return lines;
}

}  // namespace

class TappayctlConfirmTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        bench = std::make_unique<CtlBench>();
        QVERIFY(bench->listening);
        // Lists are answered at once.
        bench->confirming.onBegin = [this](const std::string& what) {
            if (what.starts_with("pair")) return put(PairingStage::Offered);
            if (what == "accept") return put(PairingStage::Accepted);
            if (what == "refuse") return put(PairingStage::Refused);
        };
    }

    void listsAreAskedForAndShown() {
        const Ended phones = bench->run({"phone"});
        QCOMPARE(phones.status, 0);
        QVERIFY(phones.out.contains("My phone") && phones.out.contains("paired"));
        const Ended devices = bench->run({"device", "list", "--json", "--for", "shop"});
        QCOMPARE(devices.json()["for"], "shop");
        const std::vector<std::string> expected{"refresh cardholder", "refresh shop"};
        QCOMPARE(bench->confirming.calls(), expected);
    }

    void phonesAndDevicesAreChanged() {
        QCOMPARE(bench->run({"phone", "rename", kPhone, "At work"}).status, 0);
        QCOMPARE(bench->run({"phone", "revoke", kPhone}).status, 0);
        QCOMPARE(bench->run({"device", "accept", kDevice}).status, 0);
        QCOMPARE(bench->run({"device", "revoke", kDevice, "--for", "shop"}).status, 0);
        const auto phone = kPhone.toStdString(), device = kDevice.toStdString();
        const std::vector<std::string> expected{
            "rename cardholder " + phone + " At work", "revoke cardholder " + phone,
            "accept cardholder " + device, "revoke shop " + device};
        QCOMPARE(bench->confirming.calls(), expected);
        for (const QStringList& wrong :
             {QStringList{"phone", "rename", kPhone}, QStringList{"phone", "revoke"},
              QStringList{"phone", "call"}, QStringList{"device", "accept"},
              QStringList{"device", "list", "all"}, QStringList{"confirm", "gift"},
              QStringList{"confirm", "order"}, QStringList{"confirm", "show"},
              QStringList{"confirm", "list", "all"}})
            QCOMPARE(bench->run(wrong).status, 2);
    }

    void aPhoneIsPairedByItsCode() {
        Running ctl(*bench, {"phone", "pair", "--json", "--accept", "483920"});
        QTRY_VERIFY(!bench->confirming.calls().empty());
        ctl.waitForErr("Scan this with the phone");
        put(PairingStage::Answered);
        const Ended ended = ctl.end();
        QCOMPARE(ended.status, 0);
        const auto lines = linesOf(ended.out);
        QCOMPARE(lines.size(), 3);
        QCOMPARE(lines[0], (QJsonObject{{"invitation", "tappay:pair?b=x"}}));
        QCOMPARE(lines[1], (QJsonObject{{"code", "483920"}, {"name", "My phone"}}));
        QCOMPARE(lines[2]["pairing"].toObject()["state"], "accepted");
        QCOMPARE(bench->confirming.calls(),
                 (std::vector<std::string>{"pair cardholder", "accept"}));
    }

    void otherDigitsAreRefused() {
        Running ctl(*bench, {"phone", "pair", "--accept", "483921", "--for", "shop"});
        ctl.waitForErr("Scan this");
        put(PairingStage::Answered, HolderKind::Cardholder);
        put(PairingStage::Answered, HolderKind::Shop);
        const Ended ended = ctl.end();
        QCOMPARE(ended.status, 4);
        QVERIFY(ended.out.contains("invitation tappay:pair?b=x\ncode 483920 My phone\n"));
        QVERIFY(ended.err.contains("other digits"));
        QCOMPARE(bench->confirming.calls(), (std::vector<std::string>{"pair shop", "refuse"}));
    }

    // The end of the input is no yes.
    void withoutAPersonNobodyAccepts() {
        Running ctl(*bench, {"phone", "pair"});
        ctl.waitForErr("Scan this");
        put(PairingStage::Answered);
        const Ended ended = ctl.end();
        QCOMPARE(ended.status, 4);
        QVERIFY(ended.err.contains("Does the phone show the same digits?"));
        QCOMPARE(bench->confirming.calls().back(), "refuse");
    }

    void anInterruptEndsThePairing() {
        Running ctl(*bench, {"phone", "pair"});
        ctl.waitForErr("Scan this");
        ctl.interrupt();
        QCOMPARE(ctl.end().status, 4);
        QCOMPARE(bench->confirming.calls().back(), "refuse");
    }

    void whyItWasNotPairedIsSaid() {
        Running ctl(*bench, {"phone", "pair"});
        ctl.waitForErr("Scan this");
        auto ended = pairing(PairingStage::Expired);
        bench->confirming.put(ended);
        Ended end = ctl.end();
        QCOMPARE(end.status, 4);
        QVERIFY(end.err.contains("The time is over"));
    }

    void aConfirmationIsFollowedToPaid() {
        Running ctl(*bench, kOfOrder);
        ctl.waitForErr("Asking the payment service");
        for (const auto& [state, words] :
             {std::pair{ConfirmationState::Sent, "Sent to the phone"},
              {ConfirmationState::Opened, "Open on the phone"},
              {ConfirmationState::WaitingForDevice, "Waiting for the security device"},
              {ConfirmationState::Signed, "Signed"}}) {
            put(state);
            ctl.waitForErr(words);
        }
        auto away = confirmation(ConfirmationState::Signed);
        away.reachable = false;
        bench->confirming.put(away);
        ctl.waitForErr("can't be reached: this was last known");
        put(ConfirmationState::Paid);
        const Ended ended = ctl.end();
        QCOMPARE(ended.status, 0);
        QCOMPARE(ended.json(), toJson(confirmation(ConfirmationState::Paid)));
        QCOMPARE(bench->confirming.lastIntent().order, kOrder.toStdString());
        QCOMPARE(bench->confirming.lastIntent().card, kCard.toStdString());
    }

    void onlyPaidIsSuccess_data() {
        QTest::addColumn<int>("state");
        QTest::addColumn<int>("reason");
        QTest::addColumn<int>("status");
        using enum ConfirmationState;
        const auto row = [](const char* name, ConfirmationState state, ConfirmationReason reason,
                            int status) {
            QTest::newRow(name) << static_cast<int>(state) << static_cast<int>(reason) << status;
        };
        row("refused", Refused, ConfirmationReason::Person, 4);
        row("expired", Expired, ConfirmationReason::NotOpened, 4);
        row("invalid", Invalid, ConfirmationReason::Signature, 4);
        row("withdrawn", Withdrawn, ConfirmationReason::Computer, 4);
        row("declined", Failed, ConfirmationReason::Declined, 1);
        row("device", Failed, ConfirmationReason::DeviceLost, 4);
    }
    void onlyPaidIsSuccess() {
        QFETCH(int, state);
        QFETCH(int, reason);
        QFETCH(int, status);
        bench->confirming.onBegin = [&](const std::string&) {
            auto ended = confirmation(static_cast<ConfirmationState>(state));
            ended.reason = static_cast<ConfirmationReason>(reason);
            bench->confirming.put(ended);
        };
        const Ended ended = bench->run(kOfOrder);
        QCOMPARE(ended.status, status);
        QVERIFY2(ended.err.contains(": "), ended.err.constData());
    }

    void anInterruptTakesItBack() {
        Running ctl(*bench, kOfOrder);
        ctl.waitForErr("Asking the payment service");
        bench->confirming.onBegin = [&](const std::string& what) {
            if (what.starts_with("withdraw")) put(ConfirmationState::Withdrawn);
        };
        ctl.interrupt();
        QCOMPARE(ctl.end().status, 4);
        QCOMPARE(bench->confirming.calls().back(), "withdraw " + kId.toStdString());
    }

    void aLostConnectionIsGoneOnWith() {
        Running ctl(*bench, kOfOrder);
        ctl.waitForErr("Asking the payment service");
        bench->server.reset();
        ctl.waitForErr("Connection lost. Connecting again…");
        put(ConfirmationState::Paid);
        bench->start();
        QCOMPARE(ctl.end().status, 0);
        QCOMPARE(bench->confirming.calls().size(), 1U);
    }

    void whatTheApplicationRefusesFails() {
        bench->confirming.failNext(FailureCode::TerminalSuspended);
        const Ended ended = bench->run(kOfOrder);
        QCOMPARE(ended.status, 4);
        QCOMPARE(ended.json()["error"].toObject()["code"], "terminal.suspended");
        QCOMPARE(bench->run({"confirm", "refund", kOrder}).status, 2);
    }

    void oldOnesAreShown() {
        const auto known = exampleConfirmation();
        const Ended shown = bench->run({"confirm", "show", QString::fromStdString(known.key)});
        QCOMPARE(shown.status, 0);
        for (const char* words : {"CNY 6000.00", "Tea House", "41 87", "My phone"})
            QVERIFY2(shown.out.contains(words), words);
        QVERIFY(bench->run({"confirm"}).out.contains("Waiting for the security device"));
        QCOMPARE(bench->run({"confirm", "withdraw", QString::fromStdString(known.key)}).status, 0);
    }

private:
    terminal::PhonesStatus pairing(PairingStage stage,
                                   HolderKind holder = HolderKind::Cardholder) const {
        auto status = examplePhones();
        status.holder = holder;
        status.pairing.emplace();
        status.pairing->id = holder == HolderKind::Shop ? "shop" : "own";
        status.pairing->stage = stage;
        if (stage == PairingStage::Offered)
            status.pairing->invitation =
                std::make_shared<const SecretBytes>(asBytes("tappay:pair?b=x"));
        status.pairing->code = "483920";
        status.pairing->name = "My phone";
        status.pairing->expires = "2026-11-22T09:05:00.000Z";
        return status;
    }
    void put(PairingStage stage) {
        const auto calls = bench->confirming.calls();
        const bool shop = !calls.empty() && calls.front() == "pair shop";
        put(stage, shop ? HolderKind::Shop : HolderKind::Cardholder);
    }
    void put(PairingStage stage, HolderKind holder) {
        bench->confirming.put(pairing(stage, holder));
    }
    static terminal::ConfirmationSnapshot confirmation(ConfirmationState state) {
        auto it = exampleConfirmation();
        it.key = kId.toStdString();
        it.state = state;
        return it;
    }
    void put(ConfirmationState state) { bench->confirming.put(confirmation(state)); }

    std::unique_ptr<CtlBench> bench;
};

}  // namespace tappay::agent::test

QTEST_GUILESS_MAIN(tappay::agent::test::TappayctlConfirmTest)
#include "tappayctl_confirm_test.moc"
