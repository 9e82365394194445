#pragma once

#include <gtest/gtest.h>

#include "chip/chip_desk.h"
#include "chip/cutting_line.h"
#include "crypto/random.h"

namespace tappay::chip {

// A virtual element, a line to it that can be cut, and a TPM chip at the line's other end.
class TpmDesk : public testing::Test {
protected:
    void SetUp() override {
        auto request = m_directory.path() / "element";
        m_request.directory = request;
        m_request.restarts = 10000;
        m_element = virtual_element::Element::make(m_request).value();
        {
            const auto chip = tpm::TpmChip::open({.transport = m_element->transport()}).value();
            ASSERT_TRUE(chip->manufacture(m_maker.papers()));
        }
        m_line =
            std::make_unique<CuttingLine>(m_directory.path() / "line.sock", request / "chip.sock");
    }
    // Through the line.
    Result<std::unique_ptr<tpm::TpmChip>> open(
        std::chrono::milliseconds patience = std::chrono::seconds(20)) {
        return tpm::TpmChip::open(
            {.transport = m_line->transport(), .patience = patience, .answerTime = m_answerTime});
    }
    // After an accident: as soon as the chip is back.
    std::unique_ptr<tpm::TpmChip> openAgain() {
        std::unique_ptr<tpm::TpmChip> chip;
        EXPECT_TRUE(eventually([&] {
            auto opened = open();
            if (opened) chip = std::move(*opened);
            return opened.has_value();
        }));
        return chip;
    }
    void killChip() { EXPECT_TRUE(killElement(*m_element)); }
    CuttingLine& line() { return *m_line; }
    virtual_element::Element& element() { return *m_element; }
    void end() { m_element.reset(); }
    Maker& maker() { return m_maker; }
    std::chrono::milliseconds m_answerTime{10000};

private:
    TemporaryDirectory m_directory;
    Maker m_maker;
    virtual_element::Request m_request;
    std::unique_ptr<virtual_element::Element> m_element;
    std::unique_ptr<CuttingLine> m_line;
};

}  // namespace tappay::chip
