#pragma once

#include <QString>

namespace tappay::ui {

// What is typed, and the card of the sandbox that is held to its reader or put into it.
struct Walk {
    QString amount = QStringLiteral("1234");
    QString card = QStringLiteral("debit");
    bool tapped = false;
};

// Makes one payment in the real window, by key presses alone, and saves a picture of each screen
// and the receipt into `folder`. 0 when the payment was approved, or the card has paid.
int runWalkthrough(const QString& socket, const QString& sandboxDirectory, const QString& folder,
                   const Walk& walk);

// Waits for one web order that asks for consent, pays it as a person would, and saves pictures of
// consent, card and result into `folder`. Prints "ready" when the page may ask. 0 when it was paid.
int accompanyPurchase(const QString& socket, const QString& sandboxDirectory, const QString& folder,
                      const Walk& walk);

// Pairs a phone in the real window: prints "invitation tappay:pair?..." and "code 483920", accepts
// when the line "accept 483920" with the same digits comes on the standard input, and saves
// pictures into `folder`. 0 when a phone is paired.
int accompanyPairing(const QString& socket, const QString& folder);

// As accompanyPurchase(), but the order is confirmed on the phone: a line and a picture of each
// state that is seen. 0 when it was paid.
int accompanyConfirmation(const QString& socket, const QString& folder);

// Pictures of all states from recorded snapshots, in both languages and all colours; of all parts,
// or of one ("purchase", "account", "phone").
int takePictures(const QString& folder, const QString& part = {});

}  // namespace tappay::ui
