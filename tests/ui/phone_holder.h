#pragma once

#include "ui/holder.h"
#include "walkthrough/recorded_phones.h"

namespace tappay::ui {

// A window of somebody with phones and security devices.
struct PhoneHolder : Holder {
    explicit PhoneHolder(const QJsonObject& phones = recorded::phones(),
                         const char* role = "cardholder")
        : Holder(recorded::cardholder(), role) {
        terminal().setPhones(phones);
        terminal().setDevices(recorded::devices());
    }
    void begin() {
        start(QString::fromLatin1(Preferences().sells() ? "Charge" : "My cards"));
        at(Qt::Key_4, QStringLiteral("Pair a phone"));
    }
    // A pairing in this state, on the page.
    void pairing(const char* state, const QString& words) {
        begin();
        become(recorded::pairing(recorded::noPhones(), state), words);
    }
    void become(const QJsonObject& phones, const QString& words) {
        terminal().setPhones(phones);
        QTRY_VERIFY2(shows(words), qPrintable(words));
        settle();
    }
    [[nodiscard]] qsizetype calls(const char* method) {
        return terminal().callsOf(QLatin1String(method)).size();
    }
    void focus(const QString& button) {
        for (int i = 0; i < 40 && window()->activeFocusItem() != named(button); ++i)
            QTest::keyClick(window(), Qt::Key_Tab);
        QCOMPARE(window()->activeFocusItem(), named(button));
    }
};

}  // namespace tappay::ui
