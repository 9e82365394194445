#pragma once

#include <string_view>

#include "emv/signed_data.h"
#include "emv/trace.h"

// Results of offline data authentication as octets, for a trace that may not keep the certificates
// and signatures they come from.
namespace tappay::emv {

// An outcome of authentication: the first octet is 00 and the value follows, or it is the fault.
[[nodiscard]] Bytes encodeVerdict(const OdaResult<Bytes>& result);
[[nodiscard]] Bytes encodeVerdict(const OdaResult<PublicKey>& result);
[[nodiscard]] Bytes encodeVerdict(const OdaResult<SignedDynamicData>& result);
// Octets that are no verdict count as a fault.
void decodeVerdict(ByteView verdict, OdaResult<Bytes>& result);
void decodeVerdict(ByteView verdict, OdaResult<PublicKey>& result);
void decodeVerdict(ByteView verdict, OdaResult<SignedDynamicData>& result);

// What `find` finds, or found when the trace was kept. `name` is one word.
template <typename Find>
auto judge(Trace* trace, std::string_view name, const Find& find) -> decltype(find()) {
    if (trace == nullptr) return find();
    const Bytes verdict = trace->verdict(name, [&] { return encodeVerdict(find()); });
    decltype(find()) result = std::unexpected(OdaFault::Invalid);
    decodeVerdict(verdict, result);
    return result;
}

// Likewise whether something holds.
[[nodiscard]] bool judgeWhether(Trace* trace, std::string_view name,
                                const std::function<bool()>& find);

}  // namespace tappay::emv
