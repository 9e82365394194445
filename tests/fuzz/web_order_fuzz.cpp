#include <cstdlib>

#include "crypto/jose.h"
#include "protocol/channel.h"
#include "protocol/order.h"

// What a web page may hand over: orders, and records of a channel.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tappay;
    using namespace tappay::protocol;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto order = decodeOrder(text)) {
        const auto again = decodeOrder(encode(*order));
        if (!again || encode(*again) != encode(*order)) std::abort();
        // A person could be shown it.
        if (!isVisibleText(order->shop, 40) || order->amount.minor <= 0) std::abort();
    }
    static const auto signer =
        crypto::EcVerifier::create(
            crypto::EcPrivateKey::fromScalar(crypto::Curve::P256, Bytes(32, 0x11))->publicKey())
            .value();
    if (openOrder(text, signer)) std::abort();  // nobody has signed anything
    if (const auto question = decodeChannelQuestion(text))
        if (!decodeChannelQuestion(encode(*question))) std::abort();
    if (const auto call = decodeCarriedCall(text))
        if (!decodeCarriedCall(encode(*call))) std::abort();
    static const ChannelEnd end(SecretBytes(Bytes(32, 0x22)), "s", "p");
    if (end.open(1, text)) std::abort();
    if (const auto record = decodeChannelAnswer(text); record && end.open(1, *record)) std::abort();
    if (const auto question = decodeOrderQuestion(text))
        if (!decodeOrderQuestion(encode(*question))) std::abort();
    return 0;
}
