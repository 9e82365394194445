#pragma once

#include "apdu/card.h"

namespace tappay::confirm {

// Commands of any length to a security device, in short APDUs that every reader and phone can
// carry: command chaining out (ISO/IEC 7816-4, 5.3.3), GET RESPONSE back, for readers that leave it
// to us.
class CardExchange {
public:
    explicit CardExchange(apdu::Card& card) : m_card(card) {}

    // The status word is the caller's. DeviceRemoved, DeviceTimeout when the device gives no
    // answer, and the failures of a reader. What was sent is wiped, for it may hold a PIN.
    Result<apdu::Response> send(apdu::Command command);

private:
    Result<apdu::Response> transmit(const apdu::Command& command);
    // All but the last part; the first status word that ends the chain.
    Result<std::uint16_t> sendParts(ByteView& rest, const apdu::Command& command);
    Result<void> fetchRest(apdu::Response& response);

    apdu::Card& m_card;
};

}  // namespace tappay::confirm
