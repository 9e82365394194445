#pragma once

#include <QObject>

namespace tappay::ui {

class StatesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyStateHasItsScreen_data();
    void everyStateHasItsScreen();
    void notKnownLeavesTheTillFree();
    void resultOfALeftPaymentIsTold();
    void noApplication();
    void noReader();
    void detailAndUndo();
    void receiptIsShown();
};

}  // namespace tappay::ui
