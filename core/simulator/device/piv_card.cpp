#include "simulator/device/piv_card.h"

#include <algorithm>
#include <chrono>
#include <thread>

#include "simulator/device/piv_objects.h"

namespace tappay::simulator::device {

namespace {

using namespace std::chrono_literals;
using apdu::Command;
using apdu::Response;

constexpr std::uint8_t kSelect = 0xA4, kGetData = 0xCB, kVerify = 0x20, kResetRetryCounter = 0x2C,
                       kAuthenticate = 0x87, kGetResponse = 0xC0, kChaining = 0x10;
constexpr std::uint8_t kPin = 0x80, kSigning = 0x9C, kAuthentication = 0x9A;
constexpr std::uint8_t kP256 = 0x11, kRsa2048 = 0x07;
constexpr std::uint8_t kDisplayClass = 0x80, kCapabilities = 0x50, kPropose = 0x52, kResult = 0x54,
                       kWithdraw = 0x56;
constexpr unsigned kTries = 3;
constexpr std::size_t kMostChained = 4096, kPinSize = 8;
constexpr auto kUnblockingCode = "12345678";

Response status(std::uint16_t sw) {
    return {{}, sw};
}

Response triesLeft(unsigned tries) {
    return status(tries == 0 ? 0x6983 : static_cast<std::uint16_t>(0x63C0 | tries));
}

Bytes padded(std::string_view digits) {
    Bytes pin = toBytes(digits);
    pin.resize(kPinSize, 0xFF);
    return pin;
}

bool isPin(ByteView eight) {
    const auto digits = std::ranges::find_if(eight, [](auto c) { return c < '0' || c > '9'; });
    return eight.size() == kPinSize && digits - eight.begin() >= 6 &&
           std::all_of(digits, eight.end(), [](auto c) { return c == 0xFF; });
}

}  // namespace

PivCard::PivCard(Identity identity, bool hasDisplay, std::string memoryFile)
    : m_identity(std::move(identity)), m_hasDisplay(hasDisplay), m_display(std::move(memoryFile)) {}

void PivCard::forgetSession() {
    m_selected = m_verified = m_fresh = m_taken = false;
    m_chained = {};
    m_waiting.clear();
}

void PivCard::endSession() {
    const std::scoped_lock lock(m_oneCaller);
    forgetSession();
}

Bytes PivCard::reset() {
    const std::scoped_lock lock(m_oneCaller);
    forgetSession();
    m_display.reset();
    showWhatIsShown();
    // T=1 alone, historical bytes "TPSD".
    Bytes atr{0x3B, 0x84, 0x01, 'T', 'P', 'S', 'D'};
    std::uint8_t check = 0;
    for (std::size_t i = 1; i < atr.size(); ++i)
        check ^= atr[i];
    atr.push_back(check);
    return atr;
}

Result<void> PivCard::follow(std::string_view word) {
    const std::scoped_lock lock(m_mutex);
    return apply(m_script, word);
}

std::string PivCard::shown() const {
    const std::scoped_lock lock(m_mutex);
    return m_shown;
}

Script PivCard::script() const {
    const std::scoped_lock lock(m_mutex);
    return m_script;
}

std::optional<Bytes> PivCard::process(ByteView octets) {
    const std::scoped_lock lock(m_oneCaller);
    if (script().fault == Script::Fault::Slow) std::this_thread::sleep_for(1500ms);
    auto command = apdu::parseCommand(octets);
    // The short form alone: longer commands are chained.
    const bool extended = command && (command->data.size() > 255 || command->le.value_or(0) > 256);
    const auto response = command && !extended ? answer(std::move(*command)) : status(0x6700);
    if (m_taken) return std::nullopt;
    return response.encode();
}

Response PivCard::answer(Command command) {
    const std::size_t most = command.le.value_or(0) == 0 ? 256 : *command.le;
    if (command.cla == 0x00 && command.ins == kGetResponse) return sendWaiting(most);
    m_waiting.clear();
    const bool more = (command.cla & kChaining) != 0;
    command.cla = static_cast<std::uint8_t>(command.cla & ~kChaining);
    if (!m_chained.data.empty()) {
        const bool same = m_chained.cla == command.cla && m_chained.ins == command.ins &&
                          m_chained.p1 == command.p1 && m_chained.p2 == command.p2;
        if (!same || m_chained.data.size() + command.data.size() > kMostChained) {
            m_chained = {};
            return status(0x6883);  // the last command of a chain was expected
        }
        command.data = concat({m_chained.data, command.data});
        m_chained = {};
    }
    if (more) {
        m_chained = std::move(command);
        return status(0x9000);
    }
    auto response = dispatch(command);
    if (response.data.size() <= 256) return response;
    m_waiting = std::move(response.data);
    return sendWaiting(256);
}

Response PivCard::sendWaiting(std::size_t most) {
    if (m_waiting.empty()) return status(0x6985);
    const auto end =
        m_waiting.begin() + static_cast<std::ptrdiff_t>(std::min(most, m_waiting.size()));
    Response part{Bytes(m_waiting.begin(), end), 0x9000};
    m_waiting.erase(m_waiting.begin(), end);
    if (!m_waiting.empty())
        part.sw = static_cast<std::uint16_t>(0x6100 |
                                             (std::min<std::size_t>(m_waiting.size(), 256) & 0xFF));
    return part;
}

Response PivCard::dispatch(const Command& command) {
    if (command.cla == 0x00 && command.ins == kSelect) return select(command);
    if (!m_selected) return status(0x6D00);
    const bool fresh = std::exchange(m_fresh, false);
    if (command.cla == kDisplayClass && m_hasDisplay) {
        m_fresh = fresh;
        return ofDisplay(command);
    }
    if (command.cla != 0x00) return status(0x6E00);
    switch (command.ins) {
        case kGetData:
            m_fresh = fresh;
            return getData(command);
        case kVerify:
            return verify(command);
        case kResetRetryCounter:
            return resetRetryCounter(command);
        case kAuthenticate:
            m_fresh = fresh;
            return authenticate(command);
        default:
            return status(0x6D00);
    }
}

Response PivCard::select(const Command& command) {
    const Bytes application{0xA0, 0x00, 0x00, 0x03, 0x08, 0x00, 0x00, 0x10, 0x00, 0x01, 0x00};
    const auto& name = command.data;
    m_selected = command.p1 == 0x04 && name.size() >= 5 && name.size() <= application.size() &&
                 std::ranges::equal(name, ByteView(application).first(name.size()));
    m_verified = m_fresh = false;
    if (!m_selected) return status(0x6A82);
    return {applicationProperty(), 0x9000};
}

Response PivCard::getData(const Command& command) {
    if (command.p1 != 0x3F || command.p2 != 0xFF) return status(0x6A86);
    const auto tag = toHex(valueOf(command.data, 0x5C));
    if (tag == "7E") return {discoveryObject(), 0x9000};
    if (tag == "5FC102") return {cardHolderIdentifier(m_identity.serial), 0x9000};
    if (tag == "5FC105") return {certificateObject(m_identity.authenticationCertificate), 0x9000};
    if (tag == "5FC10A") return {certificateObject(signingCertificate()), 0x9000};
    return status(0x6A82);
}

Bytes PivCard::signingCertificate() {
    if (script().fault != Script::Fault::OtherCertificate) return m_identity.signingCertificate;
    if (!m_other)
        if (auto other = makeIdentity(m_identity.signing.kind(), "Another device"))
            m_other = std::move(*other);
    return m_other ? m_other->signingCertificate : Bytes{};
}

Response PivCard::verify(const Command& command) {
    if (command.p1 != 0x00 || command.p2 != kPin) return status(0x6A88);
    if (command.data.empty()) return m_verified ? status(0x9000) : triesLeft(m_tries);
    if (m_tries == 0) return status(0x6983);
    if (!isPin(command.data)) return status(0x6A80);
    m_verified = m_fresh = equalConstantTime(command.data, padded(m_pin));
    m_tries = m_verified ? kTries : m_tries - 1;
    return m_verified ? status(0x9000) : triesLeft(m_tries);
}

Response PivCard::resetRetryCounter(const Command& command) {
    if (command.p1 != 0x00 || command.p2 != kPin) return status(0x6A88);
    const ByteView data = command.data;
    if (data.size() != 2 * kPinSize || !isPin(data.last(kPinSize))) return status(0x6A80);
    if (m_unblockTries == 0) return status(0x6983);
    if (!equalConstantTime(data.first(kPinSize), padded(kUnblockingCode)))
        return triesLeft(--m_unblockTries);
    m_unblockTries = m_tries = kTries;
    const auto pin = toText(data.last(kPinSize));
    m_pin = pin.substr(0, pin.find('\xFF'));
    return status(0x9000);
}

Response PivCard::authenticate(const Command& command) {
    const bool signing = command.p2 == kSigning;
    if (!signing && command.p2 != kAuthentication) return status(0x6A88);
    const auto& key = signing ? m_identity.signing : m_identity.authentication;
    if (command.p1 != (key.kind() == KeyKind::P256 ? kP256 : kRsa2048)) return status(0x6A86);
    if (!(signing ? std::exchange(m_fresh, false) : m_verified)) return status(0x6982);
    const auto body = valueOf(command.data, 0x7C);
    const auto challenge = valueOf(body, 0x81);
    Bytes input(challenge.begin(), challenge.end());
    const auto now = script();
    if (signing && now.button == Script::Button::Refuse) return status(0x6985);
    if (signing && now.button == Script::Button::Nothing) return status(0x6982);
    const auto fault = now.fault;
    if (fault == Script::Fault::Tear) {
        m_taken = true;
        return status(0x6F00);
    }
    if (fault == Script::Fault::OtherOctets && !input.empty()) input.back() ^= 0x01;
    const auto signature = key.authenticate(input);
    if (!signature) return status(0x6A80);
    ++m_signatures;
    return {tlv({0x7C}, tlv({0x82}, *signature)), 0x9000};
}

void PivCard::show(const std::string& notice) {
    const std::scoped_lock caller(m_oneCaller);
    {
        const std::scoped_lock lock(m_mutex);
        m_notice = notice;
    }
    showWhatIsShown();
}

void PivCard::showWhatIsShown() {
    auto text = m_display.shown();
    {
        const std::scoped_lock lock(m_mutex);
        if (!m_notice.empty()) text = m_notice;
        if (text == m_shown) return;
        m_shown = text;
    }
    if (m_onShown) m_onShown(text);
}

Response PivCard::ofDisplay(const Command& command) {
    const auto now = script();
    Response response = status(0x6D00);
    if (command.ins == kCapabilities) {
        response = {{0x01, 0x03, 0x04, 0x00}, 0x9000};
    } else if (command.ins == kPropose) {
        response = status(m_display.propose(command.data, std::exchange(m_fresh, false)));
    } else if (command.ins == kResult) {
        response = m_display.result(command.data, now, m_identity.signing);
        // Taken away after it has signed, before anybody hears of it.
        m_taken = now.fault == Script::Fault::Tear && response.ok();
    } else if (command.ins == kWithdraw) {
        response = status(m_display.withdraw(command.data));
    }
    showWhatIsShown();
    return response;
}

}  // namespace tappay::simulator::device
