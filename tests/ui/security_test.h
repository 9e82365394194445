#pragma once

#include <QObject>

namespace tappay::ui {

// The page that says what protects the terminal.
class SecurityTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsEveryProtection();
    void gradesAreSummedUp_data();
    void gradesAreSummedUp();
    void changesAreShownLive();
    void renewsAfterAQuestion();
    void signsOnByOneKey();
    void refusalIsShown();
    void failureSaysWhenItIsTriedAgain();
    void aMachineIsSetUp();
    void aLostTerminalIsEnrolledAnew();
    void withoutSecurityItSaysSo();
    void largeTextIsScrolledByKeys();
};

}  // namespace tappay::ui
