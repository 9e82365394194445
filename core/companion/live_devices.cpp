// The part of the companion that adds security devices.
#include <algorithm>

#include "companion/live_companion.h"

namespace tappay::companion {

using Stage = AddingView::Stage;

namespace {

using namespace std::chrono_literals;

constexpr auto kToLook = 6s;
constexpr auto kToAdd = 90s;

}  // namespace

std::string_view nameOf(Stage stage) {
    switch (stage) {
        case Stage::None:
            return "none";
        case Stage::Looking:
            return "looking";
        case Stage::Choosing:
            return "choosing";
        case Stage::Connecting:
            return "connecting";
        case Stage::Waiting:
            return "waiting";
        case Stage::Added:
            return "added";
        case Stage::Failed:
            break;
    }
    return "failed";
}

std::string_view nameOf(PairingView::Stage stage) {
    switch (stage) {
        case PairingView::Stage::None:
            return "none";
        case PairingView::Stage::Sending:
            return "sending";
        case PairingView::Stage::Comparing:
            return "comparing";
        case PairingView::Stage::Paired:
            break;
    }
    return "paired";
}

DeviceReach LiveCompanion::reachBy(const Line& line) const {
    return {m_around.devices, line.caller->key(), m_around.makers, m_around.clock};
}

void LiveCompanion::lookForDevices() {
    set([this] {
        m_adding = {};
        m_adding.stage = Stage::Looking;
    });
    add([this](const LinePtr&, const std::stop_token& stop) {
        auto found = m_around.devices.find(Deadline::in(kToLook, stop));
        set([&] {
            if (m_adding.stage != Stage::Looking) return;
            m_adding.stage = found ? Stage::Choosing : Stage::Failed;
            if (found)
                m_adding.found = std::move(*found);
            else
                m_adding.failure = found.error();
        });
    });
}

void LiveCompanion::addDevice(const confirm::FoundDevice& place, const std::string& name,
                              SecretBytes pin) {
    std::stop_source own;
    set([&] {
        m_adding.stage = Stage::Connecting;
        m_adding.failure.reset();
        m_adding.triesLeft.reset();
        m_deviceStop = own;
    });
    const auto kept = std::make_shared<SecretBytes>(std::move(pin));
    add([this, place, name, kept, own](const LinePtr& line, const std::stop_token& stop) {
        auto source = own;
        const std::stop_callback chained(stop, [&source] { source.request_stop(); });
        offerDevice(line, place, name, *kept, source.get_token());
    });
}

void LiveCompanion::offerDevice(const LinePtr& line, const confirm::FoundDevice& place,
                                const std::string& name, const SecretBytes& pin,
                                const std::stop_token& stop) {
    DeviceTalk talk;
    talk.stage = [this](DeviceStage stage) {
        set([&] {
            m_adding.stage = stage == DeviceStage::Looking ? Stage::Connecting : Stage::Waiting;
        });
    };
    talk.sameCode = [&](const std::string& code) { return askSame(code, stop); };
    auto added = [&]() -> Result<KeptDevice> {
        if (!line) return fail(FailureCode::PhoneUnknown, "not paired");
        return line->devices.add(reachBy(*line), place, name, pin, talk,
                                 Deadline::in(kToAdd, stop));
    }();
    if (!added) m_around.log.failure("phone", added.error());
    auto devices = m_store->devices();
    set([&] {
        m_deviceCode.clear();
        if (devices) m_devices = std::move(*devices);
        m_adding.stage = added ? Stage::Added : Stage::Failed;
        if (added) return;
        m_adding.failure = added.error();
        m_adding.triesLeft = triesIn(added.error());
        if (stop.stop_requested()) m_adding = {};
    });
}

bool LiveCompanion::askSame(const std::string& code, const std::stop_token& stop) {
    set([&] {
        m_deviceCode = code;
        m_same.reset();
    });
    bool same = false;
    {
        std::unique_lock lock(m_mutex);
        same = m_wake.wait(lock, stop, [this] { return m_same.has_value(); }) && *m_same;
    }
    set([this] { m_deviceCode.clear(); });
    return same;
}

void LiveCompanion::compared(bool same) {
    set([&] {
        if (!m_deviceCode.empty()) m_same = same;
    });
}

void LiveCompanion::stopAdding() {
    set([this] {
        const bool talking =
            m_adding.stage == Stage::Connecting || m_adding.stage == Stage::Waiting;
        if (talking)
            m_deviceStop.request_stop();
        else
            m_adding = {};
    });
}

void LiveCompanion::forgetDevice(const std::string& id) {
    add([this, id](const LinePtr& line, const std::stop_token&) {
        if (!line) return;
        if (const auto gone = line->devices.forget(id); !gone)
            m_around.log.failure("phone", gone.error());
        auto devices = m_store->devices();
        set([&] {
            if (devices) m_devices = std::move(*devices);
        });
    });
}

}  // namespace tappay::companion
