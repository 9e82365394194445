#include "backend/confirm/devices.h"

#include <algorithm>

#include "backend/confirm/device_signature.h"
#include "base/uuid.h"
#include "crypto/hash.h"

namespace tappay::backend {

using protocol::DeviceStanding;
using protocol::DeviceWish;

namespace {

constexpr std::int64_t kChallengeLife = 300'000;  // milliseconds
constexpr std::size_t kMostChallenges = 1024, kLongestChain = 4;

std::string fingerprint(ByteView certificate) {
    auto text = toHex(crypto::sha256(certificate));
    for (char& c : text)
        if (c >= 'A' && c <= 'F') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

protocol::SecurityDevice shown(const DeviceRow& device) {
    return {device.id,
            device.name,
            device.form,
            fingerprint(device.certificate),
            timeText(device.since),
            device.standing};
}

std::unexpected<Failure> notTrusted(std::string why) {
    return fail(FailureCode::DeviceNotTrusted, std::move(why));
}

}  // namespace

Result<std::string> Devices::challenge(Turn& turn, const PhoneMessage& message) {
    TAPPAY_TRY(question, protocol::decodeDeviceChallengeQuestion(message.payload));
    std::erase_if(m_challenges, [&](const auto& one) { return one.second.expires <= turn.now; });
    if (m_challenges.size() >= kMostChallenges)
        return fail(FailureCode::Busy, "too many devices are being registered");
    Challenge made{Bytes(protocol::kDeviceChallenge), turn.now + kChallengeLife};
    m_random.fill(made.octets);
    const auto& kept = m_challenges[message.from.id] = std::move(made);
    return protocol::encode(protocol::DeviceChallenge{message.from.id, kept.octets,
                                                      timeText(kept.expires), timeText(turn.now),
                                                      question.from.time});
}

Result<std::string> Devices::offer(Turn& turn, const PhoneMessage& message) {
    TAPPAY_TRY(offer, protocol::decodeDeviceOffer(message.payload));
    TAPPAY_TRY(device, made(turn, message, offer));
    return protocol::encode(protocol::DeviceOffered{message.from.id, shown(device),
                                                    timeText(turn.now), offer.from.time});
}

Result<DeviceRow> Devices::made(Turn& turn, const PhoneMessage& message,
                                const protocol::DeviceOffer& offer) {
    DeviceRecords devices(turn.records.database());
    TAPPAY_TRY(others, devices.of(message.from.holder));
    const auto known =
        std::ranges::find(others, offer.certificates.front(), &DeviceRow::certificate);
    if (message.again && known != others.end()) return *known;
    const auto challenge = m_challenges.find(message.from.id);
    if (challenge == m_challenges.end() || challenge->second.expires <= turn.now ||
        !equalConstantTime(challenge->second.octets, offer.challenge))
        return notTrusted("no such challenge, or it was used");
    m_challenges.erase(challenge);
    crypto::ChainRules rules;
    rules.at = std::chrono::floor<std::chrono::seconds>(m_clock.now());
    rules.longest = kLongestChain;
    const auto certified =
        crypto::verifyChain(offer.certificates, m_config.deviceAuthorities, rules);
    if (!certified) return notTrusted(certified.error().detail);
    if (!verifyDeviceSignature(certified->key, protocol::deviceStatement(offer.challenge),
                               offer.signature))
        return notTrusted("the signature is not the device's");
    // One that was revoked is offered like a new one, for the computer to agree to.
    if (known != others.end() && known->standing != DeviceStanding::Revoked) return *known;
    DeviceRow device;
    device.id = makeUuidV7(m_clock, m_random);
    device.holder = message.from.holder;
    device.name = offer.name;
    device.form = offer.form;
    device.certificate = offer.certificates.front();
    device.since = turn.now;
    TAPPAY_CHECK(devices.insert(device));
    return device;
}

Result<std::string> Devices::ask(Turn& turn, const EnrolledTerminal& from,
                                 const protocol::DeviceQuestion& question) const {
    TAPPAY_TRY(holder, holderOf(turn.records, from, question.holder));
    if (question.wish != DeviceWish::List) TAPPAY_CHECK(change(turn, holder, question));
    TAPPAY_TRY(all, DeviceRecords(turn.records.database()).of(holder));
    protocol::SecurityDevices devices{
        from.terminalId, question.holder, {}, timeText(turn.now), question.time};
    for (const auto& device : all)
        devices.devices.push_back(shown(device));
    return protocol::encode(devices);
}

Result<void> Devices::change(Turn& turn, const Holder& holder,
                             const protocol::DeviceQuestion& question) const {
    DeviceRecords devices(turn.records.database());
    TAPPAY_TRY(found, devices.find(question.device));
    if (!found || found->holder != holder) return fail(FailureCode::NotFound, "no such device");
    if (question.wish == DeviceWish::Revoke) {
        found->standing = DeviceStanding::Revoked;
        return devices.setStanding(*found);
    }
    if (found->standing == DeviceStanding::Registered) return {};
    if (found->standing == DeviceStanding::Revoked)
        return fail(FailureCode::TooLate, "the device was revoked");
    TAPPAY_TRY(all, devices.of(holder));
    if (std::cmp_greater_equal(
            std::ranges::count(all, DeviceStanding::Registered, &DeviceRow::standing),
            protocol::kMostDevices))
        return fail(FailureCode::Busy, "too many devices are registered");
    found->standing = DeviceStanding::Registered;
    return devices.setStanding(*found);
}

}  // namespace tappay::backend
