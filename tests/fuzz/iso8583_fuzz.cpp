#include <cstdlib>

#include "iso8583/fields.h"
#include "iso8583/message.h"

// What decodes can be encoded, and decodes again to the same fields.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tappay;
    iso8583::FrameReader reader;
    reader.feed({data, size});
    while (const auto frame = reader.next().value_or(std::nullopt))
        (void)iso8583::decode(*frame);
    const auto message = iso8583::decode({data, size});
    if (!message) return 0;
    const auto frame = iso8583::encode(*message);
    if (!frame) std::abort();
    const auto again = iso8583::decode(ByteView(*frame).subspan(2));
    if (!again || again->fields() != message->fields()) std::abort();
    (void)iso8583::Field60::decode(message->text(60));
    (void)iso8583::Field61::decode(message->text(61));
    return 0;
}
