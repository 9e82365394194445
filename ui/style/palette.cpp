#include "style/palette.h"

namespace tappay::ui {

namespace {

const Palette kLight{
    .bg = 0xF4F6F9, .surface = 0xFFFFFF, .sunken = 0xEBEEF3, .ink = 0x0E1726,
    .ink2 = 0x4B5768, .ink3 = 0x5F6B7C, .line = 0xDCE1E9, .accent = 0x1746D1,
    .onAccent = 0xFFFFFF, .accentSoft = 0xE8EEFF, .ok = 0x0A7A3D, .okSoft = 0xE4F5EB,
    .no = 0xC0232C, .noSoft = 0xFDEAEB, .maybe = 0x9A5200, .maybeSoft = 0xFFF1DC,
    .lightOff = 0xD3DAE4, .lightOn = 0x12A150, .focus = 0x1746D1,
};

const Palette kDark{
    .bg = 0x0C1118, .surface = 0x141B24, .sunken = 0x0F151D, .ink = 0xE9EEF5,
    .ink2 = 0xA9B4C3, .ink3 = 0x8592A3, .line = 0x273240, .accent = 0x7AA7FF,
    .onAccent = 0x0A1424, .accentSoft = 0x1B2A48, .ok = 0x57CC8A, .okSoft = 0x12301F,
    .no = 0xFF7A7A, .noSoft = 0x3A1A1D, .maybe = 0xFFBE5C, .maybeSoft = 0x38290F,
    .lightOff = 0x2B3746, .lightOn = 0x3DDC84, .focus = 0x7AA7FF,
};

const Palette kHighContrast{
    .bg = 0x000000, .surface = 0x000000, .sunken = 0x000000, .ink = 0xFFFFFF,
    .ink2 = 0xFFFFFF, .ink3 = 0xDADADA, .line = 0xFFFFFF, .accent = 0x7FC8FF,
    .onAccent = 0x000000, .accentSoft = 0x00294A, .ok = 0x6BFFA8, .okSoft = 0x00310F,
    .no = 0xFFA3A3, .noSoft = 0x470000, .maybe = 0xFFD24A, .maybeSoft = 0x3B2A00,
    .lightOff = 0x5E5E5E, .lightOn = 0x6BFFA8, .focus = 0xFFFF00,
};

}  // namespace

const Palette& paletteOf(Scheme scheme) {
    switch (scheme) {
        case Scheme::Light: return kLight;
        case Scheme::Dark: return kDark;
        case Scheme::HighContrast: return kHighContrast;
    }
    return kLight;
}

}  // namespace tappay::ui
