#include "terminal/confirm/device_keeper.h"

#include "terminal/confirm/holder_questions.h"

namespace tappay::terminal {

using protocol::DeviceWish;
using protocol::HolderKind;

namespace {

constexpr std::chrono::seconds kAnswerTime{15};

std::size_t placeOf(HolderKind holder) {
    return holder == HolderKind::Shop ? 1 : 0;
}

protocol::DeviceQuestion questionFor(HolderKind holder, DeviceWish wish,
                                     const std::string& device = {}) {
    protocol::DeviceQuestion question;
    question.holder = holder;
    question.wish = wish;
    question.device = device;
    return question;
}

}  // namespace

DeviceKeeper::Known& DeviceKeeper::at(HolderKind holder) {
    return m_known.at(placeOf(holder));
}

// What was told to another terminal than this one is now is nobody's business any more.
DevicesStatus DeviceKeeper::devices(HolderKind holder) const {
    const auto identity = m_world.standing.identity();
    const std::scoped_lock lock(m_mutex);
    const auto& known = m_known.at(placeOf(holder));
    DevicesStatus status = known.status;
    status.holder = holder;
    if (!identity || identity->keyId != known.keyId) {
        status.devices.clear();
        status.asked.reset();
    }
    return status;
}

Result<void> DeviceKeeper::refresh(HolderKind holder) {
    return begin(questionFor(holder, DeviceWish::List));
}

Result<void> DeviceKeeper::accept(HolderKind holder, const std::string& device) {
    return begin(questionFor(holder, DeviceWish::Accept, device));
}

Result<void> DeviceKeeper::revoke(HolderKind holder, const std::string& device) {
    return begin(questionFor(holder, DeviceWish::Revoke, device));
}

Result<void> DeviceKeeper::begin(protocol::DeviceQuestion question) {
    if (auto trouble = m_world.standing.trouble()) return std::unexpected(std::move(*trouble));
    auto identity = m_world.standing.identity();
    if (!identity) return fail(FailureCode::NotEnrolled, "no terminal yet");
    {
        const std::scoped_lock lock(m_mutex);
        auto& status = at(question.holder).status;
        if (status.asking) return fail(FailureCode::Busy, "another step");
        status.asking = true;
        status.failure.reset();
    }
    change(question.holder, [](Known&) {});
    m_worker.add([this, who = std::move(*identity), what = std::move(question)](
                     const std::stop_token& stop) { ask(who, what, stop); });
    return {};
}

void DeviceKeeper::ask(const link::TerminalIdentity& identity,
                       const protocol::DeviceQuestion& question, const std::stop_token& stop) {
    const OnboardingTools tools{m_world.backEnd, m_world.chip, m_world.clock};
    auto answer = askAboutDevices(tools, identity, question, Deadline::in(kAnswerTime, stop));
    if (!answer) {
        m_world.log.failure("devices", answer.error());
        m_world.standing.refused(answer.error());
    }
    change(question.holder, [&](Known& known) {
        known.status.asking = false;
        if (!answer) {
            known.status.failure = answer.error();
            return;
        }
        known.status.devices = std::move(answer->devices);
        known.status.asked = m_world.clock.now();
        known.keyId = identity.keyId;
    });
}

void DeviceKeeper::change(HolderKind holder, const std::function<void(Known&)>& how) {
    const std::scoped_lock telling(m_telling);
    {
        const std::scoped_lock lock(m_mutex);
        how(at(holder));
    }
    if (m_listener) m_listener(holder);
}

void DeviceKeeper::onDevices(std::function<void(HolderKind)> listener) {
    const std::scoped_lock telling(m_telling);
    m_listener = std::move(listener);
}

}  // namespace tappay::terminal
