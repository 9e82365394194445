#pragma once

#include "ui/holder.h"
#include "walkthrough/recorded_confirmations.h"
#include "walkthrough/recorded_orders.h"
#include "walkthrough/recorded_phones.h"

namespace tappay::ui {

inline const QString kOrder = QStringLiteral("01936b2e-6000-7abc-8def-0123456789ab");

// A window of somebody with cards and a phone.
struct Confirmer : Holder {
    explicit Confirmer(const char* role = "cardholder") : Holder(recorded::cardholder(), role) {
        const char* whose = Preferences().sells() ? "shop" : "cardholder";
        terminal().setPhones(recorded::withoutCopies(recorded::phones(whose)));
        terminal().setDevices(recorded::devices(whose));
        terminal().setStartAnswer(recorded::unanswered(recorded::confirmation("intended")));
    }
    // At the consent to a web order.
    void consent() {
        start();
        terminal().send(recorded::purchase("intended", "consent", 0));
        QTRY_VERIFY(stageShows(QStringLiteral("Pay Tea House")));
        settle();
    }
    // The order is being confirmed.
    void order() {
        consent();
        all().confirmOrder(kOrder, QStringLiteral("card-1"));
        begun();
    }
    // From the page of the phones.
    void transfer() {
        start();
        at(Qt::Key_4, QStringLiteral("Security devices"));
        all().confirmTransfer(QStringLiteral("card-1"), QString::fromUtf8("李明"),
                              QStringLiteral("6217003810027723"), QStringLiteral("Rent"));
        begun();
    }
    void begun() {
        QTRY_VERIFY(!all().starting());
        QTRY_VERIFY(stageShows(QString::fromUtf8("Being sent…")));
        settle();
    }
    // The same confirmation with the key of the one on the stage.
    [[nodiscard]] QJsonObject mine(QJsonObject confirmation) {
        confirmation.insert(QStringLiteral("id"), current().id);
        return confirmation;
    }
    void become(const QJsonObject& confirmation, const QString& words) {
        terminal().sendConfirmation(mine(confirmation));
        QTRY_VERIFY2(stageShows(words), qPrintable(words));
        settle();
    }
    [[nodiscard]] Confirmations& all() { return *shop().till().confirmations(); }
    [[nodiscard]] const Confirmation& current() { return all().current(); }
    [[nodiscard]] bool onStage() { return all().onStage(); }
    [[nodiscard]] QJsonArray starts() {
        return terminal().callsOf(QStringLiteral("confirm.start"));
    }
    [[nodiscard]] qsizetype count(const char* method) {
        return terminal().callsOf(QLatin1String(method)).size();
    }
};

}  // namespace tappay::ui
