#include "simulator/card/application.h"

#include "simulator/card/keys.h"
#include "tlv/dol.h"

namespace tappay::simulator {
namespace {

using apdu::Command;
using apdu::Response;

constexpr std::uint8_t kLogFile = 11;
constexpr std::uint16_t kAtc = 0x9F36, kLastOnlineAtc = 0x9F13, kPinTries = 0x9F17,
                        kLogFormat = 0x9F4F, kAvailableOffline = 0x9F5D;
constexpr tlv::Tag kNationalSupport = 0xDF69;

}  // namespace

Response status(std::uint16_t sw) {
    return {{}, sw};
}
Response answer(Bytes data) {
    return {std::move(data), 0x9000};
}
std::int64_t decimal(ByteView bcd) {
    std::int64_t result = 0;
    for (const auto byte : bcd)
        result = result * 100 + (byte >> 4) * 10 + (byte & 15);
    return result;
}

Application::Application(const ApplicationProfile& profile, ApplicationState& state,
                         CardState& card, Random& random, Interface interface,
                         std::function<void()> persist)
    : m_profile(profile),
      m_state(state),
      m_card(card),
      m_random(random),
      m_interface(interface),
      m_persist(std::move(persist)) {}

Response Application::select() {
    m_transaction = {};
    Bytes proprietary;
    tlv::appendItem(proprietary, 0x50, asBytes(m_profile.label));
    const Bytes priority{m_profile.priority};
    tlv::appendItem(proprietary, 0x87, priority);
    if (!pdol().empty()) tlv::appendItem(proprietary, 0x9F38, pdol());
    tlv::appendItem(proprietary, 0x5F2D, asBytes(m_profile.language));
    if (m_profile.preferredNameTable != 0) {
        const Bytes table{m_profile.preferredNameTable};
        tlv::appendItem(proprietary, 0x9F11, table);
        tlv::appendItem(proprietary, 0x9F12, asBytes(m_profile.preferredName));
    }
    if (!m_profile.logFormat.empty()) {
        const Bytes logEntry{kLogFile, 10};
        tlv::appendItem(proprietary, 0xBF0C, tlv::encode(0x9F4D, logEntry));
    }
    Bytes information;
    tlv::appendItem(information, 0x84, m_profile.aid);
    tlv::appendItem(information, 0xA5, proprietary);
    auto response = answer(tlv::encode(0x6F, information));
    if (m_state.blocked) response.sw = 0x6283;
    return response;
}

Response Application::process(const Command& command) {
    const bool proprietary = command.cla == 0x80;
    if (command.cla == 0x84 || command.cla == 0x04) return script(command);
    if (command.cla != 0x00 && !proprietary) return status(0x6E00);
    switch (command.ins) {
        case 0xB2:
            return proprietary ? status(0x6E00) : readRecord(command);
        case 0x20:
            return proprietary ? status(0x6E00) : verify(command);
        case 0x84:
            return proprietary ? status(0x6E00) : getChallenge(command);
        case 0x88:
            return proprietary ? status(0x6E00) : internalAuthenticate(command);
        case 0x82:
            return proprietary ? status(0x6E00) : externalAuthenticate(command);
        case 0xA8:
            return proprietary ? getProcessingOptions(command) : status(0x6E00);
        case 0xCA:
            return proprietary ? getData(command) : status(0x6E00);
        case 0xAE:
            return proprietary ? generateAc(command) : status(0x6E00);
        default:
            return status(0x6D00);
    }
}

const Bytes& Application::pdol() const {
    const bool tapped = m_interface == Interface::Contactless && m_profile.contactless;
    return tapped ? m_profile.contactless->pdol : m_profile.pdol;
}

// The last value is never used: it would leave no next one (EMV Book 2, 8.1).
bool Application::nextTransaction() {
    if (m_state.atc >= 0xFFFE) return false;
    ++m_state.atc;
    return true;
}

Response Application::getProcessingOptions(const Command& command) {
    if (command.p1 != 0 || command.p2 != 0) return status(0x6A86);
    if (m_transaction.phase != Phase::Selected) return status(0x6985);
    const auto wrapped = tlv::parseTemplate(command.data, 0x83);
    if (!wrapped) return status(0x6A80);
    if (!takeDolData(pdol(), wrapped->value)) return status(0x6700);
    const auto& national = m_profile.national;
    m_transaction.national = national && value(kNationalSupport, 1) == Bytes{1};
    if (m_interface == Interface::Contactless && m_profile.contactless) {
        m_transaction.aip =
            m_transaction.national ? national->contactlessAip : m_profile.contactless->aip;
        return processContactless();
    }
    if (!nextTransaction()) return status(0x6985);
    m_persist();
    m_transaction.phase = Phase::Initiated;
    const auto& aip = m_transaction.national ? national->aip : m_profile.aip;
    const auto& afl = m_transaction.national ? national->afl : m_profile.afl;
    m_transaction.aip = aip;
    if (!m_profile.templateAnswers) return answer(tlv::encode(0x80, concat({aip, afl})));
    Bytes content;
    tlv::appendItem(content, 0x82, aip);
    tlv::appendItem(content, 0x94, afl);
    return answer(tlv::encode(0x77, content));
}

Response Application::readRecord(const Command& command) {
    if ((command.p2 & 0x07) != 4) return status(0x6A86);
    if (command.p1 == 0) return status(0x6A86);
    const auto file = static_cast<std::uint8_t>(command.p2 >> 3);
    if (file == kLogFile && !m_profile.logFormat.empty()) {
        if (command.p1 > m_state.log.size()) return status(0x6A83);
        return answer(m_state.log[command.p1 - 1U]);
    }
    const RecordAddress address{file, command.p1};
    if (auto last = readLastRecord(address)) return std::move(*last);
    if (const auto changed = m_state.records.find(address); changed != m_state.records.end())
        return answer(changed->second);
    if (const auto record = m_profile.records.find(address); record != m_profile.records.end())
        return answer(record->second);
    const auto sameFile = m_profile.records.lower_bound({file, 0});
    const bool known = sameFile != m_profile.records.end() && sameFile->first.first == file;
    return status(known ? 0x6A83 : 0x6A82);
}

std::optional<Bytes> Application::dataObject(std::uint16_t tag) const {
    switch (tag) {
        case kAtc:
            return toTwoOctets(m_state.atc);
        case kLastOnlineAtc:
            return toTwoOctets(m_state.lastOnlineAtc);
        case kPinTries:
            return Bytes{m_state.pinTries};
        case kLogFormat:
            return m_profile.logFormat.empty() ? std::nullopt : std::optional(m_profile.logFormat);
        case kAvailableOffline:
            return availableOffline();
        default:
            break;
    }
    if (const auto it = m_state.data.find(tag); it != m_state.data.end()) return it->second;
    if (const auto it = m_profile.data.find(tag); it != m_profile.data.end()) return it->second;
    return std::nullopt;
}

Response Application::getData(const Command& command) {
    const auto tag = static_cast<std::uint16_t>(command.p1 << 8 | command.p2);
    const auto value = dataObject(tag);
    return value ? answer(tlv::encode(tag, *value)) : status(0x6A88);
}

bool Application::takeDolData(ByteView dol, ByteView data) {
    const auto entries = tlv::parseDol(dol);
    if (!entries) return false;
    std::size_t used = 0;
    Values values;
    for (const auto& entry : *entries) {
        if (used + entry.length > data.size()) return false;
        const auto part = data.subspan(used, entry.length);
        values.insert_or_assign(entry.tag, Bytes(part.begin(), part.end()));
        used += entry.length;
    }
    if (used != data.size()) return false;
    append(m_transaction.dolData, data);
    for (auto& [tag, bytes] : values)
        m_transaction.values.insert_or_assign(tag, std::move(bytes));
    return true;
}

Bytes Application::value(tlv::Tag tag, std::size_t length) const {
    const auto it = m_transaction.values.find(tag);
    return it == m_transaction.values.end() ? Bytes(length)
                                            : tlv::fit(it->second, tlv::Format::Numeric, length);
}

std::int64_t Application::amount() const {
    return decimal(value(0x9F02, 6));
}

const CardKeys& Application::keys() const {
    if (m_transaction.national) return *m_profile.national;
    return m_profile;
}

KeyAlgorithm Application::algorithm() const {
    return m_transaction.national ? KeyAlgorithm::Sm4 : KeyAlgorithm::Tdes;
}

}  // namespace tappay::simulator
