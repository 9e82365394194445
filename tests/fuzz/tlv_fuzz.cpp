#include <cstdlib>

#include "tlv/bits.h"
#include "tlv/tlv.h"

// What parses is made of its items, and every reader stays inside its input.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tappay;
    const ByteView bytes(data, size);
    if (const auto items = tlv::parse(bytes)) {
        std::size_t octets = 0;
        for (const tlv::Item& item : *items)
            octets += item.whole.size();
        if (octets > size) std::abort();
        for (const tlv::Item& item : *items) {
            const Bytes again = tlv::encode(item.tag, item.value);
            const auto parsed = tlv::parse(again);
            if (!parsed || (parsed->size() == 1 && parsed->front().tag != item.tag)) std::abort();
        }
    }
    (void)tlv::findDeep(bytes, 0x9F26);
    (void)tlv::explainTlv(bytes);
    return 0;
}
