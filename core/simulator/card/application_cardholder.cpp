// Authentication of the cardholder, of the card, and of the issuer.

#include "simulator/card/application.h"
#include "simulator/card/keys.h"
#include "simulator/card/signed_data.h"

namespace tappay::simulator {

using apdu::Command;
using apdu::Response;

namespace {

constexpr std::uint8_t kPlaintextPin = 0x80, kEncipheredPin = 0x88;
constexpr std::size_t kChallengeSize = 8;

// The digits of a format 2 block, or nothing when it isn't one.
std::optional<std::string> pinOf(ByteView block) {
    if (block.size() != 8 || (block[0] >> 4) != 2) return std::nullopt;
    const auto digits = toHex(block);
    const auto length = static_cast<std::size_t>(block[0] & 0x0F);
    if (length < 4 || length > 12) return std::nullopt;
    const auto pin = digits.substr(2, length);
    const bool clean = pin.find_first_not_of("0123456789") == std::string::npos &&
                       digits.find_first_not_of('F', 2 + length) == std::string::npos;
    return clean ? std::optional(pin) : std::nullopt;
}

}  // namespace

Response Application::getChallenge(const Command& command) {
    if (command.p1 != 0 || command.p2 != 0) return status(0x6A86);
    m_transaction.challenge.assign(kChallengeSize, 0);
    m_random.fill(m_transaction.challenge);
    return answer(m_transaction.challenge);
}

Response Application::verify(const Command& command) {
    if (command.p1 != 0 || (command.p2 != kPlaintextPin && command.p2 != kEncipheredPin))
        return status(0x6A86);
    if (m_state.pinTries == 0) return status(0x6983);
    std::optional<Bytes> block = command.data;
    if (command.p2 == kEncipheredPin) block = decipherPinBlock(command.data);
    m_transaction.challenge.clear();
    if (!block) return status(0x6984);
    // Counted before it is compared, so that cutting the power gains nothing.
    const auto triesBefore = m_state.pinTries--;
    m_persist();
    m_transaction.pinTried = true;
    const auto pin = pinOf(*block);
    m_transaction.pinWrong = !pin || *pin != m_state.pin;
    if (m_transaction.pinWrong)
        return status(static_cast<std::uint16_t>(0x63C0 | (triesBefore - 1)));
    const auto allowed = m_profile.pinTries;
    m_state.pinTries = allowed > triesBefore ? allowed : triesBefore;
    m_persist();
    return status(0x9000);
}

std::optional<Bytes> Application::decipherPinBlock(ByteView enciphered) const {
    // 7F || PIN block || our challenge || the terminal's padding (EMV Book 2, 7.2).
    if (!m_profile.icc || m_transaction.challenge.size() != kChallengeSize) return std::nullopt;
    const auto clear = crypto::rsaSignRaw(*m_profile.icc, enciphered);
    if (!clear || (*clear)[0] != 0x7F) return std::nullopt;
    if (!equalConstantTime(ByteView(*clear).subspan(9, kChallengeSize), m_transaction.challenge))
        return std::nullopt;
    return Bytes(clear->begin() + 1, clear->begin() + 9);
}

Response Application::internalAuthenticate(const Command& command) {
    if (command.p1 != 0 || command.p2 != 0) return status(0x6A86);
    if (!canSign() || m_transaction.phase != Phase::Initiated) return status(0x6985);
    Transaction before = m_transaction;
    const bool fits = takeDolData(m_profile.ddol, command.data);
    // DDOL data isn't among what CDA signs.
    m_transaction.dolData = std::move(before.dolData);
    if (!fits) return status(0x6700);
    Bytes dynamicNumber(8);
    m_random.fill(dynamicNumber);
    const Bytes numberLength{0x08};
    const auto signature = signDynamicData(concat({numberLength, dynamicNumber}), command.data);
    if (!signature) return status(0x6F00);
    m_transaction.dataAuthenticated = true;
    if (!m_profile.templateAnswers) return answer(tlv::encode(0x80, *signature));
    return answer(tlv::encode(0x77, tlv::encode(0x9F4B, *signature)));
}

// EMV Book 2, table 15: format 05, hash algorithm 01, length and content of the dynamic data; or
// format 15 with a signature behind what it signs (JR/T 0025.17).
Result<Bytes> Application::signDynamicData(ByteView dynamicData, ByteView terminalData) const {
    const auto length = static_cast<std::uint8_t>(dynamicData.size());
    if (!m_transaction.national) {
        const Bytes header{0x05, 0x01, length};
        return signWithRecovery(*m_profile.icc, concat({header, dynamicData}), terminalData);
    }
    const Bytes header{0x15, length};
    const auto clear = concat({header, dynamicData});
    TAPPAY_TRY(signature, signSm2(m_profile.national->iccScalar, concat({clear, terminalData})));
    return concat({clear, signature});
}

Response Application::externalAuthenticate(const Command& command) {
    if (command.p1 != 0 || command.p2 != 0) return status(0x6A86);
    if (command.data.size() < 8 || command.data.size() > 16) return status(0x6700);
    auto& transaction = m_transaction;
    const bool again = transaction.issuerAuthenticated || transaction.issuerRefused;
    if (transaction.phase != Phase::AwaitingIssuer || again) return status(0x6985);
    const auto data = ByteView(command.data);
    const auto key = sessionKey(keys().keyAc, m_state.atc, algorithm());
    const auto expected =
        key && data.size() >= 10
            ? responseCryptogram(*key, transaction.arqc, data.subspan(8, 2), algorithm())
            : fail(FailureCode::CryptoFailed);
    transaction.issuerAuthenticated = expected && equalConstantTime(data.first(8), *expected);
    transaction.issuerRefused = !transaction.issuerAuthenticated;
    if (transaction.issuerAuthenticated) transaction.issuerCode = toText(data.subspan(8, 2));
    m_state.issuerAuthenticationFailed = transaction.issuerRefused;
    m_persist();
    return status(transaction.issuerAuthenticated ? 0x9000 : 0x6300);
}

}  // namespace tappay::simulator
