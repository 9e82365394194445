#pragma once

#include <vector>

#include "apdu/card.h"

namespace tappay::emv::test {

// A reader's own keys: the digits never come to the kernel.
class ReaderKeys final : public apdu::PinPad {
public:
    std::vector<Result<apdu::Response>> answers;
    Result<apdu::Response> verifyPlaintextPin(const std::stop_token&) override {
        auto answer = answers.front();
        answers.erase(answers.begin());
        return answer;
    }
};

}  // namespace tappay::emv::test
