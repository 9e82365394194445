#pragma once

#include <QObject>

// The command line of a person who pays, over a recorded terminal.
namespace tappay::ui {

class CtlTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anOrderIsShownAndAsked_data();
    void anOrderIsShownAndAsked();
    void yesPaysWithoutAsking();
    void onlyOrdersAndTheirLinks_data();
    void onlyOrdersAndTheirLinks();
    void consentIsAnswered();
    void cardsAreListed();
    void aCardIsAdded();
    void limitsAreSet();
    void deletingNeedsAWord();
};

}  // namespace tappay::ui
