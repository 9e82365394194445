#pragma once

#include <vector>

#include "apdu/apdu.h"
#include "base/secret.h"
#include "tlv/dol.h"

namespace tappay::emv::trace {

// Makes commands and answers fit to be kept: nobody finds a card number, a name, a PIN or an
// issuer's order in them, and all lengths and tags stay. It has to see everything that passes
// between the kernel and one card, in order: which values a command carries is said by the card's
// own lists.
class Redactor {
public:
    [[nodiscard]] Bytes command(const apdu::Command& command);
    // The answer to the command just given; data and status word.
    [[nodiscard]] Bytes answer(const apdu::Response& response);
    // Field 55 and the like.
    [[nodiscard]] Bytes objects(ByteView objects);
    // Issuer scripts: what the commands in them carry becomes zeros.
    [[nodiscard]] static Bytes scripts(ByteView scripts);

    // The last defence: hides in hexadecimal text what is left of card numbers seen so far,
    // wherever the card or the issuer put them.
    void hideNumbers(std::string& hexText) const;

private:
    void maskCommandData(std::span<std::uint8_t> data, const apdu::Command& command);
    void learn(ByteView objects, int depth = 0);
    void learnValue(tlv::Tag tag, ByteView value);

    apdu::Command m_command;  // the last one, without its data
    Bytes m_pdol, m_ddol, m_cdol1, m_cdol2;
    bool m_firstGenerateAc = true;
    std::vector<SecretBytes> m_numbers;  // digits in ASCII
};

}  // namespace tappay::emv::trace
