#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <vector>

#include "apdu/card.h"

namespace tappay::emv::test {

// Follows a transcript: `> command`, `< answer with status word` in hexadecimal, blanks allowed,
// `#` begins a comment. Instead of an answer `< removed` tears the card. Any other command than the
// next expected one fails the test.
class ScriptedCard final : public apdu::Card {
public:
    explicit ScriptedCard(const std::string& name) {
        std::ifstream file(std::string(TAPPAY_TEST_DATA) + "/emv/" + name);
        EXPECT_TRUE(file) << "no transcript " << name;
        for (std::string line; std::getline(file, line);) {
            line.erase(std::min(line.find('#'), line.size()));
            std::erase(line, ' ');
            if (!line.empty()) m_lines.push_back(line);
        }
    }

    Result<apdu::Response> transmit(const apdu::Command& command) override {
        const std::string heard = ">" + toHex(command.encode());
        if (m_at + 1 >= m_lines.size()) {
            ADD_FAILURE() << "after the end of the transcript: " << heard;
            return fail(FailureCode::CardUnresponsive);
        }
        EXPECT_EQ(heard, m_lines[m_at]) << "command " << m_at / 2 + 1;
        const std::string answer = m_lines[m_at + 1].substr(1);
        m_at += 2;
        if (answer == "removed") return fail(FailureCode::CardRemoved);
        return apdu::parseResponse(*fromHex(answer));
    }
    [[nodiscard]] Bytes atr() const override { return *fromHex("3B00"); }
    [[nodiscard]] bool finished() const { return m_at == m_lines.size(); }

private:
    std::vector<std::string> m_lines;
    std::size_t m_at = 0;
};

}  // namespace tappay::emv::test
