#pragma once

#include <QObject>

namespace tappay::ui {

// From a machine to a terminal, by the keyboard alone.
class EnrolmentTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fromTheCodeToSell();
    void chipIsExplained_data();
    void chipIsExplained();
    void aMissingChipIsLookedForAgain();
    void codesAreTakenInAnyShape_data();
    void codesAreTakenInAnyShape();
    void pastedCodesAreTaken();
    void halfACodeIsNotSent();
    void aRefusedCodeStays();
    void aFailureLeadsBackToTheCode();
    void laterFailuresAreTriedAgain();
    void startsWhereTheTerminalIs_data();
    void startsWhereTheTerminalIs();
    void somebodyElseEnrolsIt();
    void theTestTapCanBeSkipped();
    void anUnreadCardIsTriedAgain();
    void aLostApplicationIsGoneOnWith();
};

}  // namespace tappay::ui
