#include "ui/palette_test.h"

#include <QTest>
#include <cmath>

#include "style/palette.h"

namespace tappay::ui {

namespace {

// WCAG 2.2, relative luminance and contrast ratio.
double luminance(const QColor& color) {
    const auto linear = [](double channel) {
        return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) +
           0.0722 * linear(color.blueF());
}

double contrast(const QColor& a, const QColor& b) {
    const double high = std::max(luminance(a), luminance(b));
    const double low = std::min(luminance(a), luminance(b));
    return (high + 0.05) / (low + 0.05);
}

struct Pair {
    const char* name;
    QColor Palette::* front;
    QColor Palette::* ground;
};

constexpr std::array kText{
    Pair{"ink/bg", &Palette::ink, &Palette::bg},
    Pair{"ink/surface", &Palette::ink, &Palette::surface},
    Pair{"ink/sunken", &Palette::ink, &Palette::sunken},
    Pair{"ink2/bg", &Palette::ink2, &Palette::bg},
    Pair{"ink2/surface", &Palette::ink2, &Palette::surface},
    Pair{"ink2/sunken", &Palette::ink2, &Palette::sunken},
    Pair{"ink3/bg", &Palette::ink3, &Palette::bg},
    Pair{"ink3/surface", &Palette::ink3, &Palette::surface},
    Pair{"ink3/sunken", &Palette::ink3, &Palette::sunken},
    Pair{"onAccent/accent", &Palette::onAccent, &Palette::accent},
    Pair{"accent/accentSoft", &Palette::accent, &Palette::accentSoft},
    Pair{"accent/bg", &Palette::accent, &Palette::bg},
    Pair{"ok/okSoft", &Palette::ok, &Palette::okSoft},
    Pair{"no/noSoft", &Palette::no, &Palette::noSoft},
    Pair{"no/bg", &Palette::no, &Palette::bg},
    Pair{"maybe/maybeSoft", &Palette::maybe, &Palette::maybeSoft},
    Pair{"maybe/bg", &Palette::maybe, &Palette::bg},
    Pair{"maybe/surface", &Palette::maybe, &Palette::surface},
};

constexpr std::array kMarks{
    Pair{"lightOn/bg", &Palette::lightOn, &Palette::bg},
    Pair{"focus/bg", &Palette::focus, &Palette::bg},
    Pair{"focus/surface", &Palette::focus, &Palette::surface},
    Pair{"ok/surface", &Palette::ok, &Palette::surface},
    Pair{"field edge", &Palette::ink3, &Palette::bg},
};

template <typename Pairs>
void rows(const Pairs& pairs) {
    QTest::addColumn<QColor>("front");
    QTest::addColumn<QColor>("ground");
    for (const auto& [scheme, name] :
         {std::pair(Scheme::Light, "light"), std::pair(Scheme::Dark, "dark"),
          std::pair(Scheme::HighContrast, "high contrast")}) {
        const Palette& palette = paletteOf(scheme);
        for (const Pair& pair : pairs)
            QTest::addRow("%s %s", name, pair.name) << palette.*pair.front << palette.*pair.ground;
    }
}

}  // namespace

void PaletteTest::textIsReadable_data() {
    rows(kText);
}

void PaletteTest::textIsReadable() {
    QFETCH(const QColor, front);
    QFETCH(const QColor, ground);
    QVERIFY2(contrast(front, ground) >= 4.5, qPrintable(QString::number(contrast(front, ground))));
}

void PaletteTest::marksAreVisible_data() {
    rows(kMarks);
}

void PaletteTest::marksAreVisible() {
    QFETCH(const QColor, front);
    QFETCH(const QColor, ground);
    QVERIFY2(contrast(front, ground) >= 3.0, qPrintable(QString::number(contrast(front, ground))));
}

}  // namespace tappay::ui
