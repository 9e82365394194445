#pragma once

#include <memory>

#include "apdu/card.h"
#include "card/pcsc/exclusive_link.h"
#include "card/pcsc/pin_pad.h"
#include "card/pcsc/readers.h"

namespace tappay::card {

// A connected card inside a PC/SC transaction. Destruction powers it down.
class PcscCard final : public apdu::Card {
public:
    static Result<std::unique_ptr<apdu::Card>> connect(const CardPlace& place,
                                                       const PinPadTimes& pinPad = {});
    ~PcscCard() override;

    Result<apdu::Response> transmit(const apdu::Command& command) override;
    [[nodiscard]] Bytes atr() const override { return m_atr; }
    [[nodiscard]] apdu::PinPad* pinPad() override;

private:
    PcscCard(std::shared_ptr<ExclusiveLink> link, CardPlace place, const PinPadTimes& pinPad);
    Result<void> checkPlace();
    void readAtr();
    // The driver's own result, octets in m_buffer.
    long send(const apdu::Command& command, DWORD& length);
    // One command to the card and what it answers, without looking into it.
    Result<apdu::Response> exchange(const apdu::Command& command);
    // The same, repeated with the length the card asks for.
    Result<apdu::Response> exchangeWithLe(apdu::Command command);
    [[nodiscard]] Failure explain(long pcscCode, const char* during);

    std::shared_ptr<ExclusiveLink> m_link;
    CardPlace m_place;
    PinPadTimes m_pinPadTimes;
    Bytes m_atr;
    Bytes m_buffer;
    bool m_spoken = false;  // the card has answered something
    bool m_pinPadSought = false;
    std::unique_ptr<PcscPinPad> m_pinPad;
};

}  // namespace tappay::card
