#include "confirm/piv_device.h"

#include <algorithm>
#include <array>

#include "crypto/ec_signature.h"
#include "crypto/hash.h"
#include "tlv/tlv.h"

namespace tappay::confirm {

namespace {

constexpr std::array<std::uint8_t, 9> kApplication{0xA0, 0x00, 0x00, 0x03, 0x08,
                                                   0x00, 0x00, 0x10, 0x00};
constexpr std::uint8_t kGetData = 0xCB, kVerify = 0x20, kAuthenticate = 0x87, kPin = 0x80;
constexpr std::size_t kShortestPin = 6, kLongestPin = 8, kModulus = 256;
constexpr std::uint16_t kNotFound = 0x6A82, kReferenceNotFound = 0x6A88, kBlocked = 0x6983,
                        kSecurityStatus = 0x6982, kRefused = 0x6985, kNoFunction = 0x6A81,
                        kNoInstruction = 0x6D00;

std::unexpected<Failure> unexpected(const apdu::Response& response, const char* during) {
    const std::string at = std::string(during) + " " +
                           toHex(Bytes{static_cast<std::uint8_t>(response.sw >> 8),
                                       static_cast<std::uint8_t>(response.sw)});
    switch (response.sw) {
        // The PIN was right a moment ago: nobody touched the device in its time.
        case kSecurityStatus:
            return fail(FailureCode::DeviceTimeout, at);
        case kRefused:
            return fail(FailureCode::DeviceRefused, at);
        case kReferenceNotFound:
        case kNoFunction:
        case kNoInstruction:
            return fail(FailureCode::DeviceUnsupported, at);
        default:
            return fail(FailureCode::CardDataMalformed, at);
    }
}

// 63Cx of ISO/IEC 7816-4; nothing for every other word.
std::optional<unsigned> counterIn(std::uint16_t sw) {
    if (sw == kBlocked) return 0U;
    if ((sw & 0xFFF0) == 0x63C0) return sw & 0x0FU;
    return std::nullopt;
}

// EMSA-PKCS1-v1_5 (RFC 8017, 9.2): what the card raises to its private exponent.
Bytes paddedDigest(ByteView digest) {
    static constexpr std::array<std::uint8_t, 19> kSha256{0x30, 0x31, 0x30, 0x0D, 0x06, 0x09, 0x60,
                                                          0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02,
                                                          0x01, 0x05, 0x00, 0x04, 0x20};
    const Bytes filling(kModulus - 3 - kSha256.size() - digest.size(), 0xFF);
    return concat({Bytes{0x00, 0x01}, filling, Bytes{0x00}, kSha256, digest});
}

std::array<std::uint8_t, 3> objectOf(PivSlot slot) {
    const std::uint8_t last = slot == PivSlot::Signature ? 0x0A : 0x05;
    return {0x5F, 0xC1, last};
}

}  // namespace

Result<PivAlgorithm> algorithmOf(ByteView certificate) {
    TAPPAY_TRY(parsed, crypto::parseCertificate(certificate));
    if (const auto* rsa = std::get_if<crypto::RsaPublicKey>(&parsed.key)) {
        if (rsa->modulus.size() != kModulus)
            return fail(FailureCode::DeviceUnsupported, "RSA key that isn't of 2048 bits");
        return PivAlgorithm::Rsa2048;
    }
    if (std::get<crypto::EcPublicKey>(parsed.key).curve != crypto::Curve::P256)
        return fail(FailureCode::DeviceUnsupported, "curve");
    return PivAlgorithm::EccP256;
}

Result<PivDevice> PivDevice::open(apdu::Card& card) {
    PivDevice device(card);
    auto command = apdu::select(kApplication);
    TAPPAY_TRY(response, device.m_exchange.send(std::move(command)));
    if (!response.ok()) return fail(FailureCode::DeviceUnsupported, "no PIV application");
    return device;
}

Result<Bytes> PivDevice::certificate(PivSlot slot) {
    const auto object = tlv::encode(0x5C, objectOf(slot));
    TAPPAY_TRY(response, m_exchange.send({0x00, kGetData, 0x3F, 0xFF, object, 0}));
    if (response.sw == kNotFound) return fail(FailureCode::DeviceUnsupported, "no certificate");
    if (!response.ok()) return unexpected(response, "GET DATA");
    TAPPAY_TRY(whole, tlv::parseTemplate(response.data, 0x53));
    TAPPAY_TRY(items, tlv::parse(whole.value));
    const auto certificate = tlv::find(items, 0x70);
    if (!certificate || certificate->empty())
        return fail(FailureCode::DeviceUnsupported, "no certificate");
    const auto info = tlv::find(items, 0x71);
    if (info && !std::ranges::equal(*info, Bytes{0x00}))
        return fail(FailureCode::DeviceUnsupported, "compressed certificate");
    return Bytes(certificate->begin(), certificate->end());
}

Result<unsigned> PivDevice::triesLeft() {
    TAPPAY_TRY(response, m_exchange.send({0x00, kVerify, 0x00, kPin, {}, {}}));
    const auto tries = counterIn(response.sw);
    if (!tries) return fail(FailureCode::DeviceUnsupported, "no counter of PIN tries");
    return *tries;
}

Result<void> PivDevice::verifyPin(const SecretBytes& pin) {
    const auto digits = pin.view();
    if (digits.size() < kShortestPin || digits.size() > kLongestPin ||
        !std::ranges::all_of(digits, [](auto c) { return c >= '0' && c <= '9'; }))
        return fail(FailureCode::InputMalformed, "6 to 8 digits");
    Bytes padded;
    padded.reserve(kLongestPin);  // no copy is left behind by growing
    padded.assign(digits.begin(), digits.end());
    padded.resize(kLongestPin, 0xFF);
    TAPPAY_TRY(response, m_exchange.send({0x00, kVerify, 0x00, kPin, std::move(padded), {}}));
    if (response.ok()) return {};
    const auto tries = counterIn(response.sw);
    if (!tries) return unexpected(response, "VERIFY");
    if (*tries == 0) return fail(FailureCode::DevicePinBlocked);
    return fail(FailureCode::DevicePinWrong, std::to_string(*tries) + " tries left");
}

Result<Bytes> PivDevice::authenticate(PivAlgorithm algorithm, PivSlot slot, ByteView challenge) {
    const auto body =
        tlv::encode(0x7C, concat({tlv::encode(0x82, {}), tlv::encode(0x81, challenge)}));
    TAPPAY_TRY(response, m_exchange.send({0x00, kAuthenticate, static_cast<std::uint8_t>(algorithm),
                                          static_cast<std::uint8_t>(slot), body, 0}));
    if (!response.ok()) return unexpected(response, "GENERAL AUTHENTICATE");
    TAPPAY_TRY(whole, tlv::parseTemplate(response.data, 0x7C));
    TAPPAY_TRY(items, tlv::parse(whole.value));
    const auto signature = tlv::find(items, 0x82);
    if (!signature) return fail(FailureCode::CardDataMalformed, "answer without a signature");
    return Bytes(signature->begin(), signature->end());
}

Result<PivAlgorithm> PivDevice::checkRegistered(ByteView registered) {
    TAPPAY_TRY(shown, certificate(PivSlot::Signature));
    if (!std::ranges::equal(shown, registered)) return fail(FailureCode::DeviceWrong);
    return algorithmOf(shown);
}

Result<DeviceSignature> PivDevice::sign(ByteView request, const SecretBytes& pin,
                                        ByteView registered) {
    TAPPAY_TRY(algorithm, checkRegistered(registered));
    TAPPAY_CHECK(verifyPin(pin));
    const auto digest = crypto::sha256(request);
    const auto input = algorithm == PivAlgorithm::Rsa2048 ? paddedDigest(digest) : digest;
    TAPPAY_TRY(answer, authenticate(algorithm, PivSlot::Signature, input));
    TAPPAY_TRY(signature, signatureOf(algorithm, answer));
    return DeviceSignature{algorithm, std::move(signature),
                           Bytes(registered.begin(), registered.end())};
}

Result<Bytes> signatureOf(PivAlgorithm algorithm, ByteView fromDevice) {
    if (algorithm == PivAlgorithm::Rsa2048) {
        if (fromDevice.size() != kModulus)
            return fail(FailureCode::CardDataMalformed, "length of a signature");
        return Bytes(fromDevice.begin(), fromDevice.end());
    }
    auto raw = crypto::ecSignatureToRaw(fromDevice);
    if (!raw) return fail(FailureCode::CardDataMalformed, "form of a signature");
    return raw;
}

}  // namespace tappay::confirm
