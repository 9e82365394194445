#include "ui/amount_test.h"

#include <QTest>

#include "models/amount_entry.h"
#include "models/amount_text.h"

namespace tappay::ui {

namespace {

void enter(AmountEntry& entry, const char* digits) {
    for (const char* digit = digits; *digit; ++digit)
        entry.digit(*digit - '0');
}

}  // namespace

void AmountTest::digitsMoveInFromTheRight() {
    AmountEntry entry;
    QVERIFY(entry.empty());
    QCOMPARE(entry.figures(), QStringLiteral("0.00"));
    enter(entry, "1234");
    QCOMPARE(entry.figures(), QStringLiteral("12.34"));
    entry.doubleZero();
    QCOMPARE(entry.figures(), QStringLiteral("1,234.00"));
    QCOMPARE(entry.decimal(), QStringLiteral("1234.00"));
}

void AmountTest::limitIsKept() {
    AmountEntry entry;
    enter(entry, "999999999");
    entry.digit(9);
    QCOMPARE(entry.figures(), QStringLiteral("9,999,999.99"));
    QCOMPARE(entry.hint(), AmountEntry::OverLimit);
    entry.backspace();
    QCOMPARE(entry.hint(), AmountEntry::NoHint);
}

void AmountTest::backspaceAndClear() {
    AmountEntry entry;
    enter(entry, "1234");
    entry.backspace();
    QCOMPARE(entry.figures(), QStringLiteral("1.23"));
    entry.clear();
    QVERIFY(entry.empty());
}

void AmountTest::currencyWithoutDecimals() {
    AmountEntry entry;
    entry.setCurrency(QStringLiteral("JPY"), 0);
    enter(entry, "1234");
    QCOMPARE(entry.decimal(), QStringLiteral("1234"));
    QCOMPARE(entry.figures(), QStringLiteral("1,234"));
}

void AmountTest::amountsAreGrouped() {
    QCOMPARE(grouped(QStringLiteral("1234567.80")), QStringLiteral("1,234,567.80"));
    QCOMPARE(grouped(QStringLiteral("-123.00")), QStringLiteral("-123.00"));
    QCOMPARE(grouped(QStringLiteral("999")), QStringLiteral("999"));
}

void AmountTest::scanIsTakenOut() {
    AmountEntry entry;
    enter(entry, "56");
    enter(entry, "9012");
    entry.dropScan(4);
    QCOMPARE(entry.figures(), QStringLiteral("0.56"));
    QCOMPARE(entry.hint(), AmountEntry::ScannerIgnored);
}

void AmountTest::unfinishedAmountIsADraft() {
    AmountEntry entry;
    enter(entry, "1234");
    entry.putAside();
    QVERIFY(entry.empty());
    QCOMPARE(entry.draft(), QStringLiteral("¥12.34"));
    entry.takeUp();
    QCOMPARE(entry.figures(), QStringLiteral("12.34"));
    QVERIFY(entry.draft().isEmpty());
}

}  // namespace tappay::ui
