#pragma once

#include <QString>
#include <QtPlugin>

#include "printing/slip.h"

// What the window needs seldom and what would make its start slow: Qt Multimedia and Qt Print
// Support live in plug-ins that are loaded at the first use.
namespace tappay::ui {

class Tones {
public:
    virtual ~Tones() = default;
    // False when this computer has no audio output.
    virtual bool play(const QString& resource) = 0;
};

class Printing {
public:
    virtual ~Printing() = default;
    // Empty when no printer is set up.
    [[nodiscard]] virtual QString defaultPrinter() const = 0;
    virtual bool print(const Slip& slip, const QString& printer) = 0;
};

// Null when the plug-in is not installed; the same object each time otherwise.
Tones* loadTones();
Printing* loadPrinting();

}  // namespace tappay::ui

Q_DECLARE_INTERFACE(tappay::ui::Tones, "tappay.Tones/1")
Q_DECLARE_INTERFACE(tappay::ui::Printing, "tappay.Printing/1")
