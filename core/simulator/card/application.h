#pragma once

#include <array>
#include <functional>
#include <map>
#include <optional>

#include "apdu/apdu.h"
#include "base/random.h"
#include "simulator/card/keys.h"
#include "simulator/card/profile.h"
#include "simulator/card/state.h"
#include "tlv/tlv.h"

namespace tappay::simulator {

// One PBOC debit/credit application on a card (JR/T 0025.5, .7 and .12; EMV Book 3): answers
// commands after it was selected. Computes everything from its own keys.
class Application {
public:
    // `persist` is called after each change of `state`, before the command is answered.
    Application(const ApplicationProfile& profile, ApplicationState& state, CardState& card,
                Random& random, Interface interface, std::function<void()> persist);

    // The answer to SELECT: file control information, with 6283 when the application is blocked.
    apdu::Response select();
    apdu::Response process(const apdu::Command& command);
    [[nodiscard]] const ApplicationProfile& profile() const { return m_profile; }

private:
    enum class Phase : std::uint8_t { Selected, Initiated, AwaitingIssuer, Completed };
    using Values = std::map<tlv::Tag, Bytes>;

    // What an offline approval costs.
    struct Debit {
        std::int64_t amount = 0;  // in the card's own currency
        bool fromBalance = false, cumulative = false;
    };
    struct ContactlessDecision {
        std::uint8_t cid = 0;  // an AAC unless something speaks for more
        bool useContacts = false;
        Bytes ctq;
        bool limitExceeded = false;
        Debit debit = {};
    };

    // What a reset forgets.
    struct Transaction {
        Phase phase = Phase::Selected;
        bool national = false;  // the terminal speaks SM2, SM3 and SM4, and so does the card
        Bytes aip;
        Bytes dolData;  // PDOL data, then CDOL1 and CDOL2 data: what CDA signs
        Values values;  // what the terminal said in those
        Bytes challenge;
        Bytes arqc;
        bool dataAuthenticated = false;  // DDA performed
        bool pinTried = false, pinWrong = false;
        bool issuerAuthenticated = false, issuerRefused = false;
        std::string issuerCode;        // the response code it proved
        std::uint8_t outcomeBits = 0;  // b6b5 of CVR octet 2
        bool limitExceeded = false;    // contactless
        std::optional<Debit> debit;    // contactless: due when the last record is read
        Bytes lastRecord;
    };

    [[nodiscard]] const Bytes& pdol() const;
    apdu::Response getProcessingOptions(const apdu::Command& command);
    bool nextTransaction();  // false when the counter has come to its end
    apdu::Response readRecord(const apdu::Command& command);
    apdu::Response getData(const apdu::Command& command);
    [[nodiscard]] std::optional<Bytes> dataObject(std::uint16_t tag) const;

    // application_cardholder.cpp
    apdu::Response getChallenge(const apdu::Command& command);
    apdu::Response verify(const apdu::Command& command);
    [[nodiscard]] std::optional<Bytes> decipherPinBlock(ByteView enciphered) const;
    apdu::Response internalAuthenticate(const apdu::Command& command);
    apdu::Response externalAuthenticate(const apdu::Command& command);

    // application_contactless.cpp
    apdu::Response processContactless();
    [[nodiscard]] Result<Bytes> fastSignature(ByteView ctq) const;
    std::optional<apdu::Response> readLastRecord(const RecordAddress& address);
    void payOffline(const Debit& debit);
    // 9F5D, after the payment that is about to be made.
    [[nodiscard]] std::optional<Bytes> availableOffline(
        const std::optional<Debit>& debit = {}) const;

    // application_contactless_risk.cpp
    ContactlessDecision decideContactless();
    [[nodiscard]] std::optional<std::int64_t> amountInOwnCurrency() const;
    enum class Spending : std::uint8_t { AtOnce, InAll };
    [[nodiscard]] std::int64_t spendableOffline(std::uint8_t checks, Spending spending) const;

    // application_cryptogram.cpp
    apdu::Response generateAc(const apdu::Command& command);
    std::uint8_t decideFirst(std::uint8_t requested);
    std::uint8_t decideSecond(std::uint8_t requested);
    [[nodiscard]] bool offlineLimitReached() const;
    std::array<std::uint8_t, 4> verificationResults(std::uint8_t secondBits) const;
    Result<Bytes> cryptogram(std::span<const std::uint8_t, 4> cvr) const;
    Result<Bytes> issuerApplicationData(std::span<const std::uint8_t, 4> cvr) const;
    apdu::Response answerCryptogram(std::uint8_t cid, std::uint8_t secondBits, bool combined);
    void noteApproval(bool offline);
    void writeLog();

    // application_script.cpp
    apdu::Response script(const apdu::Command& command);
    std::uint16_t carryOut(const apdu::Command& command, ByteView data);
    std::uint16_t putData(const apdu::Command& command, ByteView data);
    std::uint16_t changePin(const apdu::Command& command, ByteView data);

    // Takes DOL data apart into values; false when its length isn't what the DOL asked for.
    bool takeDolData(ByteView dol, ByteView data);
    [[nodiscard]] Bytes value(tlv::Tag tag, std::size_t length) const;
    [[nodiscard]] std::int64_t amount() const;
    [[nodiscard]] const CardKeys& keys() const;
    [[nodiscard]] KeyAlgorithm algorithm() const;
    [[nodiscard]] bool canSign() const { return m_profile.icc || m_transaction.national; }
    // Signed dynamic application data, 9F4B.
    [[nodiscard]] Result<Bytes> signDynamicData(ByteView dynamicData, ByteView terminalData) const;

    const ApplicationProfile& m_profile;
    ApplicationState& m_state;
    CardState& m_card;
    Random& m_random;
    const Interface m_interface;
    std::function<void()> m_persist;
    Transaction m_transaction;
};

// Only a status word.
apdu::Response status(std::uint16_t sw);
apdu::Response answer(Bytes data);
std::int64_t decimal(ByteView bcd);

}  // namespace tappay::simulator
