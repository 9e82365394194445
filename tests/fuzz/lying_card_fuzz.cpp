#include <cstdlib>

#include "crypto/random.h"
#include "emv/surroundings.h"
#include "fuzz/lying_card.h"
#include "tlv/tlv.h"

// The debit card, inserted, lies to the kernel.
namespace {

using namespace tappay;

constexpr const char* kPan = "6228480012345600014";

bool gaveTc(const Bytes& granted) {
    const auto answer = tlv::parseTemplate(granted, 0x77);
    if (!answer) return false;
    const auto objects = tlv::parse(answer->value);
    const auto cid = objects ? tlv::find(*objects, 0x9F27) : std::nullopt;
    return cid && cid->size() == 1 && ((*cid)[0] & 0xC0) == 0x40;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    static const fuzz::World world = fuzz::makeWorld({"debit"});
    static crypto::SystemRandom systemRandom;
    simulator::VirtualCard virtualCard(world.cards[0], fuzz::experienced(*world.cards[0]),
                                       systemRandom, [](const simulator::CardState&) {});
    virtualCard.reset();
    fuzz::LyingCard card(virtualCard, fuzz::readLies(ByteView(data, size).subspan(1)));
    emv::test::FakeCardholder cardholder;
    fuzz::StrictIssuer issuer(world.keys, (data[0] & 1) == 0);
    const SystemClock clock;
    emv::test::ScriptedRandom random;
    const emv::Transaction sale{.amount = {fuzz::StrictIssuer::kAmount, *currencyByAlpha("CNY")},
                                .forceOnline = (data[0] & 2) != 0};
    const auto outcome =
        emv::run(world.parameters, sale, {card, cardholder, issuer, clock, random, {}});

    if (outcome.decision == emv::Decision::ApprovedOnline && !issuer.approved) std::abort();
    // Without the issuer, only the card's own TC counts, and it is the card it says it is.
    if (outcome.decision == emv::Decision::ApprovedOffline &&
        (!gaveTc(card.granted) || issuer.keptPan != kPan || issuer.approved))
        std::abort();
    return 0;
}
