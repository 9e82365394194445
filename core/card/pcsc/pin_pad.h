#pragma once

#include <functional>
#include <optional>

#include "apdu/card.h"
#include "card/pcsc/exclusive_link.h"
#include "card/pcsc/readers.h"

namespace tappay::card {

// The keys of a reader that verifies a PIN by itself (PC/SC part 10, FEATURE_VERIFY_PIN_DIRECT).
class PcscPinPad final : public apdu::PinPad {
public:
    // Nothing when the reader has no keys of its own. `explain` says what a return code means for
    // the card.
    static std::unique_ptr<PcscPinPad> of(const std::shared_ptr<ExclusiveLink>& link,
                                          const PinPadTimes& times,
                                          std::function<Failure(long)> explain);

    // The service has no way to end an entry from outside: that is the reader's own cancel key, or
    // its time limit. When `stop` is heard, or a reader does not keep its time, it is left alone.
    Result<apdu::Response> verifyPlaintextPin(const std::stop_token& stop) override;
    // Nothing can be said to this card any more: the reader still waits for keys.
    [[nodiscard]] bool isLeftAlone() const { return m_leftAlone; }

private:
    PcscPinPad(const std::shared_ptr<ExclusiveLink>& link, DWORD verify, const PinPadTimes& times,
               std::function<Failure(long)> explain);

    std::weak_ptr<ExclusiveLink> m_link;  // the card's
    DWORD m_verify;                       // the control code of this reader's feature
    PinPadTimes m_times;
    std::function<Failure(long)> m_explain;
    bool m_leftAlone = false;
};

// The control code of a feature in the list a reader gives of itself (PC/SC part 10, 2.2).
std::optional<DWORD> controlCodeOf(std::uint8_t feature, ByteView list);

// What tells the reader how to make the PIN block of EMV Book 3, 6.5.12 (ISO 9564 format 2).
Bytes plaintextPinRequest(const PinPadTimes& times = {});

}  // namespace tappay::card
