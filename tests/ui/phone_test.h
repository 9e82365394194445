#pragma once

#include <QObject>

// The page of the phones that confirm: pairing one, its security devices.
namespace tappay::ui {

class PhoneTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void phonesAndDevicesAreListed();
    void emptyPlacesSayWhatToDo();
    void aFailureHasItsWayOut();
    void itIsAskedFor_data();
    void itIsAskedFor();
    void renamingAndRemoving();
    void aDeviceIsComparedFirst();
    void theCodeCanBeScanned_data();
    void theCodeCanBeScanned();
    void theCodeAsTextAndItsTime();
    void pairingShowsItsSteps();
    void enterAcceptsNothingByAccident();
    void acceptingIsAskedForOnce();
    void everyStateHasAWayOut_data();
    void everyStateHasAWayOut();
    void aButtonOfBeforeIsNotPressed();
    void theFooterNamesThePhone();
    void everythingHasNamesAndFits_data();
    void everythingHasNamesAndFits();
};

}  // namespace tappay::ui
