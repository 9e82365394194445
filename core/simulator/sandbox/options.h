#pragma once

#include <QString>
#include <QStringList>

#include "base/result.h"

namespace tappay::simulator::sandbox {

// The security chip that the terminal finds.
enum class Chip : std::uint8_t { Virtual, Software, None };

// What `tappay-sandbox run` and `tappay-sandbox up` are asked for: docs/sandbox.md.
struct Options {
    bool stay = false;          // up
    QStringList cards;          // names of profiles or files
    bool empty = false;         // start without a card in the reader, else with the first one
    QString tap;                // the card at the contactless reader at the start
    bool pinPad = false;        // the reader with contacts has keys
    QStringList cardFaults;     // without their prefix
    QStringList networkFaults;  // without their prefix
    Chip chip = Chip::Virtual;
    bool shop = false;   // with a demo web shop, and a home for a browser
    bool isNew = false;  // the terminal isn't enrolled; its code is shown
    // Where the virtual security device is served.
    bool deviceInReader = false;  // on the contactless reader
    bool deviceOverBluetooth = false;
    int answerSeconds = 15;  // how long the back end waits for the network
    QString pcscSocket;      // somebody else's PC/SC service; no virtual reader
    QString directory;       // empty: a private temporary one
    bool keep = false;
    bool verbose = false;
    QStringList command;  // run
};

// `arguments` without the program's name. InputMalformed says what is wrong.
Result<Options> parseOptions(const QStringList& arguments);
QString usage();

}  // namespace tappay::simulator::sandbox
