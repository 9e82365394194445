#pragma once

#include <QObject>

namespace tappay::ui {

// What the window says and shows while a card is wanted, read, torn or in doubt.
class CardTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachWaitHasItsWords_data();
    void eachWaitHasItsWords();
    void lightsStayAfterReading();
    void tornTapKeepsNoLights();
    void endsOfAPaymentByTheCard_data();
    void endsOfAPaymentByTheCard();
    void paidByCardCanBeLeft();
    void bankRefusingLaterIsTold();
    void cardInDoubtIsTappedAgain();
    void cardThatCantBeAsked();
    void givingUpIsAskedOnceMore();
    void escapeInDoubtAsksFirst();
    void applicationNotAcceptedIsSaid();
    void paidByCardCountsForTheDay();
    void lastSecondsAreCounted();
    void idleLightRestsWithReducedMotion();
};

}  // namespace tappay::ui
