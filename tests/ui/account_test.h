#pragma once

#include <QObject>

// The cardholder's pages.
namespace tappay::ui {

class AccountTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCardIsAddedWithItsStages();
    void addingCanBeCancelled();
    void aRefusalSaysWhy();
    void cardsAndEarlierOnes();
    void removingIsAskedFirst();
    void whatIsOnACard();
    void limitsAreTyped_data();
    void limitsAreTyped();
    void computersAndNotices();
    void dataIsSavedForItsOwnerAlone();
    void aFileIsNotOverwritten();
    void deletingIsAskedFirst();
    void emptyPlacesHaveAWayOut();
    void paymentsAreFoundAndShown();
    void everythingHasNamesAndFits_data();
    void everythingHasNamesAndFits();
};

}  // namespace tappay::ui
