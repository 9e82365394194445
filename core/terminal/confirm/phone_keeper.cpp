#include "terminal/confirm/phone_keeper.h"

#include <QtCore/QUrl>

#include "base/uuid.h"
#include "terminal/confirm/holder_questions.h"

namespace tappay::terminal {

using protocol::HolderKind;
using protocol::PhoneWish;

namespace {

constexpr std::chrono::seconds kAnswerTime{15}, kRefusalTime{5};
constexpr int kHttpsPort = 443;

std::size_t placeOf(HolderKind holder) {
    return holder == HolderKind::Shop ? 1 : 0;
}

protocol::PhoneQuestion questionFor(HolderKind holder, PhoneWish wish,
                                    const std::string& phone = {}, const std::string& name = {}) {
    protocol::PhoneQuestion question;
    question.holder = holder;
    question.wish = wish;
    question.phone = phone;
    question.name = name;
    return question;
}

}  // namespace

std::string addressOf(const std::string& url) {
    const QUrl parsed(QString::fromStdString(url));
    const auto port = std::to_string(parsed.port(kHttpsPort));
    const auto host = parsed.host(QUrl::FullyEncoded).toStdString();
    // An address of IPv6 stands in brackets.
    return (host.find(':') == std::string::npos ? host : "[" + host + "]") + ":" + port;
}

PhoneKeeper::PhoneKeeper(World world, std::string backEnd)
    : m_world(world),
      m_pairing({world.backEnd, world.chip, world.clock}, world.random, std::move(backEnd)) {}

PhoneKeeper::Known& PhoneKeeper::at(HolderKind holder) {
    return m_known.at(placeOf(holder));
}

// What was told to another terminal than this one is now is nobody's business any more.
PhonesStatus PhoneKeeper::phones(HolderKind holder) const {
    const auto identity = m_world.standing.identity();
    const std::scoped_lock lock(m_mutex);
    const auto& known = m_known.at(placeOf(holder));
    PhonesStatus status;
    status.holder = holder;
    if (identity && identity->keyId == known.keyId) {
        status.phones = known.phones;
        status.asked = known.asked;
    }
    status.failure = known.failure;
    if (m_stepFor == holder) status.step = m_step;
    if (m_pairingFor == holder) status.pairing = m_shown;
    return status;
}

Result<void> PhoneKeeper::refresh(HolderKind holder) {
    return begin(questionFor(holder, PhoneWish::List));
}

Result<void> PhoneKeeper::rename(HolderKind holder, const std::string& phone,
                                 const std::string& name) {
    if (!protocol::isPhoneName(name)) return fail(FailureCode::InputMalformed, "name");
    return begin(questionFor(holder, PhoneWish::Rename, phone, name));
}

Result<void> PhoneKeeper::revoke(HolderKind holder, const std::string& phone) {
    return begin(questionFor(holder, PhoneWish::Revoke, phone));
}

Result<link::TerminalIdentity> PhoneKeeper::ready() const {
    if (auto trouble = m_world.standing.trouble()) return std::unexpected(std::move(*trouble));
    auto identity = m_world.standing.identity();
    if (!identity) return fail(FailureCode::NotEnrolled, "no terminal yet");
    return std::move(*identity);
}

Result<void> PhoneKeeper::begin(protocol::PhoneQuestion question) {
    TAPPAY_TRY(identity, ready());
    const auto holder = question.holder;
    {
        const std::scoped_lock lock(m_mutex);
        if (m_step != PhonesStep::Idle) return fail(FailureCode::Busy, "another step");
        m_step = PhonesStep::Asking;
        m_stepFor = holder;
    }
    change(holder, [&] { at(holder).failure.reset(); });
    m_worker.add([this, who = std::move(identity), what = std::move(question)](
                     const std::stop_token& stop) { ask(who, what, stop); });
    return {};
}

void PhoneKeeper::ask(const link::TerminalIdentity& identity,
                      const protocol::PhoneQuestion& question, const std::stop_token& stop) {
    const OnboardingTools tools{m_world.backEnd, m_world.chip, m_world.clock};
    auto answer = askAboutPhones(tools, identity, question, Deadline::in(kAnswerTime, stop));
    if (!answer) {
        m_world.log.failure("phones", answer.error());
        m_world.standing.refused(answer.error());
    }
    change(question.holder, [&] {
        auto& known = at(question.holder);
        if (m_step == PhonesStep::Asking) m_step = PhonesStep::Idle;
        if (!answer) {
            known.failure = answer.error();
            return;
        }
        known.phones = std::move(answer->phones);
        known.asked = m_world.clock.now();
        known.keyId = identity.keyId;
    });
}

Result<void> PhoneKeeper::pair(HolderKind holder) {
    TAPPAY_TRY(identity, ready());
    const auto id = makeUuidV7(m_world.clock, m_world.random);
    {
        const std::scoped_lock lock(m_mutex);
        if (m_step != PhonesStep::Idle) return fail(FailureCode::Busy, "another step");
        m_step = PhonesStep::Pairing;
        m_stepFor = holder;
        m_giveUp = {};
        m_accepting = false;
    }
    change(holder, [&] {
        at(holder).failure.reset();
        m_pairingFor = holder;
        m_shown.emplace();
        m_shown->id = id;
    });
    m_worker.add([this, holder, id, who = std::move(identity)](const std::stop_token&) {
        m_pairingBy = who;
        m_pairing.prepare(holder, id);
    });
    runPairing([this](const Deadline& deadline) { return m_pairing.offer(m_pairingBy, deadline); });
    std::function<void()> work;
    {
        const std::scoped_lock lock(m_mutex);
        work = m_work;
    }
    if (work) work();
    return {};
}

// What the person gives up and what the program's end stops is waited for no longer.
void PhoneKeeper::runPairing(std::move_only_function<Result<void>(const Deadline&)> step) {
    m_worker.add([this, held = std::move(step)](const std::stop_token& stop) mutable {
        std::stop_source given;
        {
            const std::scoped_lock lock(m_mutex);
            given = m_giveUp;
        }
        const std::stop_callback ended(stop, [given]() mutable { given.request_stop(); });
        const auto done = held(Deadline::in(kAnswerTime, given.get_token()));
        const bool spoiled = !done && done.error().code == FailureCode::KeyRejected;
        publish(done);
        if (spoiled) (void)m_pairing.refuse(m_pairingBy, Deadline::in(kRefusalTime, stop));
    });
}

Result<void> PhoneKeeper::accept() {
    HolderKind holder{};
    {
        const std::scoped_lock lock(m_mutex);
        if (!m_shown || m_shown->stage != PairingStage::Answered)
            return fail(FailureCode::TooLate, "no phone waits to be accepted");
        m_shown->stage = PairingStage::Accepting;
        m_accepting = true;
        holder = m_pairingFor;
    }
    change(holder, [&] { at(holder).failure.reset(); });
    runPairing([this](const Deadline& deadline) {
        auto done = m_pairing.accept(m_pairingBy, deadline);
        const std::scoped_lock lock(m_mutex);
        m_accepting = false;
        return done;
    });
    return {};
}

Result<void> PhoneKeeper::refuse() {
    {
        const std::scoped_lock lock(m_mutex);
        if (!m_shown || isEnd(m_shown->stage))
            return fail(FailureCode::TooLate, "no pairing is open");
        // An agreement that is under way goes on.
        if (m_shown->stage != PairingStage::Accepting) m_giveUp.request_stop();
    }
    m_worker.add([this](const std::stop_token& stop) { giveUp(Deadline::in(kRefusalTime, stop)); });
    return {};
}

void PhoneKeeper::giveUp(const Deadline& deadline) {
    if (m_pairing.giveUp()) publish({});
    const auto told = m_pairing.refuse(m_pairingBy, deadline);
    if (!told) m_world.log.failure("phones", told.error());
    if (m_pairing.isOpen()) publish(told);
}

Result<void> PhoneKeeper::close() {
    HolderKind holder{};
    {
        const std::scoped_lock lock(m_mutex);
        if (m_shown && !isEnd(m_shown->stage)) return fail(FailureCode::Busy, "it goes on");
        holder = m_pairingFor;
    }
    change(holder, [&] {
        m_shown.reset();
        at(holder).failure.reset();
    });
    return {};
}

void PhoneKeeper::publish(const Result<void>& done) {
    const auto holder = m_pairing.holder();
    if (!done) {
        m_world.log.failure("phones", done.error());
        m_world.standing.refused(done.error());
    }
    bool accepted = false;
    change(holder, [&] {
        // A closed one stays closed.
        if (!m_shown || !m_pairing.view() || m_shown->id != m_pairing.view()->id) return;
        const bool wasOpen = !isEnd(m_shown->stage);
        m_shown = m_pairing.view();
        if (m_accepting && !isEnd(m_shown->stage)) m_shown->stage = PairingStage::Accepting;
        if (!done) at(holder).failure = done.error();
        if (m_pairing.isOpen() || !wasOpen) return;
        accepted = m_shown->stage == PairingStage::Accepted;
        m_step = accepted ? PhonesStep::Asking : PhonesStep::Idle;
    });
    if (!accepted) return;
    m_worker.add([this, holder, who = m_pairingBy](const std::stop_token& stop) {
        ask(who, questionFor(holder, PhoneWish::List), stop);
    });
}

bool PhoneKeeper::wantsEvents() const {
    const std::scoped_lock lock(m_mutex);
    return m_shown && !isEnd(m_shown->stage);
}

void PhoneKeeper::tell(const protocol::Pairing& pairing) {
    runPairing([this, pairing](const Deadline&) { return m_pairing.take(m_pairingBy, pairing); });
}

void PhoneKeeper::lookAgain() {
    runPairing([this](const Deadline& deadline) { return m_pairing.look(m_pairingBy, deadline); });
}

void PhoneKeeper::tick() {
    runPairing([this](const Deadline&) {
        m_pairing.lapse();
        return Result<void>();
    });
}

void PhoneKeeper::onWork(std::function<void()> listener) {
    const std::scoped_lock lock(m_mutex);
    m_work = std::move(listener);
}

void PhoneKeeper::onPhones(std::function<void(HolderKind)> listener) {
    const std::scoped_lock telling(m_telling);
    m_listener = std::move(listener);
}

void PhoneKeeper::change(HolderKind holder, const std::function<void()>& how) {
    const std::scoped_lock telling(m_telling);
    {
        const std::scoped_lock lock(m_mutex);
        how();
    }
    if (m_listener) m_listener(holder);
}

}  // namespace tappay::terminal
