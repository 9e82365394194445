#include "emv/offline_pin.h"

#include <algorithm>

#include "base/secret.h"
#include "emv/pin_encipherment.h"
#include "emv/session.h"
#include "emv/tags.h"

namespace tappay::emv {

namespace {

constexpr std::string_view kParagraph = "Book 3, 10.5.1";
constexpr std::size_t kPinBlockLength = 8;
// Of one transaction, whatever the card says of its counter.
constexpr int kMostAttempts = 3;

bool isDigit(std::uint8_t character) {
    return character >= '0' && character <= '9';
}

// The command is wiped: it holds the PIN block.
Result<apdu::Response> transmitSecret(CardChannel& card, apdu::Command command) {
    auto answer = card.transmit(command);
    wipe(command.data);
    return answer;
}

}  // namespace

Result<SecretBytes> plaintextPinBlock(ByteView digits) {
    if (digits.size() < 4 || digits.size() > 12 || !std::ranges::all_of(digits, isDigit))
        return fail(FailureCode::Internal, "a PIN that is none");
    SecretBytes block(kPinBlockLength);
    const auto octets = block.writable();
    std::ranges::fill(octets, std::uint8_t{0xFF});
    octets[0] = static_cast<std::uint8_t>(0x20 | digits.size());
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const int digit = digits[i] - '0';
        std::uint8_t& octet = octets[1 + i / 2];
        octet = static_cast<std::uint8_t>(i % 2 == 0 ? digit << 4 | 0x0F : (octet & 0xF0) | digit);
    }
    return block;
}

Result<PinVerdict> OfflinePinCheck::perform(PinProtection protection, bool bypassAllowed) {
    m_key.reset();
    if (protection == PinProtection::Enciphered) {
        m_key = findPinKey(m_session);
        if (!m_key) return PinVerdict::Failed;
    }
    TAPPAY_TRY(allowed, mayTry());
    if (!allowed) return tryLimitExceeded();
    PinRequest request;
    request.amount = m_session.transaction.amount;
    request.bypassAllowed = bypassAllowed;
    while (m_attempts < kMostAttempts) {
        request.triesLeft = m_triesLeft;
        TAPPAY_TRY(verdict, attempt(request));
        if (verdict != PinVerdict::Wrong) return verdict;
        ++m_attempts;
        request.lastAttemptWrong = true;
    }
    m_session.decided(kParagraph, "three wrong PINs are enough");
    return PinVerdict::Failed;
}

// The card's own counter, when it tells: with none left nobody is asked.
Result<bool> OfflinePinCheck::mayTry() {
    if (!m_triesLeft) {
        TAPPAY_TRY(answer, m_session.card.transmit(
                               apdu::getData(static_cast<std::uint16_t>(tag::kPinTryCounter))));
        const auto counter = tlv::parseTemplate(answer.data, tag::kPinTryCounter);
        if (!answer.ok() || !counter || counter->value.size() != 1) return true;
        m_session.data.set(tag::kPinTryCounter, counter->value);
        m_triesLeft = counter->value[0];
    }
    return *m_triesLeft != 0;
}

// A reader's own keys are preferred: the digits then never come here. It can't encipher.
Result<PinVerdict> OfflinePinCheck::attempt(const PinRequest& request) {
    const bool onReader = !m_key && m_session.card.pinPad() != nullptr;
    return onReader ? attemptOnReader(request) : attemptHere(request);
}

Result<PinVerdict> OfflinePinCheck::attemptOnReader(const PinRequest& request) {
    m_session.cardholder.pinOnReader(request);
    TAPPAY_TRY(answer, m_session.card.pinPad()->verifyPlaintextPin(m_session.card.stop()));
    return judge(answer.sw);
}

Result<PinVerdict> OfflinePinCheck::attemptHere(const PinRequest& request) {
    const auto pin = m_session.cardholder.enterOfflinePin(request);
    if (!pin && pin.error().code == FailureCode::NotConfigured) {
        m_session.note(TvrBit::PinPadMissing, "Book 4, 6.3.4.1");
        return PinVerdict::Failed;
    }
    if (!pin) return std::unexpected(pin.error());
    if (pin->entry == PinEntry::Bypassed) return PinVerdict::Bypassed;
    return present(*pin);
}

Result<PinVerdict> OfflinePinCheck::present(const OfflinePin& pin) {
    TAPPAY_TRY(block, plaintextPinBlock(pin.digits.view()));
    if (!m_key) {
        TAPPAY_TRY(answer, transmitSecret(m_session.card, apdu::verifyPlaintextPin(block.view())));
        return judge(answer.sw);
    }
    TAPPAY_TRY(enciphered, encipherPin(m_session, *m_key, block.view()));
    if (!enciphered) return PinVerdict::Failed;
    TAPPAY_TRY(answer, m_session.card.transmit(apdu::verifyEncipheredPin(*enciphered)));
    return judge(answer.sw);
}

// Book 3, 6.5.12.5: what is no answer to the PIN is a failed method.
PinVerdict OfflinePinCheck::judge(std::uint16_t sw) {
    if (sw == 0x9000) return PinVerdict::Correct;
    if (sw == 0x6983 || sw == 0x6984) return tryLimitExceeded();
    if ((sw & 0xFFF0) != 0x63C0) return PinVerdict::Failed;
    m_triesLeft = static_cast<std::uint8_t>(sw & 0x0F);
    return *m_triesLeft == 0 ? tryLimitExceeded() : PinVerdict::Wrong;
}

PinVerdict OfflinePinCheck::tryLimitExceeded() {
    m_triesLeft = 0;
    m_session.note(TvrBit::PinTryLimitExceeded, kParagraph);
    return PinVerdict::Failed;
}

}  // namespace tappay::emv
