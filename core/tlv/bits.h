#pragma once

#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "tlv/tlv.h"

// The bit-coded data elements in words, for people who read hexadecimal. Sources: EMV Book 3 Annex
// C, JR/T 0025.5 and .12. Names are English.
namespace tappay::tlv {

struct Explained {
    std::string field;    // where: "byte 1 bit 8", "rule 2", "CVR byte 2"
    std::string meaning;  // what is set there

    friend bool operator==(const Explained&, const Explained&) = default;
};

using Explanation = std::vector<Explained>;

// Only what is set is named. Each takes the value alone, without tag and length; InputMalformed
// when it has another length than its element.
Result<Explanation> explainTvr(ByteView value);         // 95, 5 octets
Result<Explanation> explainTsi(ByteView value);         // 9B, 2
Result<Explanation> explainAip(ByteView value);         // 82, 2
Result<Explanation> explainAuc(ByteView value);         // 9F07, 2
Result<Explanation> explainTtq(ByteView value);         // 9F66, 4
Result<Explanation> explainCtq(ByteView value);         // 9F6C, 2
Result<Explanation> explainCvmList(ByteView value);     // 8E, 8 and pairs
Result<Explanation> explainCvmResults(ByteView value);  // 9F34, 3
Result<Explanation> explainCid(ByteView value);         // 9F27, 1
Result<Explanation> explainCvr(ByteView value);         // 4, the first of them 03
Result<Explanation> explainIad(ByteView value);  // 9F10 in the layout of JR/T 0025, 8 or more

// The explanation of a tag's value; empty when the tag isn't bit-coded or its value is malformed.
Explanation explainValue(Tag tag, ByteView value);

// One line an object, two blanks a level, with the names of the dictionary and below a bit-coded
// object what it says. Card numbers are masked, other sensitive values are asterisks. Objects below
// eight levels aren't opened. Fails as parse() does for the outermost level; a template inside that
// can't be read is named as such.
Result<std::string> explainTlv(ByteView bytes);

}  // namespace tappay::tlv
