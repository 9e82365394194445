#pragma once

#include <QObject>

namespace tappay::ui {

class TraceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void elementsFindTheirOctets();
    void whatHasNoPlaceGetsNone();
    void opensFromThePayment();
    void chosenElementIsMarked();
    void copyIsRedacted();
    void nothingKept();
    void longTraceStaysLight();
};

}  // namespace tappay::ui
