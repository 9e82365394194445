#include <cstdlib>

#include "protocol/card_data.h"
#include "protocol/codec.h"

// What the back end understood it says again in the same words.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tappay;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto received = protocol::decodeAuthorisation(text)) {
        const auto again =
            protocol::decodeAuthorisation(protocol::encode(received->request, received->sealed));
        if (!again || again->request.key != received->request.key ||
            again->request.amount != received->request.amount || again->sealed != received->sealed)
            std::abort();
    }
    if (const auto undo = protocol::decodeUndo(text))
        if (!protocol::decodeUndo(protocol::encode(*undo))) std::abort();
    if (const auto question = protocol::decodeStatus(text))
        if (!protocol::decodeStatus(protocol::encode(*question))) std::abort();
    if (const auto answer = protocol::decodeAnswer(text))
        if (!protocol::decodeAnswer(protocol::encode(*answer))) std::abort();
    if (const auto card = protocol::decodeCardData({data, size})) {
        const SecretBytes written = protocol::encodeCardData(card->key, card->card);
        if (!protocol::decodeCardData(written.view())) std::abort();
    }
    return 0;
}
