#pragma once

#include "tlv/tlv.h"

// How single values of a card are made fit to be kept. Lengths and structure stay.
namespace tappay::emv::trace {

// PAN: the first six and the last four digits stay, the others become 0 (5A). Of track 2 (57) the
// discretionary data become 0 as well. Names and numbers of persons become * or 0. Certificates and
// signatures (9F46 93 9F2D 9F4B) and hashes over card data (98) become zeros: with their help the
// missing digits could be found by trial. Anything else stays.
void mask(tlv::Tag tag, std::span<std::uint8_t> value);
// The same for a value that a DOL has cut or filled: of digits only the first six stay, because the
// last four may be others here.
void maskCut(tlv::Tag tag, std::span<std::uint8_t> value);

// Masks all data objects, however deep. What is not well coded is spoiled.
void maskObjects(std::span<std::uint8_t> objects);
// Replaces octets that can't be read as data objects by others that can't: a tag without end. So a
// replay stumbles where the kernel did.
void spoil(std::span<std::uint8_t> octets);

// The digits of a card number that the object gives away, in ASCII; empty when it has none.
[[nodiscard]] std::string cardNumberIn(tlv::Tag tag, ByteView value);

}  // namespace tappay::emv::trace
