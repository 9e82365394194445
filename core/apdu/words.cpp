#include "apdu/words.h"

#include <algorithm>
#include <array>

namespace tappay::apdu {

namespace {

struct Name {
    std::uint8_t ins;
    std::string_view name;
};

// EMV Book 1, 11; Book 3, 6.5; ISO/IEC 7816-4.
constexpr std::array kNames{Name{0x16, "CARD BLOCK"},
                            Name{0x18, "APPLICATION UNBLOCK"},
                            Name{0x1E, "APPLICATION BLOCK"},
                            Name{0x20, "VERIFY"},
                            Name{0x24, "PIN CHANGE/UNBLOCK"},
                            Name{0x82, "EXTERNAL AUTHENTICATE"},
                            Name{0x84, "GET CHALLENGE"},
                            Name{0x88, "INTERNAL AUTHENTICATE"},
                            Name{0xA4, "SELECT"},
                            Name{0xA8, "GET PROCESSING OPTIONS"},
                            Name{0xAE, "GENERATE AC"},
                            Name{0xB2, "READ RECORD"},
                            Name{0xC0, "GET RESPONSE"},
                            Name{0xCA, "GET DATA"},
                            Name{0xDA, "PUT DATA"},
                            Name{0xDC, "UPDATE RECORD"}};

struct Meaning {
    std::uint16_t sw;
    std::string_view meaning;
};

constexpr std::array kMeanings{Meaning{0x6283, "the selected file is invalidated"},
                               Meaning{0x6300, "authentication failed"},
                               Meaning{0x6400, "execution error, nothing changed"},
                               Meaning{0x6581, "memory failure"},
                               Meaning{0x6700, "wrong length"},
                               Meaning{0x6882, "secure messaging not supported"},
                               Meaning{0x6982, "security status not satisfied"},
                               Meaning{0x6983, "authentication method blocked"},
                               Meaning{0x6984, "reference data invalidated"},
                               Meaning{0x6985, "conditions of use not satisfied"},
                               Meaning{0x6986, "command not allowed"},
                               Meaning{0x6987, "secure messaging objects missing"},
                               Meaning{0x6988, "secure messaging objects incorrect"},
                               Meaning{0x6A80, "wrong data"},
                               Meaning{0x6A81, "function not supported"},
                               Meaning{0x6A82, "file or application not found"},
                               Meaning{0x6A83, "record not found"},
                               Meaning{0x6A84, "not enough memory in the file"},
                               Meaning{0x6A86, "wrong parameters P1 P2"},
                               Meaning{0x6A88, "referenced data not found"},
                               Meaning{0x6D00, "instruction not supported"},
                               Meaning{0x6E00, "class not supported"},
                               Meaning{0x6F00, "no precise diagnosis"},
                               Meaning{0x9000, "success"}};

}  // namespace

std::string_view nameOf(const Command& command) {
    const auto* const found = std::ranges::find(kNames, command.ins, &Name::ins);
    return found == kNames.end() ? std::string_view() : found->name;
}

std::string meaningOf(std::uint16_t sw) {
    if ((sw & 0xFFF0) == 0x63C0) return "wrong, tries left: " + std::to_string(sw & 0x0F);
    if (sw >> 8 == 0x61) return "octets waiting: " + std::to_string(sw & 0xFF);
    if (sw >> 8 == 0x6C) return "wrong length, right is: " + std::to_string(sw & 0xFF);
    const auto* const found = std::ranges::find(kMeanings, sw, &Meaning::sw);
    return found == kMeanings.end() ? std::string() : std::string(found->meaning);
}

}  // namespace tappay::apdu
