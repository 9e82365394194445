#include "fuzz/lying_card.h"

#include <QFile>
#include <cstdlib>

#include "crypto/random.h"
#include "simulator/card/terminal_side.h"
#include "simulator/card/world_files.h"
#include "simulator/network/cryptogram_check.h"
#include "simulator/perso/setup.h"
#include "tlv/tlv.h"

namespace tappay::fuzz {

namespace {

constexpr const char* kAmountN12 = "000000001234";

enum Kind : std::uint8_t {
    kValue,
    kTag,
    kLength,
    kZerosOrOnes,
    kTwice,
    kNotAtAll,
    kCutOff,
    kGoneBefore,  // the command doesn't reach the card
    kGoneAfter,   // the answer doesn't reach the terminal
    kStatus,
    kKinds
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
    switch (lie.kind) {
        case kValue:
            if (place.size > 0) told[place.value + lie.with % place.size] ^= 1 + lie.with / 2;
            break;
        case kTag:
            told[place.start] ^= lie.with;
            break;
        case kLength:
            told[place.value - 1] = lie.with;
            break;
        case kZerosOrOnes:
            std::fill_n(at(place.value), place.size, (lie.with & 1) != 0 ? 0xFF : 0x00);
            break;
        case kTwice:
            told.insert(at(place.value + place.size),
                        truth.begin() + static_cast<std::ptrdiff_t>(place.start),
                        truth.begin() + static_cast<std::ptrdiff_t>(place.value + place.size));
            break;
        case kNotAtAll:
            told.erase(at(place.start), at(place.value + place.size));
            break;
        default:
            told.resize(place.value);
    }
    return told;
}

// 60 to 6F and a digit, or as if all were well.
std::uint16_t statusWord(std::uint8_t with) {
    if (with == 0xFF) return 0x9000;
    return static_cast<std::uint16_t>((0x60 | with >> 4) << 8 | (with & 0x0F));
}

}  // namespace

std::vector<Lie> readLies(ByteView data) {
    std::vector<Lie> lies;
    for (; data.size() >= 4 && lies.size() < 8; data = data.subspan(4))
        lies.push_back({static_cast<std::uint8_t>(data[0] % 24), data[1],
                        static_cast<std::uint8_t>(data[2] % kKinds), data[3]});
    return lies;
}

Result<apdu::Response> LyingCard::transmit(const apdu::Command& command) {
    if (++m_count > 400) std::abort();  // a card can't keep the kernel busy for ever
    const auto gone = [&](Kind kind) {
        return std::ranges::any_of(
            m_lies, [&](const Lie& lie) { return lie.answer == m_count && lie.kind == kind; });
    };
    if (gone(kGoneBefore)) return fail(FailureCode::CardRemoved);
    auto response = m_card.process(command);
    if (command.ins == 0xA8 && response.ok()) options = response.data;
    if (command.ins == 0xAE && response.ok()) granted = response.data;
    if (gone(kGoneAfter)) return fail(FailureCode::CardRemoved);
    for (const Lie& lie : m_lies) {
        if (lie.answer != m_count) continue;
        if (lie.kind == kStatus)
            response.sw = statusWord(lie.with);
        else
            response.data = tell(response.data, lie);
    }
    return response;
}

Result<emv::HostAnswer> StrictIssuer::authorise(emv::HostRequest request) {
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

World makeWorld(std::initializer_list<const char*> cards) {
    const test::TemporaryDirectory directory;
    crypto::SystemRandom random;
    if (!simulator::setUpWorld(directory.path(), random)) std::abort();
    QFile issuers(QString::fromStdString(directory.path("issuers.json")));
    if (!issuers.open(QIODevice::ReadOnly)) std::abort();
    auto bank = simulator::network::parseBank(issuers.readAll()).value();
    World world{{},
                test::readParameters(directory.path("parameters.json")),
                std::move(bank.issuers.front())};
    for (const std::string name : cards)
        world.cards.push_back(std::make_shared<const simulator::CardProfile>(
            simulator::loadProfile(directory.path("cards/" + name + ".json")).value()));
    // So that the honest card is asked to approve alone.
    for (auto& application : world.parameters.aids) {
        application.floorLimit = 1'000'000;
        application.randomTarget = application.randomTargetMax = 0;
    }
    return world;
}

simulator::CardState experienced(const simulator::CardProfile& profile) {
    auto state = simulator::freshState(profile);
    for (auto& [aid, application] : state.applications)
        application.lastOnlineAtc = 1;
    for (auto& [aid, application] : state.applications)
        application.atc = 1;
    return state;
}

}  // namespace tappay::fuzz
