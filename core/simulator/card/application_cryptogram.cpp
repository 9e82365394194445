// GENERATE AC: card risk management and the application cryptogram (JR/T 0025.5, clause 14 and 17).

#include <algorithm>

#include "crypto/hash.h"
#include "simulator/card/application.h"
#include "simulator/card/keys.h"
#include "simulator/card/signed_data.h"
#include "tlv/dol.h"

namespace tappay::simulator {

using apdu::Command;
using apdu::Response;

namespace {

constexpr std::uint8_t kAac = 0x00, kTc = 0x40, kArqc = 0x80, kTypeMask = 0xC0;
constexpr std::uint8_t kCombined = 0x10;  // P1: CDA requested
constexpr std::uint8_t kNotYetSecond = 0x80;
constexpr std::uint8_t kCryptogramVersion = 0x01, kTripleDes = 0x01, kSm4 = 0x04;
constexpr std::size_t kLogRecords = 10;

// Response codes with which an issuer approves (JR/T 0025.5).
bool approves(std::string_view code) {
    return code == "00" || code == "10" || code == "11";
}

}  // namespace

Response Application::generateAc(const Command& command) {
    const auto requested = static_cast<std::uint8_t>(command.p1 & kTypeMask);
    if ((command.p1 & ~(kTypeMask | kCombined)) != 0 || requested == kTypeMask || command.p2 != 0)
        return status(0x6A86);
    const bool first = m_transaction.phase == Phase::Initiated;
    if (!first && m_transaction.phase != Phase::AwaitingIssuer) return status(0x6985);
    if (!first && requested == kArqc) return status(0x6985);
    if (!takeDolData(first ? m_profile.cdol1 : m_profile.cdol2, command.data))
        return status(0x6700);

    const auto cid = first ? decideFirst(requested) : decideSecond(requested);
    const auto secondBits = first ? kNotYetSecond : cid;
    // b6b5 of the same octet: 10 is an ARQC, 01 a TC.
    if (first) m_transaction.outcomeBits = static_cast<std::uint8_t>(cid >> 2);
    auto response = answerCryptogram(cid, secondBits, (command.p1 & kCombined) != 0);
    if (first) {
        m_transaction.phase = cid == kArqc ? Phase::AwaitingIssuer : Phase::Completed;
        if (cid == kArqc) m_state.onlineNotCompleted = true;
        if (cid == kTc) noteApproval(true);
    } else {
        m_transaction.phase = Phase::Completed;
        if (m_transaction.issuerAuthenticated) m_state.onlineNotCompleted = false;
        if (cid == kTc) noteApproval(false);
    }
    m_persist();
    return response;
}

bool Application::offlineLimitReached() const {
    const auto count = dataObject(0x9F58);
    const auto total = dataObject(0x9F54);
    return (count && !count->empty() && m_state.offlineTransactions >= (*count)[0]) ||
           (total && m_state.offlineAmount + amount() > decimal(*total));
}

std::uint8_t Application::decideFirst(std::uint8_t requested) {
    if (m_state.blocked || m_profile.alwaysDeclines || requested == kAac) return kAac;
    const bool newCard = m_state.lastOnlineAtc == 0;
    const bool online = m_state.onlineNotCompleted || m_state.issuerAuthenticationFailed ||
                        m_state.pinTries == 0 || newCard || offlineLimitReached();
    return requested == kTc && !online ? kTc : kArqc;
}

std::uint8_t Application::decideSecond(std::uint8_t requested) {
    const auto arc = toText(value(0x8A, 2));
    const bool offline = arc == "Y3" || arc == "Z3";
    if (offline) {
        // Unable to go online: beyond the upper limits only the issuer may approve.
        const auto upper = dataObject(0x9F59);
        const bool beyond = upper && !upper->empty() && m_state.offlineTransactions >= (*upper)[0];
        return requested == kTc && !m_state.blocked && !beyond ? kTc : kAac;
    }
    // The issuer's decision is the one it proved, whatever the terminal says in 8A.
    if (m_transaction.issuerAuthenticated && !approves(m_transaction.issuerCode)) return kAac;
    const auto indicator = dataObject(0x9F56);
    const bool mandatory = indicator && !indicator->empty() && ((*indicator)[0] & 0x80) != 0;
    m_state.issuerAuthenticationMissing =
        !m_transaction.issuerAuthenticated && !m_transaction.issuerRefused;
    if (m_state.blocked || m_transaction.issuerRefused ||
        (m_state.issuerAuthenticationMissing && mandatory))
        return kAac;
    return requested;
}

std::array<std::uint8_t, 4> Application::verificationResults(std::uint8_t secondBits) const {
    const auto arc = toText(value(0x8A, 2));
    const auto bit = [](bool set, unsigned value) { return set ? value : 0U; };
    const auto& t = m_transaction;
    const auto outcome = static_cast<unsigned>(secondBits) | t.outcomeBits |
                         bit(t.issuerRefused, 0x08) | bit(t.pinTried, 0x04) |
                         bit(t.pinTried && t.pinWrong, 0x02) |
                         bit(arc == "Y3" || arc == "Z3", 0x01);
    const auto history =
        bit(m_state.onlineNotCompleted && t.phase == Phase::Initiated, 0x80) |
        bit(m_state.pinTries == 0, 0x40) |
        bit(m_interface == Interface::Contact ? offlineLimitReached() : t.limitExceeded, 0x20) |
        bit(m_state.lastOnlineAtc == 0, 0x10) | bit(m_state.issuerAuthenticationFailed, 0x08) |
        bit(m_state.issuerAuthenticationMissing, 0x04);
    const auto scripts = static_cast<unsigned>(std::min<int>(m_state.scriptCommands, 15)) << 4 |
                         bit(m_state.scriptFailed, 0x08) | bit(t.dataAuthenticated, 0x02);
    return {0x03, static_cast<std::uint8_t>(outcome), static_cast<std::uint8_t>(history),
            static_cast<std::uint8_t>(scripts)};
}

Result<Bytes> Application::cryptogram(std::span<const std::uint8_t, 4> cvr) const {
    TAPPAY_TRY(key, sessionKey(keys().keyAc, m_state.atc, algorithm()));
    return applicationCryptogram(
        key,
        concat({value(0x9F02, 6), value(0x9F03, 6), value(0x9F1A, 2), value(0x95, 5),
                value(0x5F2A, 2), value(0x9A, 3), value(0x9C, 1), value(0x9F37, 4),
                m_transaction.aip, toTwoOctets(m_state.atc), cvr}),
        algorithm());
}

Result<Bytes> Application::issuerApplicationData(std::span<const std::uint8_t, 4> cvr) const {
    const Bytes head{0x07, m_profile.keyIndex, kCryptogramVersion},
        identifier{m_transaction.national ? kSm4 : kTripleDes};
    Bytes result = concat({head, cvr, identifier});
    // A card with electronic cash reports its balance, protected for the issuer (form 01).
    const auto balance = dataObject(0x9F79);
    if (!balance || balance->size() != 6) return result;
    const auto shown = ByteView(*balance).subspan(1);
    TAPPAY_TRY(key, sessionKey(keys().keyMac, m_state.atc, algorithm()));
    TAPPAY_TRY(mac, discretionaryMac(key, m_state.atc, shown, algorithm()));
    const Bytes form{0x0A, 0x01};
    append(result, concat({form, shown, mac}));
    return result;
}

Response Application::answerCryptogram(std::uint8_t cid, std::uint8_t secondBits, bool combined) {
    const auto cvr = verificationResults(secondBits);
    const auto ac = cryptogram(cvr);
    const auto iad = issuerApplicationData(cvr);
    if (!ac || !iad) return status(0x6F00);
    if (cid == kArqc) m_transaction.arqc = *ac;
    const Bytes cidByte{cid};
    const auto atc = toTwoOctets(m_state.atc);
    if (!combined || cid == kAac || !canSign()) {
        if (!m_profile.templateAnswers)
            return answer(tlv::encode(0x80, concat({cidByte, atc, *ac, *iad})));
        Bytes content;
        tlv::appendItem(content, 0x9F27, cidByte);
        tlv::appendItem(content, 0x9F36, atc);
        tlv::appendItem(content, 0x9F26, *ac);
        tlv::appendItem(content, 0x9F10, *iad);
        return answer(tlv::encode(0x77, content));
    }
    // CDA (EMV Book 2, 6.6.1): the cryptogram travels inside the signature, which also covers
    // everything the terminal sent and the rest of this answer.
    Bytes content;
    tlv::appendItem(content, 0x9F27, cidByte);
    tlv::appendItem(content, 0x9F36, atc);
    tlv::appendItem(content, 0x9F10, *iad);
    const auto transactionHash = crypto::sha1(concat({m_transaction.dolData, content}));
    Bytes dynamicNumber(8);
    m_random.fill(dynamicNumber);
    const Bytes numberLength{0x08};
    const auto signature = signDynamicData(
        concat({numberLength, dynamicNumber, cidByte, *ac, transactionHash}), value(0x9F37, 4));
    if (!signature) return status(0x6F00);
    tlv::appendItem(content, 0x9F4B, *signature);
    return answer(tlv::encode(0x77, content));
}

void Application::noteApproval(bool offline) {
    if (offline) {
        m_state.offlineTransactions =
            static_cast<std::uint8_t>(std::min(m_state.offlineTransactions + 1, 255));
        m_state.offlineAmount += amount();
    } else if (m_transaction.issuerAuthenticated) {
        m_state.lastOnlineAtc = m_state.atc;
        m_state.offlineTransactions = 0;
        m_state.offlineAmount = 0;
        m_state.issuerAuthenticationFailed = m_state.issuerAuthenticationMissing = false;
        m_state.scriptCommands = 0;
        m_state.scriptFailed = false;
    }
    writeLog();
}

void Application::writeLog() {
    const auto format = tlv::parseDol(m_profile.logFormat);
    if (m_profile.logFormat.empty() || !format) return;
    m_transaction.values[0x9F36] = toTwoOctets(m_state.atc);
    auto record = tlv::buildDol(*format, [&](tlv::Tag tag) -> std::optional<Bytes> {
        const auto it = m_transaction.values.find(tag);
        return it == m_transaction.values.end() ? std::nullopt : std::optional(it->second);
    });
    m_state.log.insert(m_state.log.begin(), std::move(record));
    if (m_state.log.size() > kLogRecords) m_state.log.resize(kLogRecords);
}

}  // namespace tappay::simulator
