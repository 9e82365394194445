#pragma once

#include "simulator/card/virtual_card.h"

namespace tappay::simulator {

// The transmission protocol between reader and card as far as it shows in APDUs (ISO/IEC 7816-3).
// With T=1 a command and its answer travel whole. With T=0 a command carries data in one direction
// only: answers to data are fetched with GET RESPONSE after 61xx, and a wrong Le is met with 6Cxx.
class Transport {
public:
    explicit Transport(VirtualCard& card) : m_card(card) {}

    Bytes reset();
    Bytes process(ByteView command);

private:
    Bytes processBytewise(const apdu::Command& command);
    Bytes fetch(std::size_t expected);

    VirtualCard& m_card;
    apdu::Response m_waiting;  // T=0: what GET RESPONSE fetches
};

}  // namespace tappay::simulator
