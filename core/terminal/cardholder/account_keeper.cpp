#include "terminal/cardholder/account_keeper.h"

#include <utility>

#include "terminal/cardholder/card_prover.h"

namespace tappay::terminal {

AccountKeeper::AccountKeeper(Terminal& terminal, World world, Waits waits)
    : m_terminal(terminal),
      m_world(world),
      m_waits(waits),
      m_thread([this](const std::stop_token& stop) { work(stop); }) {}

AccountKeeper::~AccountKeeper() {
    m_thread.request_stop();
    const std::scoped_lock lock(m_mutex);
    m_cardStop.request_stop();
}

// What was told to another terminal than this one is now is nobody's business any more.
CardholderStatus AccountKeeper::cardholder() const {
    const auto identity = m_world.standing.identity();
    const std::scoped_lock lock(m_mutex);
    CardholderStatus status = m_status;
    status.terminalId = identity ? identity->terminalId : std::string();
    if (!identity || identity->keyId != m_keyId) {
        status.account.reset();
        status.asked.reset();
    }
    return status;
}

Result<void> AccountKeeper::begin(CardholderStep step, Work work) {
    if (auto trouble = m_world.standing.trouble()) return std::unexpected(std::move(*trouble));
    auto identity = m_world.standing.identity();
    if (!identity) return fail(FailureCode::NotEnrolled, "no terminal yet");
    {
        const std::scoped_lock lock(m_mutex);
        if (m_status.step != CardholderStep::Idle) return fail(FailureCode::Busy, "another step");
        m_status.step = step;
        m_cardStop = {};
    }
    change([step](CardholderStatus& status) {
        status.failure.reset();
        if (step == CardholderStep::AddingCard) status.stage = CardProofStage::PresentCard;
    });
    const std::scoped_lock lock(m_mutex);
    m_next = std::move(work);
    m_nextFor = std::move(*identity);
    m_wake.notify_all();
    return {};
}

Result<void> AccountKeeper::refresh() {
    return ask({});
}

Result<void> AccountKeeper::unbind(const std::string& card) {
    protocol::CardholderQuestion question;
    question.wish = protocol::CardholderWish::Unbind;
    question.card = card;
    return ask(std::move(question));
}

Result<void> AccountKeeper::removeDevice(const std::string& device) {
    protocol::CardholderQuestion question;
    question.wish = protocol::CardholderWish::RemoveDevice;
    question.device = device;
    return ask(std::move(question));
}

Result<void> AccountKeeper::setLimits(const protocol::CardholderLimits& limits) {
    protocol::CardholderQuestion question;
    question.wish = protocol::CardholderWish::Limits;
    question.limits = limits;
    return ask(std::move(question));
}

Result<void> AccountKeeper::forget() {
    protocol::CardholderQuestion question;
    question.wish = protocol::CardholderWish::Delete;
    return ask(std::move(question));
}

Result<void> AccountKeeper::ask(protocol::CardholderQuestion question) {
    return begin(CardholderStep::Asking, [this, question](const link::TerminalIdentity& identity) {
        return tell(identity, question);
    });
}

void AccountKeeper::exportData(Exported done) {
    auto held = std::make_shared<Exported>(std::move(done));
    auto begun = begin(CardholderStep::Asking,
                       [this, held](const link::TerminalIdentity& identity) -> Result<void> {
                           auto data = askForExport(tools(), identity, answerBy());
                           (*held)(data);
                           if (!data) return std::unexpected(data.error());
                           return {};
                       });
    if (!begun) (*held)(std::unexpected(std::move(begun).error()));
}

Result<void> AccountKeeper::addCard() {
    TAPPAY_TRY(cards, m_terminal.holdCards());
    return begin(CardholderStep::AddingCard,
                 [this, held = std::move(cards)](const link::TerminalIdentity& identity) mutable {
                     return add(identity, std::move(held));
                 });
}

Result<void> AccountKeeper::cancel() {
    const std::scoped_lock lock(m_mutex);
    if (m_status.step != CardholderStep::AddingCard) return {};
    if (m_status.stage == CardProofStage::Authorising)
        return fail(FailureCode::TooLate, "the bank is being asked");
    m_cardStop.request_stop();
    return {};
}

void AccountKeeper::onCardholder(std::function<void(const CardholderStatus&)> listener) {
    const std::scoped_lock telling(m_telling);
    m_listener = std::move(listener);
}

void AccountKeeper::work(const std::stop_token& stop) {
    std::unique_lock lock(m_mutex);
    while (m_wake.wait(lock, stop, [this] { return static_cast<bool>(m_next); })) {
        auto next = std::exchange(m_next, {});
        const auto identity = m_nextFor;
        lock.unlock();
        const auto done = next(identity);
        next = {};  // the cards are free before anybody is told
        if (!done) {
            m_world.log.failure("cardholder", done.error());
            m_world.standing.refused(done.error());
        }
        change([&](CardholderStatus& status) {
            status.step = CardholderStep::Idle;
            status.stage.reset();
            if (!done) status.failure = done.error();
        });
        lock.lock();
    }
}

Result<void> AccountKeeper::tell(const link::TerminalIdentity& identity,
                                 const protocol::CardholderQuestion& question) {
    const auto answer = askAboutAccount(tools(), identity, question, answerBy());
    const bool unknown = !answer && answer.error().code == FailureCode::CardholderUnknown;
    if (unknown) take(identity, std::nullopt);
    if (unknown && question.wish == protocol::CardholderWish::Show) return {};
    if (!answer) return std::unexpected(answer.error());
    take(identity, answer->account);
    return {};
}

Result<void> AccountKeeper::add(const link::TerminalIdentity& identity,
                                std::shared_ptr<void> cards) {
    const auto parameters = m_world.standing.parameters();
    if (!parameters) return fail(FailureCode::NotEnrolled, "no parameters yet");
    TAPPAY_TRY(challenge, askForChallenge(tools(), identity, answerBy()));
    std::stop_token stop;
    {
        const std::scoped_lock lock(m_mutex);
        stop = m_cardStop.get_token();
    }
    CardProver prover(
        m_world, *parameters, identity, std::move(challenge.challenge),
        [this](CardProofStage stage) { show(stage); }, stop);
    auto proven = prover.prove(m_waits.card);
    if (proven) take(identity, std::move(*proven));
    cards.reset();
    // Whether an answer that is missing had been a yes, the account itself says.
    if (!proven && proven.error().code == FailureCode::HostTimeout)
        (void)tell(identity, protocol::CardholderQuestion{});
    if (const auto left = prover.cardLeftIn(); left && !left->contactless) {
        show(CardProofStage::RemoveCard);
        (void)m_world.readers.waitForRemoval(*left, Deadline::in(m_waits.removal, stop));
    }
    if (!proven) return std::unexpected(std::move(proven).error());
    return {};
}

void AccountKeeper::take(const link::TerminalIdentity& identity,
                         std::optional<protocol::CardholderFacts> account) {
    if (account && account->id.empty()) account.reset();
    {
        const std::scoped_lock lock(m_mutex);
        m_keyId = identity.keyId;
    }
    change([&](CardholderStatus& status) {
        status.account = std::move(account);
        status.asked = m_world.clock.now();
    });
}

void AccountKeeper::change(const std::function<void(CardholderStatus&)>& how) {
    const std::scoped_lock telling(m_telling);
    {
        const std::scoped_lock lock(m_mutex);
        how(m_status);
    }
    if (m_listener) m_listener(cardholder());
}

void AccountKeeper::show(CardProofStage stage) {
    change([stage](CardholderStatus& status) { status.stage = stage; });
}

OnboardingTools AccountKeeper::tools() {
    return {m_world.backEnd, m_world.chip, m_world.clock};
}

Deadline AccountKeeper::answerBy() {
    return Deadline::in(kAccountAnswerTime, m_thread.get_stop_token());
}

}  // namespace tappay::terminal
