#include <cstdlib>

#include "crypto/random.h"
#include "protocol/device_channel.h"

// Messages that somebody made up, to either side of a handshake that never had a partner: refused,
// and no channel.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tappay;
    using namespace tappay::protocol;
    static const auto key = crypto::EcPrivateKey::generate(crypto::Curve::P256).value();
    static crypto::SystemRandom random;
    const ByteView message(data, size);
    auto device = DeviceHandshake::begin(key, {Bytes(100, 0x30)}).value();
    (void)device.answer(message);
    if (device.finish(message)) std::abort();
    auto phone = PhoneHandshake::begin(key, random).value();
    if (phone.answer(message, {})) std::abort();
    DeviceRecords records(SecretBytes(32), SecretBytes(32));
    if (!records.open(message) != records.closed()) std::abort();
    return 0;
}
