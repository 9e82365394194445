#include <QtCore/QtGlobal>

// What the client of the local API says of a lost connection, marked here for translation: it is
// used by programs without a window as well.
namespace tappay::ui {

extern const char* const kConnectionWords[];
const char* const kConnectionWords[] = {
    QT_TRANSLATE_NOOP("Failure", "The Tap & Pay application is not running."),
    QT_TRANSLATE_NOOP("Failure", "Start it (tappayd); it will be found by itself."),
    QT_TRANSLATE_NOOP("Failure", "The connection to the Tap & Pay application was lost."),
    QT_TRANSLATE_NOOP("Failure", "It goes on with what it began; look at the list of payments."),
    QT_TRANSLATE_NOOP("Failure", "The Tap & Pay application did not answer in time."),
    QT_TRANSLATE_NOOP("Failure", "Look at the list of payments before trying again."),
};

}  // namespace tappay::ui
