#include "emv/terminal_data.h"

#include <algorithm>
#include <array>

#include "emv/certificate_chain.h"
#include "emv/numeric.h"
#include "emv/tags.h"

namespace tappay::emv {

namespace {

// Alphanumeric objects are left-justified and filled with blanks (Book 3, 4.3).
Bytes text(std::string_view value, std::size_t length) {
    Bytes octets = toBytes(value.substr(0, length));
    octets.resize(length, ' ');
    return octets;
}

std::uint64_t digitsToNumber(std::string_view digits) {
    std::uint64_t number = 0;
    for (const char c : digits)
        if (c >= '0' && c <= '9') number = number * 10 + static_cast<std::uint64_t>(c - '0');
    return number;
}

void loadTransaction(Session& session) {
    const Money& amount = session.transaction.amount;
    const auto minor = static_cast<std::uint64_t>(amount.minor);
    DataStore& data = session.data;
    data.set(tag::kAmount, toNumeric(minor, 6));
    data.set(tag::kAmountBinary, toBinary(std::min<std::uint64_t>(minor, 0xFFFFFFFF), 4));
    data.set(tag::kAmountOther, toNumeric(0, 6));
    data.set(tag::kAmountOtherBinary, toBinary(0, 4));
    data.set(tag::kCurrency, toNumeric(amount.currency.numeric, 2));
    data.set(tag::kCurrencyExponent, toNumeric(amount.currency.exponent, 1));
    data.set(tag::kType, Bytes{session.transaction.type});
    data.set(tag::kSequence, toNumeric(session.transaction.sequence, 4));
    const LocalTime& now = session.started;
    data.set(tag::kDate, toNumeric(session.today() % 1'000'000, 3));
    data.set(
        tag::kTime,
        toNumeric(static_cast<std::uint64_t>(now.hour * 10000 + now.minute * 100 + now.second), 3));
    Bytes unpredictable(4);
    if (const auto& given = session.transaction.unpredictableNumber)
        unpredictable.assign(given->begin(), given->end());
    else
        session.random.fill(unpredictable);
    data.set(tag::kUnpredictableNumber, unpredictable);
}

void loadTerminal(Session& session) {
    const TerminalData& terminal = session.parameters.terminal;
    DataStore& data = session.data;
    data.set(tag::kCountry, toNumeric(terminal.country, 2));
    data.set(tag::kTerminalType, Bytes{terminal.type});
    data.set(tag::kAdditionalCapabilities, terminal.additionalCapabilities);
    data.set(tag::kTerminalId, text(terminal.terminalId, 8));
    data.set(tag::kMerchant, text(terminal.merchantId, 15));
    data.set(tag::kMerchantName, text(terminal.merchantName, 20));
    data.set(tag::kMerchantCategory, toNumeric(terminal.merchantCategory, 2));
    data.set(tag::kIfdSerial, text(terminal.ifdSerial, 8));
    data.set(tag::kAcquirer, toNumeric(digitsToNumber(terminal.acquirerId), 6));
    data.set(tag::kEntryMode, Bytes{0x05});  // contact chip
}

void loadApplication(Session& session) {
    const AidParameters& application = *session.application;
    Bytes capabilities = session.parameters.terminal.capabilities;
    capabilities.resize(3);
    if (!application.onlinePin) capabilities[1] &= 0xBF;
    session.capabilities = Capabilities(capabilities);
    session.data.set(tag::kCapabilities, capabilities);
    session.data.set(tag::kTerminalVersion, application.version);
    const bool sm2 = knowsSm2(session.parameters, ByteView(application.aid).first(5));
    session.data.set(tag::kSm2Support, Bytes{static_cast<std::uint8_t>(sm2 ? 1 : 0)});
    session.data.set(
        tag::kFloorLimit,
        toBinary(std::clamp<std::uint64_t>(static_cast<std::uint64_t>(application.floorLimit), 0,
                                           0xFFFFFFFF),
                 4));
}

}  // namespace

void loadTerminalData(Session& session) {
    session.data.clear();
    session.tvr = {};
    session.tsi = {};
    loadTransaction(session);
    loadTerminal(session);
    loadApplication(session);
}

bool isForeignToRecords(tlv::Tag tag) {
    static constexpr std::array kForeign{
        // the terminal's
        tag::kCurrency, tag::kCurrencyExponent, tag::kAmountBinary, tag::kTvr, tag::kDate,
        tag::kTsi, tag::kType, tag::kAcquirer, tag::kAmount, tag::kAmountOther,
        tag::kAmountOtherBinary, tag::kAid, tag::kTerminalVersion, tag::kMerchantCategory,
        tag::kMerchant, tag::kCountry, tag::kFloorLimit, tag::kTerminalId, tag::kIfdSerial,
        tag::kTime, tag::kTerminalCaKeyIndex, tag::kCapabilities, tag::kCvmResults,
        tag::kTerminalType, tag::kUnpredictableNumber, tag::kEntryMode,
        tag::kAdditionalCapabilities, tag::kSequence, tag::kMerchantName, tag::kTcHash,
        tag::kSm2Support, tag::kTerminalQualifiers,
        // the issuer's
        tag::kScriptCommand, tag::kResponseCode, tag::kIssuerAuthenticationData,
        tag::kScriptIdentifier,
        // of answers to SELECT, GENERATE AC, GET DATA and INTERNAL AUTHENTICATE
        tag::kDfName, tag::kIad, tag::kLastOnlineAtc, tag::kPinTryCounter, tag::kCryptogram,
        tag::kCid, tag::kAtc, tag::kDataAuthenticationCode, tag::kSignedDynamicData,
        tag::kIccDynamicNumber};
    return std::ranges::find(kForeign, tag) != kForeign.end();
}

bool contradictsAmount(const Session& session, tlv::Tag tag, ByteView value) {
    if (tag != tag::kAmount && tag != tag::kAmountBinary && tag != tag::kCurrency) return false;
    const auto own = session.data.find(tag);
    return !own || !std::ranges::equal(*own, value);
}

}  // namespace tappay::emv
