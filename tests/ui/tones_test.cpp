#include "ui/tones_test.h"

#include <QTest>

#include "ui/window_fixture.h"

namespace tappay::ui {

namespace {

const QString kOk = QStringLiteral("success");
const QString kAlert = QStringLiteral("alert");

QJsonObject at(const char* state, const char* stage) {
    return recorded::transaction(QLatin1String(state), QLatin1String(stage), 1);
}

QJsonObject tap(const char* state, const char* stage) {
    return recorded::tapped(at(state, stage));
}

QJsonObject pin(int triesLeft) {
    return recorded::withPin(at("card_read", "enter_pin"), 0, triesLeft);
}

}  // namespace

void TonesTest::eventsAndTheirTones_data() {
    QTest::addColumn<QList<QJsonObject>>("events");
    QTest::addColumn<QStringList>("tones");
    const auto row = [](const char* name, const QList<QJsonObject>& events,
                        const QStringList& tones) { QTest::addRow("%s", name) << events << tones; };
    row("a card is seen", {tap("intended", "keep_card")}, {});
    row("read, then asked for", {tap("card_read", "card_read"), tap("sent", "authorising")}, {kOk});
    row("read and paid at one stroke",
        {tap("intended", "keep_card"), recorded::paidByCard(at("advice_pending", "done"))}, {kOk});
    row("booked by the bank afterwards",
        {recorded::paidByCard(at("advice_pending", "done")),
         recorded::paidByCard(at("approved", "done"))},
        {kOk});
    row("approved twice over",
        {at("sent", "authorising"), at("approved", "remove_card"), at("approved", "done")}, {kOk});
    row("torn twice",
        {tap("intended", "keep_card"), tap("intended", "tap_again"), tap("intended", "keep_card"),
         tap("intended", "tap_again")},
        {kAlert, kAlert});
    row("two cards", {at("intended", "one_card_only")}, {kAlert});
    row("to the chip", {at("intended", "insert_card")}, {kAlert});
    row("to the phone", {at("intended", "see_phone")}, {kAlert});
    row("first PIN", {pin(-1)}, {});
    row("wrong PINs", {pin(-1), pin(2), pin(2), pin(1)}, {kAlert, kAlert});
    row("declined", {at("sent", "authorising"), at("declined", "done")}, {kAlert});
    row("not known", {at("sent", "authorising"), at("unknown", "checking")}, {});
    row("undone", {at("unknown", "checking"), at("undone", "done")}, {kAlert});
    row("in doubt", {tap("intended", "keep_card"), tap("card_in_doubt", "checking")}, {kAlert});
}

void TonesTest::eventsAndTheirTones() {
    QFETCH(const QList<QJsonObject>, events);
    QFETCH(const QStringList, tones);
    WindowFixture f;
    f.open();
    f.sale().show(Transaction::fromJson(at("intended", "present_card")));
    f.shop().till().preferences()->setSound(true);
    QStringList heard;
    QObject::connect(f.shop().till().sounds(), &Sounds::played, f.window(),
                     [&](const QString& resource) {
                         heard.append(resource.section(QLatin1Char('/'), -1).section('.', 0, 0));
                     });
    for (const QJsonObject& event : events) {
        f.terminal().send(event);
        const Transaction wanted = Transaction::fromJson(event);
        QTRY_COMPARE(f.sale().transaction(), wanted);
    }
    QCOMPARE(heard, tones);
}

}  // namespace tappay::ui
