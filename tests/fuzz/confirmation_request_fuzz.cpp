#include <algorithm>
#include <cstdlib>

#include "protocol/confirmation_request.h"

// Every octet string that is read is exactly the one that is written again: two strings never show
// the same request in two forms.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tappay;
    const auto request = protocol::decodeConfirmationRequest({data, size});
    if (!request) return 0;
    const auto again = protocol::encode(*request);
    if (!again || !std::ranges::equal(*again, ByteView(data, size))) std::abort();
    (void)protocol::mixedScripts(request->payee);
    return 0;
}
