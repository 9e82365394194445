#pragma once

#include <QObject>

namespace tappay::ui {

class PinTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachKeyIsForwarded();
    void nothingIsKept();
    void focusLossClears();
    void salesAreHidden();
    void nothingElseOpens();
    void cardWithoutANumber();
    void readersOwnKeys();
    void triesLeftAreSaid();
    void scrambledKeys();
    void keysShowNothing();
    void machinesAreRefused();
    void composedDroppedAndPastedTextIsNoKey();
};

}  // namespace tappay::ui
