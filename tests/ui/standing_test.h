#pragma once

#include <QObject>

namespace tappay::ui {

// What *Sell* says when the back end takes nothing from this terminal.
class StandingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyStandingSaysWhatToDo_data();
    void everyStandingSaysWhatToDo();
    void aSuspendedTerminalIsTriedAgain();
    void aLostTerminalIsEnrolledAnew();
    void signingOnDoesNotTakeTheTillAway();
    void aPaymentUnderWayStays();
    void comesAndGoesByItself();
};

}  // namespace tappay::ui
