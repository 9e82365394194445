#include <cstdlib>

#include "tlv/dol.h"

// The answer to a list is as long as the list says.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tappay;
    const auto dol = tlv::parseDol({data, size});
    if (!dol) return 0;
    std::size_t expected = 0;
    for (const tlv::DolEntry& entry : *dol)
        expected += entry.length;
    const Bytes answer = tlv::buildDol(*dol, [&](tlv::Tag tag) -> std::optional<Bytes> {
        return tag % 2 == 0 ? std::optional<Bytes>(Bytes(tag % 40, 0x12)) : std::nullopt;
    });
    if (answer.size() != expected) std::abort();
    return 0;
}
