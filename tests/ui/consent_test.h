#pragma once

#include <QObject>

// A web order on the stage: consent, the states of its payment, and how it ends.
namespace tappay::ui {

class ConsentTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void comesToTheFrontAndShowsTheOrder();
    void enterAgreesOnceAndGuarded();
    void escapeRefuses();
    void bothAnswersAreEqual();
    void aLinkIsNotVerified();
    void aLongOrderScrollsAndKeepsItsButtons_data();
    void aLongOrderScrollsAndKeepsItsButtons();
    void saysWhenTimeRunsOut();
    void everyStateHasItsWords_data();
    void everyStateHasItsWords();
    void theShopIsNamedOnEveryScreen();
    void aTypedAmountIsKept();
    void aRunningSaleIsNotReplaced();
    void aLeftPurchaseIsTold();
    void takingsAndPurchasesAreKeptApart();
    void aLinkIsFetched();
    void aLinkThatCantBeFetchedSaysWhy();
    void aLinkWaitsForTheConnection();
    void aLinkDuringASaleWaits();
};

}  // namespace tappay::ui
