#pragma once

#include <QString>
#include <QStringList>
#include <optional>

#include "walkthrough/walkthrough.h"

namespace tappay::app {

// What `tappay` was asked to do.
struct CommandLine {
    QString socket;               // of the local API
    QString receiptId;            // --receipt: no window, only a PDF
    QString copy;                 // "merchant" or "cardholder"
    QString pdf;                  // --pdf
    QString walkthrough;          // --walkthrough: folder for the pictures
    QString accompany;            // --accompany: folder for the pictures
    bool confirmOnPhone = false;  // --accompany: not with the card
    bool pairPhone = false;       // --accompany: pairs a phone instead
    ui::Walk walk;
    bool allStates = false;
    QString part;                  // --part: of all states
    QString order;                 // of a tappay: link
    bool untilFirstFrame = false;  // for measuring the start
};

// Prints help, version or the mistake itself and returns nothing when there is nothing to do then;
// `status` is the exit status for that case.
std::optional<CommandLine> parseCommandLine(const QStringList& arguments, int& status);

}  // namespace tappay::app
