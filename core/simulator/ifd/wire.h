#pragma once

#include <cstddef>
#include <cstdint>

// What the virtual reader and a card say to each other over a SOCK_SEQPACKET Unix socket. The card
// connects (insertion) and closes (removal). Each packet is one octet of kind and its content;
// packet borders are the only framing.
namespace tappay::simulator::wire {

enum class Kind : std::uint8_t {
    PowerOff = 0,   // reader to card, no answer
    PowerOn = 1,    // reader to card; the card answers Atr
    WarmReset = 2,  // reader to card; the card answers Atr
    Command = 3,    // reader to card: one command APDU; the card answers Response
    // Reader with keys to card: a PIN is wanted within so many seconds (one octet). The keys are
    // pressed where the card is held, so the card's side answers Keys.
    KeysWanted = 4,
    Atr = 0x81,  // card to reader: the answer to reset; empty is a mute card
    Response = 0x83,
    Keys = 0x84,  // card to reader: KeysResult, then the digits in ASCII
};

enum class KeysResult : std::uint8_t { Entered = 0, Cancelled = 1, Nothing = 2 };

// An extended APDU with 65 535 octets of data, its header, and the kind.
inline constexpr std::size_t kMaxPacket = 65'536 + 16;

}  // namespace tappay::simulator::wire
