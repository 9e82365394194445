#include "ui/trace_test.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QTest>

#include "models/trace_step.h"
#include "ui/window_fixture.h"
#include "walkthrough/recorded_trace.h"

namespace tappay::ui {

namespace {

QQuickItem* accessible(WindowFixture& f, const char* type) {
    for (QQuickItem* item : f.window()->findChildren<QQuickItem*>())
        if (QLatin1String(item->metaObject()->className()).startsWith(QLatin1String(type)))
            return item;
    return nullptr;
}

// The page of what the card said, of the first payment of today.
void openTrace(WindowFixture& f, const QJsonObject& trace) {
    f.terminal().setTrace(trace);
    f.open();
    f.press(Qt::Key_F7);
    QTRY_VERIFY(f.shows(QStringLiteral("Find: amount, card, voucher, note")));
    f.type("36");
    f.press(Qt::Key_Enter);
    QTRY_VERIFY(f.named(QStringLiteral("What the card said")));
    QVERIFY(QMetaObject::invokeMethod(f.named(QStringLiteral("What the card said")), "clicked"));
    QTRY_COMPARE(f.terminal().callsOf(QStringLiteral("transaction.trace")).size(), 1);
}

}  // namespace

void TraceTest::elementsFindTheirOctets() {
    for (const QJsonValue& value : recorded::trace().value(QLatin1String("steps")).toArray()) {
        const TraceStep step = TraceStep::fromJson(value.toObject());
        if (!step.exchange()) continue;  // what was decided at the end stands in no answer
        for (const TlvRow& row : step.tree) {
            const QString found =
                step.response.mid(qsizetype{row.offset} * 2, qsizetype{row.octets} * 2);
            QVERIFY2(found.startsWith(row.tag), qPrintable(step.name + row.tag));
            QVERIFY2(found.endsWith(row.value), qPrintable(step.name + row.tag));
        }
    }
}

// A format 1 answer names its parts without tags; a wrong length must not lead astray.
void TraceTest::whatHasNoPlaceGetsNone() {
    const auto row = [](int depth, const char* tag, int length) {
        return QJsonObject{{QStringLiteral("depth"), depth},
                           {QStringLiteral("tag"), QLatin1String(tag)},
                           {QStringLiteral("length"), length}};
    };
    const TraceStep step = TraceStep::fromJson(
        {{QStringLiteral("response"), QStringLiteral("80067C00080101009F360101")},
         {QStringLiteral("tree"),
          QJsonArray{row(0, "80", 6), row(1, "82", 2), row(1, "94", 4), row(0, "9F36", 1)}}});
    QCOMPARE(step.tree.at(0).offset, 0);
    QCOMPARE(step.tree.at(0).octets, 8);
    QCOMPARE(step.tree.at(1).offset, -1);
    QCOMPARE(step.tree.at(2).offset, -1);
    QCOMPARE(step.tree.at(3).offset, 8);
    QCOMPARE(step.tree.at(3).octets, 4);
}

void TraceTest::opensFromThePayment() {
    WindowFixture f;
    openTrace(f, recorded::trace());
    QTRY_VERIFY(f.shows(QStringLiteral("JR/T 0025.12, 7.2")));
    f.press(Qt::Key_Down);
    QTRY_VERIFY(f.shows(QStringLiteral("GET PROCESSING OPTIONS")));
    f.press(Qt::Key_Down);
    QTRY_VERIFY(f.shows(QStringLiteral("2PAY.SYS.DDF01")));
    f.press(Qt::Key_End);
    QTRY_COMPARE(f.shop().till().trace()->current(), f.shop().till().trace()->count() - 1);
    QCOMPARE(f.shop().till().trace()->title(), QStringLiteral("End"));
    QVERIFY(f.shows(QStringLiteral("Terminal verification results")));
    f.press(Qt::Key_Escape);
    QTRY_VERIFY(f.named(QStringLiteral("Undo this payment…")));
    QCOMPARE(WindowFixture::takeWarnings(), QStringList());
}

void TraceTest::chosenElementIsMarked() {
    WindowFixture f;
    openTrace(f, recorded::trace());
    QTRY_COMPARE(f.shop().till().trace()->state(), TraceModel::Ready);
    f.shop().till().trace()->setCurrent(2);
    QQuickItem* tree = accessible(f, "TlvTree");
    QQuickItem* octets = accessible(f, "ByteView");
    QVERIFY(tree && octets);
    QTRY_COMPARE(octets->property("from").toInt(), 0);
    tree->forceActiveFocus();
    f.press(Qt::Key_Down);
    QTRY_COMPARE(octets->property("from").toInt(), 2);
    QCOMPARE(octets->property("length").toInt(), 16);
}

void TraceTest::copyIsRedacted() {
    WindowFixture f;
    openTrace(f, recorded::trace());
    QTRY_COMPARE(f.shop().till().trace()->state(), TraceModel::Ready);
    f.press(Qt::Key_C);
    QTRY_VERIFY(f.named(QStringLiteral("Copied")));
    const QString text = QGuiApplication::clipboard()->text();
    QVERIFY(text.contains(QLatin1String("GET PROCESSING OPTIONS")));
    QVERIFY(text.contains(QLatin1String("622848*********8901")));
    QVERIFY(text.contains(QLatin1String("JR/T 0025.12, 7.5: A cryptogram is there")));
}

void TraceTest::nothingKept() {
    WindowFixture f;
    f.terminal().refuse(
        QStringLiteral("transaction.trace"),
        recorded::withFailure({}, "not_found").value(QLatin1String("failure")).toObject());
    openTrace(f, {});
    QTRY_VERIFY(f.shows(QStringLiteral("No trace was kept")));
    f.press(Qt::Key_Escape);
    QTRY_VERIFY(f.named(QStringLiteral("Undo this payment…")));
    QCOMPARE(WindowFixture::takeWarnings(), QStringList());
}

// Of a long trace only what is to be seen becomes items of the window.
void TraceTest::longTraceStaysLight() {
    const QJsonArray few = recorded::trace().value(QLatin1String("steps")).toArray();
    QJsonArray many;
    constexpr int kSteps = 2000;
    for (int i = 0; i < kSteps; ++i)
        many.append(few.at(i % few.size()));
    WindowFixture f;
    openTrace(f, {{QStringLiteral("steps"), many}});
    QTRY_COMPARE(f.shop().till().trace()->count(), kSteps);
    f.press(Qt::Key_End);
    QTRY_COMPARE(f.shop().till().trace()->current(), kSteps - 1);
    int rows = 0;
    for (const QQuickItem* item : f.window()->findChildren<QQuickItem*>())
        rows += QLatin1String(item->metaObject()->className())
                    .startsWith(QLatin1String("TraceStepRow"));
    QVERIFY2(rows < 100, qPrintable(QString::number(rows)));
}

}  // namespace tappay::ui
