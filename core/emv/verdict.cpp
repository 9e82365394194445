#include "emv/verdict.h"

namespace tappay::emv {

namespace {

constexpr std::uint8_t kGood = 0x00, kDataMissing = 0x01, kInvalid = 0x02;
constexpr std::uint8_t kRsa = 0x01, kSm2 = 0x04;

Bytes faultOctet(OdaFault fault) {
    return {fault == OdaFault::DataMissing ? kDataMissing : kInvalid};
}

Bytes good(std::initializer_list<ByteView> parts) {
    Bytes verdict{kGood};
    for (const ByteView part : parts)
        append(verdict, part);
    return verdict;
}

Bytes one(std::size_t value) {
    return {static_cast<std::uint8_t>(value)};
}

Bytes copied(ByteView view) {
    return {view.begin(), view.end()};
}

// What follows the first octet of a good verdict.
OdaResult<ByteView> valueOf(ByteView verdict) {
    if (verdict.empty()) return std::unexpected(OdaFault::Invalid);
    if (verdict[0] == kGood) return verdict.subspan(1);
    return std::unexpected(verdict[0] == kDataMissing ? OdaFault::DataMissing : OdaFault::Invalid);
}

}  // namespace

bool judgeWhether(Trace* trace, std::string_view name, const std::function<bool()>& find) {
    if (trace == nullptr) return find();
    return trace->verdict(name, [&] { return one(find() ? kGood : kInvalid); }) == one(kGood);
}

Bytes encodeVerdict(const OdaResult<Bytes>& result) {
    return result ? good({*result}) : faultOctet(result.error());
}

Bytes encodeVerdict(const OdaResult<PublicKey>& result) {
    if (!result) return faultOctet(result.error());
    if (const auto* sm2 = std::get_if<Sm2PublicKey>(&*result)) return good({one(kSm2), sm2->point});
    const auto& rsa = std::get<crypto::RsaPublicKey>(*result);
    return good({one(kRsa), one(rsa.exponent.size()), rsa.exponent, rsa.modulus});
}

Bytes encodeVerdict(const OdaResult<SignedDynamicData>& result) {
    if (!result) return faultOctet(result.error());
    return good({one(result->dynamicNumber.size()), result->dynamicNumber, result->rest});
}

void decodeVerdict(ByteView verdict, OdaResult<Bytes>& result) {
    const auto value = valueOf(verdict);
    if (value)
        result = copied(*value);
    else
        result = std::unexpected(value.error());
}

void decodeVerdict(ByteView verdict, OdaResult<PublicKey>& result) {
    const auto value = valueOf(verdict);
    result = std::unexpected(value ? OdaFault::Invalid : value.error());
    if (!value || value->size() < 2) return;
    if ((*value)[0] == kSm2) result = Sm2PublicKey{copied(value->subspan(1))};
    const std::size_t exponent = (*value)[1];
    if ((*value)[0] == kRsa && value->size() > 2 + exponent)
        result = crypto::RsaPublicKey{copied(value->subspan(2 + exponent)),
                                      copied(value->subspan(2, exponent))};
}

void decodeVerdict(ByteView verdict, OdaResult<SignedDynamicData>& result) {
    const auto value = valueOf(verdict);
    result = std::unexpected(value ? OdaFault::Invalid : value.error());
    if (!value || value->empty() || value->size() < 1U + (*value)[0]) return;
    const std::size_t length = (*value)[0];
    result =
        SignedDynamicData{copied(value->subspan(1, length)), copied(value->subspan(1 + length))};
}

}  // namespace tappay::emv
