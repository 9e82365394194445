#pragma once

#include <QObject>

namespace tappay::ui {

class SaleTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wholeSaleFromTheNumberPad();
    void heldEnterConfirmsNothing();
    void bouncingEnterConfirmsOnce();
    void scannerEnterIsIgnored();
    void drummedDigitsAreTyped();
    void zeroIsNotCharged();
    void pasteIsRefused();
    void approvedOnlyWhenTheJournalSaysSo();
    void cancelBeforeSending();
    void noCancelAfterSending();
    void refusalIsShown();
    void closingIsBlockedWhileOpen();
};

}  // namespace tappay::ui
