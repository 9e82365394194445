// qPBOC: everything is decided in GET PROCESSING OPTIONS, and an offline approval is paid when its
// last record is read (JR/T 0025.12).

#include <algorithm>

#include "simulator/card/application.h"
#include "simulator/card/keys.h"
#include "tlv/dol.h"

namespace tappay::simulator {

using apdu::Command;
using apdu::Response;

namespace {

constexpr std::uint8_t kQuickPbocReader = 0x20;  // TTQ octet 1
constexpr std::uint8_t kNewFddaReader = 0x80;    // TTQ octet 4: fDDA version 01
constexpr std::uint8_t kShowAvailable = 0x01;    // 9F68 octet 1
constexpr std::uint8_t kLogOffline = 0x10;       // 9F68 octet 2
constexpr std::uint8_t kNoSecondCryptogram = 0x80;
constexpr std::uint8_t kTc = 0x40;

// The address of the last record that an application file locator names.
std::optional<RecordAddress> lastRecordOf(ByteView afl) {
    if (afl.size() < 4) return std::nullopt;
    const auto entry = afl.last(4);
    return RecordAddress{static_cast<std::uint8_t>(entry[0] >> 3), entry[2]};
}

Bytes toNumeric12(std::int64_t amount) {
    auto digits = std::to_string(std::clamp<std::int64_t>(amount, 0, 999'999'999'999));
    digits.insert(0, 12 - digits.size(), '0');
    return fromHex(digits).value_or(Bytes(6));
}

}  // namespace

Response Application::processContactless() {
    const auto& contactless = *m_profile.contactless;
    if ((value(0x9F66, 4)[0] & kQuickPbocReader) == 0) return status(0x6985);
    if (contactless.confirmsOnDevice && !m_state.deviceConfirmed) {
        m_state.deviceAsked = true;
        m_persist();
        return status(0x6986);
    }
    const auto decision = decideContactless();
    if (decision.useContacts) return status(0x6984);
    if (!nextTransaction()) return status(0x6985);
    m_state.deviceAsked = m_state.deviceConfirmed = false;
    m_state.paidRecord.clear();
    m_persist();

    m_transaction.phase = Phase::Completed;
    m_transaction.limitExceeded = decision.limitExceeded;
    // b6b5 of octet 2 of the CVR: 10 is an ARQC, 01 a TC.
    m_transaction.outcomeBits = static_cast<std::uint8_t>(decision.cid >> 2);
    const auto cvr = verificationResults(kNoSecondCryptogram);
    const auto ac = cryptogram(cvr);
    const auto iad = issuerApplicationData(cvr);
    if (!ac || !iad) return status(0x6F00);
    Bytes content;
    tlv::appendItem(content, 0x82, m_transaction.aip);
    tlv::appendItem(content, 0x9F36, toTwoOctets(m_state.atc));
    tlv::appendItem(content, 0x9F26, *ac);
    tlv::appendItem(content, 0x9F10, *iad);
    if (!decision.ctq.empty()) tlv::appendItem(content, 0x9F6C, decision.ctq);
    if (const auto available = availableOffline(decision.debit))
        tlv::appendItem(content, 0x9F5D, *available);
    if (decision.cid != kTc) {
        // The issuer gets all it needs at once; there are no records to read.
        for (const auto& [tag, object] : contactless.onlineData)
            tlv::appendItem(content, tag, object);
        return answer(tlv::encode(0x77, content));
    }
    const auto afl = m_transaction.national ? m_profile.national->contactlessAfl : contactless.afl;
    const auto signature = fastSignature(decision.ctq);
    if (!signature) return status(0x6F00);
    tlv::appendItem(content, 0x94, afl);
    if (contactless.signatureInRecord)
        m_transaction.lastRecord = tlv::encode(0x70, concat({contactless.lastRecord, *signature}));
    else
        append(content, *signature);
    m_transaction.debit = decision.debit;
    return answer(tlv::encode(0x77, content));
}

// Fast DDA: 9F4B, and for version 01 also 9F69, which takes part in what is signed.
Result<Bytes> Application::fastSignature(ByteView ctq) const {
    const Bytes counterLength{0x02};
    const auto dynamicData = concat({counterLength, toTwoOctets(m_state.atc)});
    const bool newer =
        m_profile.contactless->fddaVersion == 1 && (value(0x9F66, 4)[3] & kNewFddaReader) != 0;
    Bytes terminalData = value(0x9F37, 4), related, result;
    if (newer) {
        Bytes number(4);
        m_random.fill(number);
        const Bytes version{0x01}, reserved{0x00};
        const Bytes qualifiers = ctq.size() == 2 ? Bytes(ctq.begin(), ctq.end()) : Bytes(2);
        related = concat({version, number, qualifiers, reserved});
        append(terminalData, concat({value(0x9F02, 6), value(0x5F2A, 2), related}));
    }
    TAPPAY_TRY(signature, signDynamicData(dynamicData, terminalData));
    tlv::appendItem(result, 0x9F4B, signature);
    if (newer) tlv::appendItem(result, 0x9F69, related);
    return result;
}

// The last record is the payment: the balance goes down before the answer leaves, and whoever lost
// that answer may read the same record again until the next transaction begins.
std::optional<Response> Application::readLastRecord(const RecordAddress& address) {
    if (m_interface != Interface::Contactless || !m_profile.contactless) return std::nullopt;
    const bool plain = lastRecordOf(m_profile.contactless->afl) == address;
    const bool national =
        m_profile.national && lastRecordOf(m_profile.national->contactlessAfl) == address;
    if (!plain && !national) return std::nullopt;
    if (m_transaction.debit) {
        auto record = m_profile.contactless->signatureInRecord ? m_transaction.lastRecord
                                                               : m_profile.records.at(address);
        payOffline(*std::exchange(m_transaction.debit, std::nullopt));
        m_state.paidRecord = record;
        m_state.paidAddress = address;
        m_persist();
        return answer(std::move(record));
    }
    if (m_state.paidRecord.empty() || m_state.paidAddress != address) return status(0x6985);
    return answer(m_state.paidRecord);
}

void Application::payOffline(const Debit& debit) {
    if (debit.fromBalance) {
        const auto balance = dataObject(0x9F79).value_or(Bytes(6));
        m_state.data[0x9F79] = toNumeric12(decimal(balance) - debit.amount);
    }
    if (debit.cumulative) m_state.offlineAmount += debit.amount;
    const auto processing = dataObject(0x9F68).value_or(Bytes(4));
    if (processing.size() == 4 && (processing[1] & kLogOffline) != 0) writeLog();
}

std::optional<Bytes> Application::availableOffline(const std::optional<Debit>& debit) const {
    const auto processing = dataObject(0x9F68);
    if (!processing || processing->size() != 4 || ((*processing)[0] & kShowAvailable) == 0)
        return std::nullopt;
    return toNumeric12(spendableOffline((*processing)[0], Spending::InAll) -
                       (debit ? debit->amount : 0));
}

}  // namespace tappay::simulator
