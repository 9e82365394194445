#pragma once

#include <QObject>

namespace tappay::ui {

class AmountTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void digitsMoveInFromTheRight();
    void limitIsKept();
    void backspaceAndClear();
    void currencyWithoutDecimals();
    void amountsAreGrouped();
    void scanIsTakenOut();
    void unfinishedAmountIsADraft();
};

}  // namespace tappay::ui
