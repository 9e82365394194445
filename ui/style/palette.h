#pragma once

#include <QColor>
#include <cstdint>

// The colours of the window by role. Every text role keeps 4.5:1 on the grounds it is used on,
// every mark and ring 3:1; tests/ui/palette_test.cpp computes it.
namespace tappay::ui {

enum class Scheme : std::uint8_t { Light, Dark, HighContrast };

struct Palette {
    // grounds
    QColor bg, surface, sunken;
    // text: first, second and third in importance
    QColor ink, ink2, ink3;
    QColor line;
    // the action
    QColor accent, onAccent, accentSoft;
    // done, refused, not known: text or mark, and the ground it lies on
    QColor ok, okSoft, no, noSoft, maybe, maybeSoft;
    // the four lights
    QColor lightOff, lightOn;
    QColor focus;
};

const Palette& paletteOf(Scheme scheme);

}  // namespace tappay::ui
