#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "apdu/card.h"
#include "emv/tags.h"

namespace tappay::emv::test {

// A card made of data objects, of which a test changes one and sees what the kernel makes of it.
// Unless told otherwise it has no directory, carries A000000333010101, asks for no offline data
// authentication, and gives whatever cryptogram it is asked for.
class ModelCard final : public apdu::Card {
public:
    using Answer = std::function<Result<apdu::Response>(const apdu::Command&)>;
    using Objects = std::vector<std::pair<tlv::Tag, Bytes>>;

    std::map<std::pair<int, int>, Objects> records;  // by file and number
    std::vector<std::string> heard;                  // commands in hexadecimal
    apdu::PinPad* keys = nullptr;                    // of the reader

    ModelCard();

    // What commands beginning with `prefix` (hexadecimal) are answered; the longest prefix counts.
    void on(const std::string& prefix, Answer answer) { m_answers[prefix] = std::move(answer); }
    void on(const std::string& prefix, const std::string& hexWithStatus);
    void tear(const std::string& prefix);

    // Replaces a data object wherever it is, or adds it to the last record.
    void put(tlv::Tag tag, const std::string& hex);
    void drop(tlv::Tag tag);
    void setProfile(const std::string& aip, const std::string& afl = "0801010110010200");
    void setPdol(const std::string& pdol);

    Result<apdu::Response> transmit(const apdu::Command& command) override;
    [[nodiscard]] Bytes atr() const override { return {0x3B, 0x00}; }
    [[nodiscard]] apdu::PinPad* pinPad() override { return keys; }

    [[nodiscard]] Bytes recordContents(int sfi, int number) const;  // inside template 70
    [[nodiscard]] bool wasAsked(const std::string& prefix) const;
    // The last command with this prefix, empty when there was none.
    [[nodiscard]] std::string lastAsked(const std::string& prefix) const;

private:
    std::map<std::string, Answer> m_answers;
};

// An answer to GENERATE AC in format 2.
std::string cryptogramAnswer(const std::string& cid, const std::string& atc = "0003");

}  // namespace tappay::emv::test
