#include <cstdlib>

#include "apdu/apdu.h"

// What parses, encoded again, parses to the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tappay;
    const ByteView bytes(data, size);
    if (const auto command = apdu::parseCommand(bytes)) {
        const auto again = apdu::parseCommand(command->encode());
        if (!again || again->data != command->data || again->encode() != command->encode())
            std::abort();
    }
    if (const auto response = apdu::parseResponse(bytes))
        if (response->encode() != Bytes(bytes.begin(), bytes.end())) std::abort();
    return 0;
}
