#include <QFile>
#include <cstdlib>

#include "crypto/random.h"
#include "emv/surroundings.h"
#include "simulator/card/terminal_side.h"
#include "simulator/card/virtual_card.h"
#include "simulator/card/world_files.h"
#include "simulator/network/bank.h"
#include "simulator/network/cryptogram_check.h"
#include "simulator/perso/setup.h"
#include "tlv/tlv.h"

// A real card that lies: it is the virtual debit card with its own keys, but its answers are
// changed on the way to the kernel, one data object at a time. Each change is four octets: which
// answer, which data object of it (counted through all templates), how, and with what.
namespace {

using namespace tappay;

constexpr const char* kPan = "6228480012345600014";  // of the debit card

struct Lie {
    std::uint8_t answer, object, kind, with;
};

// Calls `visit` for each object of a row of objects, outermost first, with where it stands.
template <typename Visit>
void forEachObject(ByteView whole, std::size_t from, const Visit& visit) {
    const auto items = tlv::parse(whole.subspan(from));
    if (!items) return;
    for (const auto& item : *items) {
        const auto start = static_cast<std::size_t>(item.whole.data() - whole.data());
        const auto value = static_cast<std::size_t>(item.value.data() - whole.data());
        visit(start, value, item.value.size());
        if (item.constructed()) forEachObject(whole.first(value + item.value.size()), value, visit);
    }
}

Bytes tell(const Bytes& truth, const Lie& lie) {
    struct Place {
        std::size_t start, value, size;
    };
    std::vector<Place> places;
    forEachObject(truth, 0, [&](std::size_t start, std::size_t value, std::size_t size) {
        places.push_back({start, value, size});
    });
    if (places.empty()) return truth;
    const Place& place = places[lie.object % places.size()];
    Bytes told = truth;
    const auto at = [&](std::size_t position) {
        return told.begin() + static_cast<std::ptrdiff_t>(position);
    };
    switch (lie.kind % 7) {
        case 0:  // another value
            if (place.size > 0) told[place.value + lie.with % place.size] ^= 1 + lie.with / 2;
            break;
        case 1:  // another tag
            told[place.start] ^= lie.with;
            break;
        case 2:  // another length
            told[place.value - 1] = lie.with;
            break;
        case 3:  // all zeros or all ones
            std::fill_n(at(place.value), place.size, (lie.with & 1) != 0 ? 0xFF : 0x00);
            break;
        case 4:  // twice
            told.insert(at(place.value + place.size),
                        truth.begin() + static_cast<std::ptrdiff_t>(place.start),
                        truth.begin() + static_cast<std::ptrdiff_t>(place.value + place.size));
            break;
        case 5:  // not at all
            told.erase(at(place.start), at(place.value + place.size));
            break;
        default:  // cut off
            told.resize(place.value);
    }
    return told;
}

class LyingCard final : public apdu::Card {
public:
    LyingCard(simulator::VirtualCard& card, std::vector<Lie> lies)
        : m_card(card), m_lies(std::move(lies)) {}

    Result<apdu::Response> transmit(const apdu::Command& command) override {
        if (++m_count > 400) std::abort();  // a card can't keep the kernel busy for ever
        auto response = m_card.process(command);
        // GENERATE AC, as the card itself meant it.
        if (command.ins == 0xAE && response.ok()) granted = response.data;
        for (const Lie& lie : m_lies)
            if (lie.answer == m_count) response.data = tell(response.data, lie);
        return response;
    }
    [[nodiscard]] Bytes atr() const override { return m_card.profile().atr; }
    Bytes granted;

private:
    simulator::VirtualCard& m_card;
    std::vector<Lie> m_lies;
    unsigned m_count = 0;
};

// The issuer, which says yes to nothing but a genuine cryptogram over what it is told.
class StrictHost final : public emv::Host {
public:
    explicit StrictHost(const simulator::network::IssuerKeys& keys, bool reachable)
        : m_keys(keys), m_reachable(reachable) {}

