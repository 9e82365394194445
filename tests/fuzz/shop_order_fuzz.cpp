#include <cstdlib>

#include "backend/orders/order_json.h"

// What a shop's order may be, a terminal can read once it is signed.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tappay;
    const auto draft = backend::readDraft({reinterpret_cast<const char*>(data), size}, {});
    if (!draft) return 0;
    auto order = draft->order;
    order.id = "01936b2e-5f00-7a31-8c11-3d2b6a90f4e7";
    order.merchantId = "898310054110002";
    order.shop = "Tea House";
    order.origins = {"https://tea.example"};
    order.created = order.expires = "2026-11-22T08:00:00.000Z";
    order.nonce = "AAAAAAAAAAAAAAAAAAAAAA";
    if (!protocol::decodeOrder(protocol::encode(order))) std::abort();
    return 0;
}
