#pragma once

#include <QObject>

// What a computer is for, and one window for all links.
namespace tappay::ui {

class RoleTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void firstStartAsksWhatItIsFor_data();
    void firstStartAsksWhatItIsFor();
    void theQuestionComesBeforeEnrolment();
    void aCardholderHasNoTill();
    void aPurchaseComesAndGoesHome();
    void roleChangesInSettings();
    void aSecondStartHandsOver();
    void handingOverTakesOrdersAlone_data();
    void handingOverTakesOrdersAlone();
};

}  // namespace tappay::ui
