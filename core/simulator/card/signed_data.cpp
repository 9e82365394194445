#include "simulator/card/signed_data.h"

#include "crypto/hash.h"

namespace tappay::simulator {
namespace {
constexpr std::size_t kFrame = 22;  // 6A, SHA-1, BC
}

Result<Bytes> signWithRecovery(const crypto::RsaPrivateKey& key, ByteView recovered,
                               ByteView notRecovered) {
    const auto size = key.publicKey.modulus.size();
    if (recovered.size() + kFrame > size)
        return fail(FailureCode::CryptoFailed, "too long for the signing key");
    Bytes filled(recovered.begin(), recovered.end());
    filled.resize(size - kFrame, 0xBB);
    const Bytes header{0x6A}, trailer{0xBC};
    const auto hash = crypto::sha1(concat({filled, notRecovered}));
    return crypto::rsaSignRaw(key, concat({header, filled, hash, trailer}));
}

Result<Bytes> signSm2(ByteView scalar, ByteView message) {
    TAPPAY_TRY(key, crypto::EcPrivateKey::fromScalar(crypto::Curve::Sm2, scalar));
    return key.signSm2(message);
}

}  // namespace tappay::simulator
