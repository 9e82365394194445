#include "simulator/device/display.h"

#include <algorithm>

#include "simulator/device/piv_objects.h"

namespace tappay::simulator::device {

namespace {

constexpr std::size_t kRemembered = 32;
constexpr std::uint16_t kDone = 0x9000, kUnreadable = 0x6A80, kUsed = 0x6A89, kUnknown = 0x6A88,
                        kNotNow = 0x6985, kPinWanted = 0x6982, kMemoryFailure = 0x6581;

}  // namespace

Display::Known* Display::find(ByteView id) {
    const auto found = std::ranges::find_if(
        m_known, [&](const Known& it) { return std::ranges::equal(it.id, id); });
    return found == m_known.end() ? nullptr : &*found;
}

const Display::Known* Display::waiting() const {
    const auto found = std::ranges::find(m_known, Known::State::Waiting, &Known::state);
    return found == m_known.end() ? nullptr : &*found;
}

std::string Display::shown() const {
    const auto* request = waiting();
    return request == nullptr ? std::string() : request->text;
}

std::uint16_t Display::propose(ByteView octets, bool mayShow) {
    const auto request = readRequest(octets);
    if (!request) return kUnreadable;
    if (const auto* known = find(request->id))
        return std::ranges::equal(known->octets, octets) ? kDone : kUsed;
    if (waiting() != nullptr) return kNotNow;
    if (!mayShow) return kPinWanted;
    if (m_known.size() == kRemembered) m_known.erase(m_known.begin());
    m_known.push_back({request->id,
                       Bytes(octets.begin(), octets.end()),
                       request->text,
                       Known::State::Waiting,
                       {}});
    m_asked = 0;
    return kDone;
}

apdu::Response Display::result(ByteView id, const Script& script, const DeviceKey& key) {
    auto* request = find(id);
    if (request == nullptr) return {{}, kUnknown};
    if (request->state == Known::State::Waiting && !press(*request, script, key))
        return {{}, kMemoryFailure};
    switch (request->state) {
        case Known::State::Waiting:
            return {{}, 0x9100};
        case Known::State::Signed:
            return {tlv({0x82}, request->signature), kDone};
        case Known::State::Refused:
            return {{}, kNotNow};
        case Known::State::Withdrawn:
            break;
    }
    return {{}, 0x6401};
}

bool Display::press(Known& request, const Script& script, const DeviceKey& key) {
    if (script.button == Script::Button::Nothing || m_asked++ < script.pollsBefore) return true;
    const bool refuses = script.button == Script::Button::Refuse;
    if (!refuses) {
        auto octets = request.octets;
        if (script.fault == Script::Fault::OtherOctets) octets.back() ^= 0x01;
        auto signature = key.sign(octets);
        if (!signature) return true;
        request.signature = std::move(*signature);
    }
    request.state = refuses ? Known::State::Refused : Known::State::Signed;
    // Before anybody hears of it.
    if (!m_memory.save(m_known)) {
        request.state = Known::State::Waiting;
        return false;
    }
    m_signatures += refuses ? 0 : 1;
    return true;
}

std::uint16_t Display::withdraw(ByteView id) {
    auto* request = find(id);
    if (request == nullptr) return kUnknown;
    if (request->state == Known::State::Waiting) {
        request->state = Known::State::Withdrawn;
        if (!m_memory.save(m_known)) return kMemoryFailure;
    }
    return kDone;
}

void Display::reset() {
    std::erase_if(m_known, [](const Known& it) { return it.state == Known::State::Waiting; });
}

}  // namespace tappay::simulator::device
