#include "companion/device_signing.h"

#include <algorithm>
#include <charconv>

#include "confirm/display_device.h"
#include "confirm/pause.h"

namespace tappay::companion {

using protocol::ConfirmationReason;

namespace {

using namespace std::chrono_literals;

constexpr auto kBetweenLooks = 300ms;
constexpr auto kConnect = 15s;

// Where it was when it was added comes first, then the same way.
void sortByPlace(std::vector<confirm::FoundDevice>& found, const confirm::FoundDevice& place) {
    std::ranges::sort(found, [&](const auto& one, const auto& other) {
        const auto rank = [&](const confirm::FoundDevice& at) {
            if (at.way != place.way) return 2;
            return at.address == place.address ? 0 : 1;
        };
        return std::pair(rank(one), one.address) < std::pair(rank(other), other.address);
    });
}

// Whether another place is worth a look after this.
bool isElsewhere(FailureCode failure) {
    switch (failure) {
        case FailureCode::DeviceWrong:
        case FailureCode::DeviceNotTrusted:
        case FailureCode::DeviceUnsupported:
        case FailureCode::DeviceRemoved:
        case FailureCode::ReaderBusy:
        case FailureCode::ReaderMissing:
        case FailureCode::CardDataMalformed:
        case FailureCode::CardUnresponsive:
        case FailureCode::CardRemoved:
            return true;
        default:
            return false;
    }
}

Result<std::unique_ptr<apdu::Card>> tryAt(const DeviceReach& with,
                                          const confirm::FoundDevice& place,
                                          const KeptDevice& device, const DeviceTalk& talk,
                                          const Deadline& deadline) {
    const confirm::DeviceKeys keys{
        &with.key,
        {with.makers, std::chrono::floor<std::chrono::seconds>(with.clock.now()),
         device.certificate},
        talk.sameCode};
    auto limit = deadline;
    limit.at = std::min(deadline.at, std::chrono::steady_clock::now() + kConnect);
    TAPPAY_TRY(card, with.finder.connect(place, keys, limit));
    TAPPAY_TRY(piv, confirm::PivDevice::open(*card));
    TAPPAY_CHECK(piv.checkRegistered(device.certificate));
    return card;
}

}  // namespace

Result<std::unique_ptr<apdu::Card>> reach(const DeviceReach& with, const KeptDevice& device,
                                          const DeviceTalk& talk, const Deadline& deadline) {
    if (talk.stage) talk.stage(DeviceStage::Looking);
    do {
        // A reader is there or not; what is on the air has to be heard of first.
        if (device.place.way == confirm::DeviceWay::Reader) {
            auto card = tryAt(with, device.place, device, talk, deadline);
            if (card || !isElsewhere(card.error().code)) return card;
        }
        TAPPAY_TRY(found, with.finder.find(deadline));
        sortByPlace(found, device.place);
        bool others = false;
        for (const auto& place : found) {
            auto card = tryAt(with, place, device, talk, deadline);
            if (card || !isElsewhere(card.error().code)) return card;
            others = others || card.error().code == FailureCode::DeviceWrong;
        }
        if (others) return fail(FailureCode::DeviceWrong, "another device is there");
    } while (confirm::pause(kBetweenLooks, deadline));
    return fail(deadline.cancelled() ? FailureCode::Cancelled : FailureCode::DeviceTimeout,
                "the device was not found");
}

Result<confirm::DeviceSignature> signOver(apdu::Card& card, const KeptDevice& device,
                                          ByteView request, const SecretBytes& pin,
                                          const DeviceTalk& talk, const Deadline& deadline) {
    const auto waiting = [&] {
        if (talk.stage) talk.stage(DeviceStage::Waiting);
    };
    auto display = confirm::DisplayDevice::open(card);
    if (!display && display.error().code != FailureCode::DeviceUnsupported)
        return std::unexpected(std::move(display).error());
    if (talk.beforeAsking) TAPPAY_CHECK(talk.beforeAsking());
    if (display) return display->confirm(request, pin, device.certificate, deadline, waiting);
    TAPPAY_TRY(piv, confirm::PivDevice::open(card));
    waiting();
    return piv.sign(request, pin, device.certificate);
}

std::optional<ConfirmationReason> endAfter(FailureCode failure) {
    switch (failure) {
        case FailureCode::DeviceUnsupported:
        case FailureCode::KeyReused:
            return ConfirmationReason::DeviceLacksFeature;
        case FailureCode::DeviceRefused:
            return ConfirmationReason::DeviceRefused;
        case FailureCode::DevicePinBlocked:
            return ConfirmationReason::DeviceBlocked;
        default:
            return std::nullopt;
    }
}

ConfirmationReason endWhenGivenUp(FailureCode failure) {
    return endAfter(failure).value_or(ConfirmationReason::DeviceLost);
}

bool mayHaveSigned(FailureCode failure) {
    switch (failure) {
        case FailureCode::DeviceRemoved:
        case FailureCode::DeviceTimeout:
        case FailureCode::CardDataMalformed:
            return true;
        default:
            return false;
    }
}

std::optional<unsigned> triesIn(const Failure& failure) {
    if (failure.code != FailureCode::DevicePinWrong) return std::nullopt;
    unsigned tries = 0;
    const auto* begin = failure.detail.data();
    const auto read = std::from_chars(begin, begin + failure.detail.size(), tries);
    return read.ec == std::errc() ? std::optional(tries) : std::nullopt;
}

}  // namespace tappay::companion
