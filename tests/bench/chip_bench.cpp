// How long each call of the security chip takes on a virtual one (swtpm): median and p99 in
// microseconds, without and with enciphered parameters. One asymmetric operation of a chip made of
// hardware takes 50 to 150 ms instead.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <string>

#include "chip/chip_desk.h"
#include "crypto/random.h"

namespace {

using namespace tappay;
using namespace tappay::chip;
using Clock = std::chrono::steady_clock;

struct Figure {
    double median = 0, p99 = 0;
};

bool g_allRight = true;

Figure measure(int times, const std::function<bool()>& call) {
    std::vector<double> taken;
    for (int i = 0; i < times; ++i) {
        const auto start = Clock::now();
        g_allRight = call() && g_allRight;
        taken.push_back(std::chrono::duration<double, std::micro>(Clock::now() - start).count());
    }
    std::ranges::sort(taken);
    return {taken[taken.size() / 2], taken[taken.size() * 99 / 100]};
}

// What `start` gives back is ended outside of the time that is taken.
template <typename Start>
Figure measureStarts(Start start) {
    constexpr int kStarts = 20;
    decltype(start()) started{};
    std::vector<double> taken;
    for (int i = 0; i < kStarts; ++i) {
        started = {};
        const auto begin = Clock::now();
        started = start();
        taken.push_back(std::chrono::duration<double, std::micro>(Clock::now() - begin).count());
        g_allRight = started && g_allRight;
    }
    std::ranges::sort(taken);
    return {taken[taken.size() / 2], taken.back()};
}

void print(const char* name, const Figure& figure, const char* separator = ",") {
    std::printf("    \"%s\": {\"median_us\": %.0f, \"p99_us\": %.0f}%s\n", name, figure.median,
                figure.p99, separator);
}

void printCalls(Chip& chip) {
    constexpr int kMany = 300, kFew = 50;
    const auto factory = chip.factory().value();
    const auto keys = chip.makeKeys().value();
    crypto::SystemRandom random;
    const auto hidden =
        makeCredential(factory.key, keys.attestation.name, keyOf(5), random).value();
    const auto blob = wrapped(keys.storage, keyOf(1));
    const auto peer = crypto::EcPrivateKey::generate(crypto::Curve::P256)->publicKey();
    const auto nonce = nonceOf(1);
    const auto sealed = chip.seal(keyOf(3)).value();

    print("factory", measure(kFew, [&] { return chip.factory().has_value(); }));
    print("makeKeys, all there", measure(kFew, [&] { return chip.makeKeys().has_value(); }));
    print("certify", measure(kMany, [&] {
              return chip.certify(crypto::tpm2::Role::Identity, nonce).has_value();
          }));
    print("activate", measure(kFew, [&] { return chip.activate(hidden).has_value(); }));
    print("identity", measure(kMany, [&] { return chip.identity().has_value(); }));
    print("sign", measure(kMany, [&] { return chip.sign(nonce).has_value(); }));
    const auto ours = chip.makeAgreementKey().value();
    print("makeAgreementKey", measure(kMany, [&] { return chip.makeAgreementKey().has_value(); }));
    print("agree", measure(kMany, [&] { return chip.agree(ours, peer).has_value(); }));
    print("import", measure(kFew, [&] { return chip.import(Slot::A, blob).has_value(); }));
    print("holds", measure(kMany, [&] { return chip.holds(Slot::A).has_value(); }));
    print("derive", measure(kMany, [&] { return chip.derive(Slot::A, nonce).has_value(); }));
    print("seal", measure(kMany, [&] { return chip.seal(keyOf(3)).has_value(); }));
    print("unseal", measure(kMany, [&] { return chip.unseal(sealed).has_value(); }));
    print("count", measure(kFew, [&] { return chip.count().has_value(); }));
    print("attestCounter", measure(kMany, [&] { return chip.attestCounter(nonce).has_value(); }));
    print("clear and makeKeys",
          measure(kFew, [&] { return chip.clear().has_value() && chip.makeKeys().has_value(); }),
          "");
}

std::unique_ptr<virtual_element::Element> startProcess() {
    static TemporaryDirectory directory;
    static int number = 0;
    virtual_element::Request request;
    request.directory = directory.path() / std::to_string(++number);
    auto element = virtual_element::Element::make(request);
    if (!element || !tpm::TpmChip::open({.transport = (*element)->transport()})) return {};
    return std::move(*element);
}

std::unique_ptr<Chip> openAt(Desk& desk) {
    auto chip = desk.open();
    return chip ? std::move(*chip) : nullptr;
}

void printStarts() {
    print("process from an empty directory to its first answer", measureStarts(startProcess));
    std::vector<std::unique_ptr<Desk>> desks;
    print("chip with certificates from an empty directory", measureStarts([&] {
              desks.push_back(std::make_unique<Desk>(Form::Virtual));
              return openAt(*desks.back());
          }));
    print("chip that is made already", measureStarts([&] { return openAt(*desks.front()); }), "");
}

}  // namespace

int main() {
    std::printf("{\n  \"starts\": {\n");
    printStarts();
    Desk desk(Form::Virtual);
    const auto element = virtual_element::VirtualChip::open(desk.request(), desk.maker().papers());
    if (!element) return 1;
    std::printf("  },\n  \"calls\": {\n");
    printCalls(**element);
    const auto covered = tpm::TpmChip::open({.transport = (*element)->element().transport(),
                                             .form = Form::Virtual,
                                             .cover = tpm::Cover::Always});
    if (!covered) return 1;
    std::printf("  },\n  \"calls, enciphered\": {\n");
    printCalls(**covered);
    std::printf("  }\n}\n");
    return g_allRight ? 0 : 1;
}
