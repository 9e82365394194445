#include <cstdlib>

#include "crypto/key_block.h"
#include "protocol/enrolment.h"
#include "protocol/key_distribution.h"
#include "protocol/sealed_transaction.h"
#include "protocol/sign_on.h"

// What was understood is said again in the same words.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tappay;
    using namespace tappay::protocol;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto again = [&](auto decode) {
        const auto message = decode(text);
        if (!message) return;
        const auto json = encode(*message);
        const auto second = decode(json);
        if (!second || encode(*second) != json) std::abort();
    };
    again(decodeEnrolmentRequest);
    again(decodeEnrolmentChallenge);
    again(decodeEnrolmentProof);
    again(decodeEnrolled);
    again(decodeKeyHello);
    again(decodeKeyOffer);
    again(decodeKeyRequest);
    again(decodeKeyDelivery);
    again(decodeKeyReceipt);
    again(decodeKeyAcknowledged);
    again(decodeSignOnRequest);
    again(decodeSignedOn);
    static const Bytes key(32, 0x55);
    (void)openTransaction(key, {data, size});
    (void)crypto::unwrapKeyBlock(crypto::BlockCipher::Aes, key, text, {"P0", 'A', 'B'});
    return 0;
}
