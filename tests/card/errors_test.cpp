#include "card/pcsc/errors.h"

#include <gtest/gtest.h>
#include <winscard.h>

namespace tappay::card {
namespace {

TEST(Errors, SayWhatThePersonShouldDo) {
    const std::pair<long, FailureCode> expected[] = {
        {SCARD_W_REMOVED_CARD, FailureCode::CardRemoved},
        {SCARD_E_NO_SMARTCARD, FailureCode::CardRemoved},
        {SCARD_W_RESET_CARD, FailureCode::CardChanged},
        {SCARD_W_UNRESPONSIVE_CARD, FailureCode::CardUnresponsive},
        {SCARD_W_UNPOWERED_CARD, FailureCode::CardUnresponsive},
        {SCARD_E_NOT_TRANSACTED, FailureCode::CardUnresponsive},
        {SCARD_E_SHARING_VIOLATION, FailureCode::ReaderBusy},
        {SCARD_E_UNKNOWN_READER, FailureCode::ReaderMissing},
        {SCARD_E_READER_UNAVAILABLE, FailureCode::ReaderMissing},
        {SCARD_E_NO_READERS_AVAILABLE, FailureCode::ReaderMissing},
        {SCARD_E_NO_SERVICE, FailureCode::ReaderServiceDown},
        {SCARD_E_SERVICE_STOPPED, FailureCode::ReaderServiceDown},
        {SCARD_E_INVALID_HANDLE, FailureCode::ReaderServiceDown},
        {SCARD_E_CANCELLED, FailureCode::Cancelled},
        {SCARD_E_TIMEOUT, FailureCode::CardTimeout},
        {SCARD_E_INVALID_PARAMETER, FailureCode::Internal},
    };
    for (const auto& [code, meaning] : expected)
        EXPECT_EQ(failureOf(code, "test").code, meaning) << std::hex << code;
    EXPECT_EQ(failureOf(SCARD_W_REMOVED_CARD, "transmit").detail, "transmit: PC/SC 80100069");
}

}  // namespace
}  // namespace tappay::card
