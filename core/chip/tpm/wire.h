#pragma once

#include <tss2/tss2_mu.h>

#include <algorithm>
#include <type_traits>

#include "crypto/tpm2/public_area.h"

// Between our octets and the structures of the TPM Software Stack. CryptoFailed when they don't
// fit or octets are left over.
namespace tappay::chip::tpm {

template <auto Read, typename T>
Result<T> read(ByteView octets) {
    T value{};
    std::size_t offset = 0;
    if (Read(octets.data(), octets.size(), &offset, &value) != TSS2_RC_SUCCESS ||
        offset != octets.size())
        return fail(FailureCode::CryptoFailed, "structure of the chip");
    return value;
}

// `most` is as large as any of these structures.
template <auto Write, typename T>
Result<Bytes> write(const T& value) {
    constexpr std::size_t most = 4096;
    Bytes octets(most);
    std::size_t offset = 0;
    if (Write(&value, octets.data(), octets.size(), &offset) != TSS2_RC_SUCCESS)
        return fail(FailureCode::CryptoFailed, "structure of the chip");
    octets.resize(offset);
    return octets;
}

// Where a sized buffer (TPM2B) has its octets: behind the size, under a name of its own in each.
template <typename T>
auto bufferOf(T& value) {
    using Octet = std::conditional_t<std::is_const_v<T>, const BYTE, BYTE>;
    return reinterpret_cast<Octet*>(&value) + sizeof(value.size);
}

// A sized buffer with these contents.
template <typename T>
Result<T> sized(ByteView contents) {
    T value{};
    if (contents.size() > sizeof(T) - sizeof(value.size))
        return fail(FailureCode::CryptoFailed, "too long for the chip");
    value.size = static_cast<UINT16>(contents.size());
    std::copy(contents.begin(), contents.end(), bufferOf(value));
    return value;
}

// Its contents.
template <typename T>
ByteView contentsOf(const T& value) {
    return {bufferOf(value), value.size};
}

Result<TPM2B_PUBLIC> templateFor(ByteView marshalled);
Result<Bytes> octetsOf(const TPM2B_PUBLIC& area);

// A seed hidden for an EC key of the chip: a point and nothing after it, which chips overlook.
Result<TPM2B_ENCRYPTED_SECRET> hiddenSeed(ByteView octets);

// Raw r || s, 64 octets.
Result<Bytes> rawSignature(const TPMT_SIGNATURE& signature);
TPMS_ECC_POINT pointOf(const crypto::EcPublicKey& key);
Result<crypto::EcPublicKey> keyOf(const TPMS_ECC_POINT& point);
// A coordinate with the leading zeros that a chip may leave out.
Result<void> putCoordinate(std::span<std::uint8_t> to32, const TPM2B_ECC_PARAMETER& from);

}  // namespace tappay::chip::tpm
