#pragma once

#include <QString>

namespace tappay::ui {

// Makes one payment of 12.34 with the sandbox's debit card in the real window, by key presses, and
// saves a picture of each screen and the receipt into `folder`. 0 when the payment was approved.
int runWalkthrough(const QString& socket, const QString& sandboxDirectory, const QString& folder);

// Pictures of all states from recorded snapshots, in both languages and all colours.
int takePictures(const QString& folder);

}  // namespace tappay::ui
