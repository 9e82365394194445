// How long a message takes to a device over Bluetooth and back, against a virtual one on a private
// bus: 4 KiB with each size of frame, and one command in the channel. Milliseconds, median and p99.
// A radio adds its own time: here is what the two ends, Qt and D-Bus take.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <vector>

#include "bench/percentiles.h"
#include "confirm/bluetooth/bluetooth_link.h"
#include "confirm/bluetooth_desk.h"

namespace {

using namespace tappay;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
namespace device = simulator::device;

bool g_allRight = true;

void measure(const char* name, int times, const std::function<bool()>& call,
             const char* separator = ",") {
    std::vector<double> taken;
    for (int i = 0; i < times; ++i) {
        const auto start = Clock::now();
        g_allRight = call() && g_allRight;
        taken.push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
    }
    std::printf("    \"%s\": {\"median_ms\": %.2f, \"p99_ms\": %.2f}%s\n", name,
                bench::percentile(taken, 0.5), bench::percentile(taken, 0.99), separator);
}

confirm::DeviceKeys keysOf(const crypto::EcPrivateKey& phone, const device::PivCard& card) {
    confirm::DeviceKeys keys;
    keys.pairing = &phone;
    keys.trust = {.authorities = {card.identity().authority},
                  .at = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()),
                  .registered = card.identity().signingCertificate};
    return keys;
}

void measurePings(device::VirtualBluetooth& bluetooth, device::PivCard& card,
                  const device::KnownPhones& phones, std::size_t frame) {
    device::BluetoothPlace place;
    place.largestFrame = frame;
    if (!bluetooth.add(place, card, phones)) std::abort();
    {
        const auto link = confirm::BluetoothLink::open(confirm::BluetoothThread::shared(),
                                                       place.address, Deadline::in(5s));
        confirm::MessageExchange exchange(*link.value());
        const Bytes octets(4096, 0x5A);
        const auto name = "4096 octets there and back, frames of " + std::to_string(frame);
        measure(name.c_str(), 50,
                [&] { return exchange.ping(octets, Deadline::in(10s)).has_value(); });
    }
    bluetooth.remove(place.address);
}

}  // namespace

int main() {
    auto& world = test::BluetoothWorld::get();
    device::PivCard card(device::makeIdentity(device::KeyKind::P256, "Measured device").value(),
                         true);
    device::KnownPhones phones(world.directory() + "/phones");
    const auto phone = crypto::EcPrivateKey::generate(crypto::Curve::P256).value();
    if (!phones.add(phone.publicKey().point)) return 1;
    std::printf("{\n");
    for (const std::size_t frame : {244U, 20U})
        measurePings(world.bluetooth(), card, phones, frame);
    const device::BluetoothPlace place;
    if (!world.bluetooth().add(place, card, phones)) return 1;
    confirm::BluetoothDevices devices;
    const confirm::FoundDevice found{confirm::DeviceWay::Bluetooth, place.address, place.name};
    const auto keys = keysOf(phone, card);
    measure("connect, channel made, disconnect", 20,
            [&] { return devices.connect(found, keys, Deadline::in(5s)).has_value(); });
    {
        const auto connected = devices.connect(found, keys, Deadline::in(5s)).value();
        const apdu::Command command{0x00, 0x20, 0x00, 0x80, {}, {}};
        measure(
            "a short command in the channel", 200,
            [&] { return connected->transmit(command).has_value(); }, "");
    }
    world.bluetooth().remove(place.address);
    std::printf("}\n");
    return g_allRight ? 0 : 1;
}
