// The part of the companion in which a person decides about a confirmation.
#include <algorithm>

#include "companion/live_companion.h"

namespace tappay::companion {

using Stage = CurrentConfirmation::Stage;

namespace {

using namespace std::chrono_literals;

constexpr auto kToTell = 10s;
// How long a device is waited for: as long as the confirmation lives by this phone's clock, which
// may be wrong.
constexpr std::chrono::seconds kLeast{20}, kMost{120};
// What expired so long ago has ended, though nobody has told.
constexpr std::chrono::minutes kStale{10};

bool isBusy(Stage stage) {
    return stage == Stage::Looking || stage == Stage::Waiting || stage == Stage::Sending;
}

bool mixed(const protocol::ConfirmationRequest& request) {
    return protocol::mixedScripts(request.payee) || protocol::mixedScripts(request.order);
}

}  // namespace

std::string_view nameOf(Stage stage) {
    switch (stage) {
        case Stage::Shown:
            return "shown";
        case Stage::Looking:
            return "looking";
        case Stage::Waiting:
            return "waiting";
        case Stage::Sending:
            return "sending";
        case Stage::Trouble:
            return "trouble";
        case Stage::Signed:
            return "signed";
        case Stage::Done:
            break;
    }
    return "done";
}

// With m_mutex held, as the three below.
void LiveCompanion::choose() {
    if (!m_current.empty() && m_inbox.find(m_current)) return;
    m_current.clear();
    m_talk = {};
    const auto now = m_around.clock.now();
    for (const auto& entry : m_inbox.entries()) {
        if (protocol::isEnd(entry.told.state) || entry.request.expires + kStale < now) continue;
        m_current = entry.told.id;
        return;
    }
}

bool LiveCompanion::isCurrent(const std::string& id) const {
    return !id.empty() && id == m_current;
}

std::optional<CurrentConfirmation> LiveCompanion::current() const {
    auto entry = m_current.empty() ? std::nullopt : m_inbox.find(m_current);
    if (!entry) return std::nullopt;
    CurrentConfirmation now;
    now.code = protocol::confirmationCode(entry->told.request);
    now.mixed = mixed(entry->request);
    now.stage = m_talk.stage;
    if (!entry->signature.empty() && !isBusy(now.stage)) now.stage = Stage::Sending;
    if (entry->told.state == State::Signed) now.stage = Stage::Signed;
    if (protocol::isEnd(entry->told.state)) now.stage = Stage::Done;
    now.device = m_talk.device;
    now.failure = m_talk.failure;
    now.triesLeft = m_talk.triesLeft;
    now.entry = std::move(*entry);
    return now;
}

void LiveCompanion::look(const std::string& id) {
    {
        const std::scoped_lock lock(m_mutex);
        if (!isCurrent(id) || !m_looked.insert(id).second) return;
    }
    open(id);
}

void LiveCompanion::open(const std::string& id) {
    add([this, id](const LinePtr& line, const std::stop_token& stop) {
        const auto entry = m_inbox.find(id);
        if (!line || !entry || entry->told.state >= State::Opened) return;
        if (const auto told = line->steps.opened(id, Deadline::in(kToTell, stop)); !told)
            m_around.log.failure("phone", told.error());
        changed();
    });
}

void LiveCompanion::confirm(const std::string& id, const std::string& device, SecretBytes pin) {
    std::stop_source stopDevice;
    bool begun = false;
    set([&] {
        const auto now = current();
        const auto known = std::ranges::find(m_devices, device, &KeptDevice::id);
        if (!isCurrent(id) || !now || known == m_devices.end()) return;
        if (now->stage != Stage::Shown && now->stage != Stage::Trouble) return;
        m_deviceStop.request_stop();  // of one that is being added
        m_deviceStop = stopDevice;
        m_talk = {Stage::Looking, known->name, {}, {}};
        begun = true;
    });
    if (!begun) return;
    const auto kept = std::make_shared<SecretBytes>(std::move(pin));
    add([this, id, device, kept, stopDevice](const LinePtr& line, const std::stop_token& stop) {
        auto own = stopDevice;
        const std::stop_callback chained(stop, [&own] { own.request_stop(); });
        std::optional<KeptDevice> known;
        {
            const std::scoped_lock lock(m_mutex);
            const auto found = std::ranges::find(m_devices, device, &KeptDevice::id);
            if (found != m_devices.end()) known = *found;
        }
        if (line && known) sign(line, id, *known, *kept, own.get_token());
    });
}

void LiveCompanion::sign(const LinePtr& line, const std::string& id, const KeptDevice& device,
                         const SecretBytes& pin, const std::stop_token& stop) {
    const auto entry = m_inbox.find(id);
    if (!entry) return;
    const auto left = std::chrono::duration_cast<std::chrono::seconds>(entry->request.expires -
                                                                       m_around.clock.now());
    DeviceTalk talk;
    talk.stage = [&](DeviceStage stage) {
        set([&] {
            if (!isCurrent(id)) return;
            m_talk.stage = stage == DeviceStage::Looking ? Stage::Looking : Stage::Waiting;
        });
    };
    talk.sameCode = [&](const std::string& code) { return askSame(code, stop); };
    finish(id, line->signing.sign(reachBy(*line), id, device, pin, talk,
                                  Deadline::in(std::clamp(left, kLeast, kMost), stop)));
}

void LiveCompanion::finish(const std::string& id, const SigningEnd& ended) {
    if (ended.failure) m_around.log.failure("phone", *ended.failure);
    auto devices = m_store->devices();
    set([&] {
        if (devices) m_devices = std::move(*devices);
        m_deviceCode.clear();
        if (!isCurrent(id)) return;
        m_talk.failure = ended.failure;
        m_talk.triesLeft = ended.failure ? triesIn(*ended.failure) : std::nullopt;
        m_talk.stage = Stage::Shown;
        if (!ended.failure) return;
        switch (ended.failure->code) {
            case FailureCode::DeviceRemoved:
            case FailureCode::DeviceTimeout:
            case FailureCode::DeviceWrong:
            case FailureCode::CardDataMalformed:
            case FailureCode::ReaderBusy:
            case FailureCode::ReaderServiceDown:
            case FailureCode::Busy:
                m_talk.stage = Stage::Trouble;
                break;
            case FailureCode::Cancelled:  // by the person, who decides now
                m_talk.failure.reset();
                break;
            default:
                break;
        }
    });
}

// Signatures that are kept, once the back end can be reached again.
void LiveCompanion::deliverDue() {
    {
        const std::scoped_lock lock(m_mutex);
        if (m_delivering || !m_reachable) return;
        m_delivering = true;
    }
    add([this](const LinePtr& line, const std::stop_token& stop) {
        for (const auto& entry : m_inbox.entries()) {
            if (!line || entry.signature.empty() || entry.told.state >= State::Signed) continue;
            finish(entry.told.id,
                   line->signing.deliver(entry.told.id, Deadline::in(kToTell, stop)));
        }
        const std::scoped_lock lock(m_mutex);
        m_delivering = false;
    });
}

void LiveCompanion::decide(const std::string& id,
                           std::function<Result<State>(Line&, const Deadline&)> tell) {
    bool begun = false;
    set([&] {
        const auto now = current();
        if (!isCurrent(id) || !now || now->stage == Stage::Signed || now->stage == Stage::Done)
            return;
        m_deviceStop.request_stop();
        m_talk.stage = Stage::Sending;
        m_talk.failure.reset();
        begun = true;
    });
    if (!begun) return;
    add([this, id, tell](const LinePtr& line, const std::stop_token& stop) {
        if (!line) return;
        set([&] {
            if (isCurrent(id)) m_talk.stage = Stage::Sending;
        });
        const auto told = tell(*line, Deadline::in(kToTell, stop));
        finish(id, told ? SigningEnd{*told} : SigningEnd{{}, told.error()});
    });
}

void LiveCompanion::refuse(const std::string& id, protocol::ConfirmationReason reason) {
    decide(id, [id, reason](Line& line, const Deadline& deadline) {
        return line.steps.refused(id, reason, deadline);
    });
}

void LiveCompanion::report(const std::string& id) {
    decide(id, [id](Line& line, const Deadline& deadline) {
        return line.steps.reported(id, deadline);
    });
}

void LiveCompanion::giveUp(const std::string& id) {
    FailureCode after = FailureCode::DeviceRemoved;
    {
        const std::scoped_lock lock(m_mutex);
        if (m_talk.failure) after = m_talk.failure->code;
    }
    decide(id, [id, after](Line& line, const Deadline& deadline) -> Result<State> {
        const auto ended = line.signing.giveUp(id, after, deadline);
        if (!ended.state) return std::unexpected(ended.failure.value_or(Failure{}));
        return *ended.state;
    });
}

void LiveCompanion::stopDevice(const std::string& id) {
    set([&] {
        if (isCurrent(id)) m_deviceStop.request_stop();
    });
}

void LiveCompanion::putAway(const std::string& id) {
    set([&] {
        const auto now = current();
        if (!isCurrent(id) || !now || now->stage != Stage::Done) return;
        m_looked.erase(m_current);
        m_current.clear();
        m_talk = {};
        choose();
    });
}

}  // namespace tappay::companion
