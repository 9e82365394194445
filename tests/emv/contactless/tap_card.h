#pragma once

#include "emv/certificates.h"

namespace tappay::emv::test {

// A card to tap, with real keys: it signs what the kernel sent, pays with the answer to its last
// record, and remembers that when it comes back. Unless told otherwise it approves offline with
// fast DDA of version 01. It shares no code with the kernel.
class TapCard final : public apdu::Card {
public:
    using Objects = ModelCard::Objects;
    using Answer = std::function<Result<apdu::Response>(const apdu::Command&)>;

    // What the card decides: the second octet of the CVR.
    static constexpr const char* kApprove = "90";
    static constexpr const char* kAskIssuer = "A0";
    static constexpr const char* kDecline = "80";

    std::string decision = kApprove;
    std::string aip = "7C00";
    std::optional<std::string> ctq;        // 9F6C
    std::string authenticationCtq;         // in 9F69; empty: the same
    std::string surplus;                   // in the signed data, behind the counter
    bool version01 = true;                 // 9F69 and what it stands for
    std::string balance = "000000050000";  // 9F5D, empty: not told
    bool signatureInOptions = false;       // 9F4B with GET PROCESSING OPTIONS
    unsigned atc = 6;                      // of the transaction before

    std::map<std::pair<int, int>, Objects> records;  // by file and number
    std::vector<std::string> heard;                  // commands in hexadecimal
    int payments = 0;

    explicit TapCard(const KeyChain& chain = Chain::withoutRemainders());

    // What commands beginning with `prefix` (hexadecimal) are answered instead.
    void on(const std::string& prefix, const std::string& hexWithStatus);
    // Spoils answers: called with the number of the command, from 0, and the answer.
    std::function<Result<apdu::Response>(std::size_t, apdu::Response)> spoil;
    // Changes the objects of the answer to GET PROCESSING OPTIONS before it is sent.
    std::function<void(Objects&)> editOptions;
    // Signs the records as they are now.
    void certify();
    // Another number in 5A and 57.
    void renumber(const std::string& pan);
    void put(int sfi, tlv::Tag tag, const std::string& hex);
    void drop(tlv::Tag tag);

    // Leaves the field and comes back: what was granted is forgotten, what was paid is not.
    void comeBack();

    Result<apdu::Response> transmit(const apdu::Command& command) override;
    [[nodiscard]] Bytes atr() const override { return {0x3B, 0x80, 0x80, 0x01, 0x01}; }

private:
    Result<apdu::Response> answer(const apdu::Command& command);
    Result<apdu::Response> grant(const apdu::Command& command);
    Result<apdu::Response> giveRecord(const apdu::Command& command);
    [[nodiscard]] Bytes contents(int sfi, int number) const;
    [[nodiscard]] Bytes authenticationData() const;
    [[nodiscard]] Bytes sign(ByteView pdolData) const;

    const KeyChain& m_chain;
    std::map<std::string, std::string> m_answers;
    bool m_granted = false, m_paid = false;
    Bytes m_signature;
};

// Tags of an answer that a test removes, repeats or replaces.
void replaceIn(TapCard::Objects& objects, tlv::Tag tag, const std::string& hex);
void removeFrom(TapCard::Objects& objects, tlv::Tag tag);

}  // namespace tappay::emv::test
