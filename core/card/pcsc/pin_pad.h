#pragma once

#include <functional>
#include <optional>

#include "apdu/card.h"
#include "card/pcsc/session.h"

namespace tappay::card {

// The keys of a reader that verifies a PIN by itself (PC/SC part 10, FEATURE_VERIFY_PIN_DIRECT).
class PcscPinPad final : public apdu::PinPad {
public:
    // Nothing when the reader has no keys of its own. `explain` says what a return code means for
    // the card.
    static std::unique_ptr<PcscPinPad> of(SCARDHANDLE card, std::function<Failure(long)> explain);

    // The service has no way to end an entry from outside: `stop` is heard before it begins, and
    // after that the reader's own time limits and its cancel key end it.
    Result<apdu::Response> verifyPlaintextPin(const std::stop_token& stop) override;

private:
    PcscPinPad(SCARDHANDLE card, DWORD verify, std::function<Failure(long)> explain);

    SCARDHANDLE m_card;
    DWORD m_verify;  // the control code of this reader's feature
    std::function<Failure(long)> m_explain;
};

// The control code of a feature in the list a reader gives of itself (PC/SC part 10, 2.2).
std::optional<DWORD> controlCodeOf(std::uint8_t feature, ByteView list);

// What tells the reader how to make the PIN block of EMV Book 3, 6.5.12 (ISO 9564 format 2).
Bytes plaintextPinRequest();

}  // namespace tappay::card
