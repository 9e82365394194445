#pragma once

#include <QObject>

// What is confirmed on the phone, as the window shows it.
namespace tappay::ui {

class ConfirmTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anOrderIsConfirmedWithOneOfTheCards();
    void oneCardIsNoChoice();
    void withoutAPhoneThereIsNoSuchWay();
    void eachStateSaysItsWords_data();
    void eachStateSaysItsWords();
    void eachEndSaysWhyAndWhatToDo_data();
    void eachEndSaysWhyAndWhatToDo();
    void whatIsShownIsOfTheRequest();
    void escapeWithdrawsOnce();
    void enterDecidesNothingBeforeTheEnd();
    void signedCannotBeWithdrawn();
    void anotherOneIsNotShown();
    void nothingComesBackFromAnEnd();
    void notReachableIsNotKnown();
    void aLostCallIsAskedAgainUnderItsKey();
    void withdrawnBeforeItIsKnown();
    void whatIsRefusedLeadsBackToTheOrder();
    void paidEndsTheConsent();
    void refusedLeadsBackToTheOrder();
    void anotherOrderComesFirst();
    void whatWasLeftIsTold();
    void aTransferIsTyped();
    void aRefundIsTyped();
    void closingTheWindowIsAskedFirst();
    void theListOfTheLast();
    void everythingFits_data();
    void everythingFits();
};

}  // namespace tappay::ui
