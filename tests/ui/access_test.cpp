#include "ui/access_test.h"

#include <QAccessible>
#include <QTest>

#include "ui/window_fixture.h"

namespace tappay::ui {

namespace {

void walk(QQuickItem* item, const std::function<void(QQuickItem*)>& visit) {
    if (!item->isVisible()) return;
    visit(item);
    for (QQuickItem* child : item->childItems())
        walk(child, visit);
}

bool clickable(const QQuickItem* item) {
    return item->inherits("QQuickAbstractButton") || item->inherits("QQuickTextField");
}

// Opens each place of the window in turn.
void everywhere(WindowFixture& f, const std::function<void(const char*)>& visit) {
    visit("sell");
    f.press(Qt::Key_F7);
    f.drain();
    visit("today");
    f.press(Qt::Key_F12);
    f.drain();
    visit("security");
    f.press(Qt::Key_F11);
    f.drain();
    visit("settings");
    f.press(Qt::Key_F1);
    f.drain();
    visit("help");
    f.press(Qt::Key_Escape);
    f.drain();
    for (const char* stage : {"present_card", "enter_pin", "authorising", "checking"}) {
        f.sale().show(Transaction::fromJson(recorded::transaction(
            QLatin1String(stage) == QLatin1String("checking") ? QStringLiteral("unknown")
                                                              : QStringLiteral("card_read"),
            QLatin1String(stage), 1)));
        f.drain();
        visit(stage);
        f.sale().show(Transaction::fromJson(
            recorded::transaction(QStringLiteral("approved"), QStringLiteral("done"), 4)));
        f.drain();
    }
    visit("approved");
}

}  // namespace

void AccessTest::everythingClickableHasRoleAndName() {
    WindowFixture f;
    f.open();
    int seen = 0;
    everywhere(f, [&](const char* place) {
        walk(f.window()->contentItem(), [&](QQuickItem* item) {
            if (!clickable(item)) return;
            QAccessibleInterface* access = QAccessible::queryAccessibleInterface(item);
            QVERIFY2(access, place);
            ++seen;
            const QString where =
                QLatin1String(place) + QLatin1Char(' ') + item->property("text").toString();
            QVERIFY2(!access->text(QAccessible::Name).isEmpty(), qPrintable(where));
            QVERIFY2(access->role() != QAccessible::NoRole && access->role() != QAccessible::Client,
                     qPrintable(where));
        });
    });
    QVERIFY(seen > 80);
}

void AccessTest::everythingClickableCanBePressed() {
    WindowFixture f;
    f.open();
    QQuickItem* seven = f.named(QStringLiteral("7"));
    QVERIFY(seven);
    QAccessibleInterface* access = QAccessible::queryAccessibleInterface(seven);
    QVERIFY(access && access->actionInterface());
    access->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QCOMPARE(f.sale().entry()->figures(), QStringLiteral("0.07"));
}

void AccessTest::tabReachesEveryAction() {
    WindowFixture f;
    f.open();
    f.type("5");
    QSet<QString> reached;
    for (int i = 0; i < 40; ++i) {
        QTest::keyClick(f.window(), Qt::Key_Tab);
        if (f.window()->activeFocusItem())
            reached.insert(f.window()->activeFocusItem()->property("text").toString());
    }
    for (const char* wanted : {"Sell", "Today", "Security", "Settings", "Help", "1", "0", "00",
                               "Charge ¥0.05", "Order note"})
        QVERIFY2(reached.contains(QString::fromUtf8(wanted)), wanted);
}

void AccessTest::largeTextFits() {
    WindowFixture f;
    f.open();
    f.shop().till().preferences()->setTextPercent(200);
    everywhere(f, [&](const char* place) {
        walk(f.window()->contentItem(), [&](QQuickItem* item) {
            if (!item->inherits("QQuickText") ||
                item->property("text").toString().trimmed().isEmpty())
                return;
            const QRectF box = item->mapRectToScene(QRectF(0, 0, item->width(), 1));
            const QByteArray text =
                place + QByteArray(": ") + item->property("text").toString().toUtf8();
            QVERIFY2(box.left() >= -1 && box.right() <= f.window()->width() + 1, text.constData());
        });
    });
}

}  // namespace tappay::ui