    Result<emv::HostAnswer> authorise(emv::HostRequest request) override {
        if (!m_reachable) return fail(FailureCode::HostUnreachable);
        const auto proof = simulator::network::checkCryptogram(m_keys, toText(request.pan.view()),
                                                               request.panSequence.value_or(""),
                                                               request.icc, kAmountN12, "156");
        if (!proof) return emv::HostAnswer{false, "05", {}, {}};
        approved = true;
        const auto answer = simulator::network::answerToCard(*proof, "00", std::nullopt).value();
        const auto items = tlv::parse(answer).value();
        const auto data = tlv::find(items, 0x91).value_or(ByteView{});
        return emv::HostAnswer{true, "00", Bytes(data.begin(), data.end()), {}};
    }
    Result<void> keepOfflineApproval(emv::HostRequest request) override {
        kept = toText(request.pan.view());
        return {};
    }
    static constexpr const char* kAmountN12 = "000000001234";
    bool approved = false;
    std::string kept;

private:
    const simulator::network::IssuerKeys& m_keys;
    bool m_reachable;
};

struct World {
    std::shared_ptr<const simulator::CardProfile> profile;
    emv::Parameters parameters;
    simulator::network::IssuerKeys keys;
};

World makeWorld() {
    const test::TemporaryDirectory directory;
    crypto::SystemRandom random;
    if (!simulator::setUpWorld(directory.path(), random)) std::abort();
    QFile issuers(QString::fromStdString(directory.path("issuers.json")));
    if (!issuers.open(QIODevice::ReadOnly)) std::abort();
    auto bank = simulator::network::parseBank(issuers.readAll()).value();
    World world{std::make_shared<const simulator::CardProfile>(
                    simulator::loadProfile(directory.path("cards/debit.json")).value()),
                test::readParameters(directory.path("parameters.json")),
                std::move(bank.issuers.front())};
    // So that the honest card is asked to approve alone.
    for (auto& application : world.parameters.aids) {
        application.floorLimit = 1'000'000;
        application.randomTarget = application.randomTargetMax = 0;
    }
    return world;
}

// A card with an online transaction behind it does not ask for another one.
simulator::CardState experienced(const simulator::CardProfile& profile) {
    auto state = simulator::freshState(profile);
    for (auto& [aid, application] : state.applications)
        application.lastOnlineAtc = 1;
    for (auto& [aid, application] : state.applications)
        application.atc = 1;
    return state;
}

bool gaveTc(const Bytes& granted) {
    const auto answer = tlv::parseTemplate(granted, 0x77);
    if (!answer) return false;
    const auto objects = tlv::parse(answer->value);
    const auto cid = objects ? tlv::find(*objects, 0x9F27) : std::nullopt;
    return cid && cid->size() == 1 && ((*cid)[0] & 0xC0) == 0x40;
}

std::vector<Lie> readLies(ByteView data) {
    std::vector<Lie> lies;
    for (; data.size() >= 4 && lies.size() < 8; data = data.subspan(4))
        lies.push_back({static_cast<std::uint8_t>(data[0] % 24), data[1], data[2], data[3]});
    return lies;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    static const World world = makeWorld();
    static crypto::SystemRandom systemRandom;
    simulator::VirtualCard virtualCard(world.profile, experienced(*world.profile), systemRandom,
                                       [](const simulator::CardState&) {});
    virtualCard.reset();
    LyingCard card(virtualCard, readLies(ByteView(data, size).subspan(1)));
    emv::test::FakeCardholder cardholder;
    StrictHost host(world.keys, (data[0] & 1) == 0);
    const SystemClock clock;
    emv::test::ScriptedRandom random;
    const emv::Transaction sale{.amount = {1234, *currencyByAlpha("CNY")},
                                .forceOnline = (data[0] & 2) != 0};
    const auto outcome =
        emv::run(world.parameters, sale, {card, cardholder, host, clock, random, {}});

    if (outcome.decision == emv::Decision::ApprovedOnline && !host.approved) std::abort();
    // Without the issuer, only the card's own TC counts, and it is the card it says it is.
    if (outcome.decision == emv::Decision::ApprovedOffline &&
        (!gaveTc(card.granted) || host.kept != kPan || host.approved))
        std::abort();
    return 0;
}
