#include "style/palette.h"

namespace tappay::ui {

namespace {

QColor rgb(QRgb value) {
    return QColor::fromRgb(value);
}

const Palette kLight{
    .bg = rgb(0xF4F6F9),
    .surface = rgb(0xFFFFFF),
    .sunken = rgb(0xEBEEF3),
    .ink = rgb(0x0E1726),
    .ink2 = rgb(0x4B5768),
    .ink3 = rgb(0x5F6B7C),
    .line = rgb(0xDCE1E9),
    .accent = rgb(0x1746D1),
    .onAccent = rgb(0xFFFFFF),
    .accentSoft = rgb(0xE8EEFF),
    .ok = rgb(0x0A7A3D),
    .okSoft = rgb(0xE4F5EB),
    .no = rgb(0xC0232C),
    .noSoft = rgb(0xFDEAEB),
    .maybe = rgb(0x9A5200),
    .maybeSoft = rgb(0xFFF1DC),
    .lightOff = rgb(0xD3DAE4),
    .lightOn = rgb(0x12A150),
    .focus = rgb(0x1746D1),
};

const Palette kDark{
    .bg = rgb(0x0C1118),
    .surface = rgb(0x141B24),
    .sunken = rgb(0x0F151D),
    .ink = rgb(0xE9EEF5),
    .ink2 = rgb(0xA9B4C3),
    .ink3 = rgb(0x8592A3),
    .line = rgb(0x273240),
    .accent = rgb(0x7AA7FF),
    .onAccent = rgb(0x0A1424),
    .accentSoft = rgb(0x1B2A48),
    .ok = rgb(0x57CC8A),
    .okSoft = rgb(0x12301F),
    .no = rgb(0xFF7A7A),
    .noSoft = rgb(0x3A1A1D),
    .maybe = rgb(0xFFBE5C),
    .maybeSoft = rgb(0x38290F),
    .lightOff = rgb(0x2B3746),
    .lightOn = rgb(0x3DDC84),
    .focus = rgb(0x7AA7FF),
};

const Palette kHighContrast{
    .bg = rgb(0x000000),
    .surface = rgb(0x000000),
    .sunken = rgb(0x000000),
    .ink = rgb(0xFFFFFF),
    .ink2 = rgb(0xFFFFFF),
    .ink3 = rgb(0xDADADA),
    .line = rgb(0xFFFFFF),
    .accent = rgb(0x7FC8FF),
    .onAccent = rgb(0x000000),
    .accentSoft = rgb(0x00294A),
    .ok = rgb(0x6BFFA8),
    .okSoft = rgb(0x00310F),
    .no = rgb(0xFFA3A3),
    .noSoft = rgb(0x470000),
    .maybe = rgb(0xFFD24A),
    .maybeSoft = rgb(0x3B2A00),
    .lightOff = rgb(0x5E5E5E),
    .lightOn = rgb(0x6BFFA8),
    .focus = rgb(0xFFFF00),
};

}  // namespace

const Palette& paletteOf(Scheme scheme) {
    switch (scheme) {
        case Scheme::Light:
            return kLight;
        case Scheme::Dark:
            return kDark;
        case Scheme::HighContrast:
            return kHighContrast;
    }
    return kLight;
}

}  // namespace tappay::ui
