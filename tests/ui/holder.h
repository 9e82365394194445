#pragma once

#include <QTest>

#include "ui/window_fixture.h"
#include "walkthrough/recorded_account.h"

namespace tappay::ui {

// A window of somebody who pays.
struct Holder : WindowFixture {
    explicit Holder(const QJsonObject& account = recorded::cardholder(),
                    const char* role = "cardholder") {
        Preferences().setRole(QLatin1String(role));
        terminal().setCardholder(account);
    }
    void start(const QString& text = QStringLiteral("My cards")) {
        openAnywhere(text);
        settle();
    }
    void at(Qt::Key key, const QString& text) {
        QTest::keyClick(window(), key, Qt::ControlModifier);
        QTRY_VERIFY(shows(text));
        settle();
    }
    [[nodiscard]] bool says(const QString& words) const {
        return texts().join(QLatin1Char(' ')).contains(words);
    }
    void click(const QString& name) {
        QTRY_VERIFY2(named(name), qPrintable(name));
        QVERIFY(QMetaObject::invokeMethod(named(name), "clicked"));
    }
    [[nodiscard]] qsizetype count(const char* name) {
        return terminal().callsOf(QLatin1String("cardholder.") + QLatin1String(name)).size();
    }
};

}  // namespace tappay::ui
