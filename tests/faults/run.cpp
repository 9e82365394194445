#include "faults/run.h"

#include <map>
#include <mutex>

#include "base/uuid.h"
#include "crypto/random.h"
#include "faults/books.h"
#include "faults/setup.h"
#include "faults/world.h"

namespace tappay::faults {

namespace {

using std::chrono::steady_clock;
using terminal::PinKey;
using terminal::Stage;
using terminal::State;
using terminal::TransactionSnapshot;

constexpr std::chrono::seconds kPatience{20};
constexpr const char* kPin = "123456";

// What was ever said of a payment may not be taken back.
class Screen {
public:
    explicit Screen(Fate& fate) : m_fate(fate) {}

    void show(const TransactionSnapshot& shown) {
        {
            const std::lock_guard lock(m_mutex);
            auto& said = m_said[shown.id];
            const bool charged = shown.state == State::Approved ||
                                 shown.state == State::AdvicePending ||
                                 shown.state == State::AdviceRefused;
            const bool notCharged =
                isFinal(shown.state) && !charged && shown.state != State::Abandoned;
            if (said.notCharged && charged)
                m_wrong.push_back(shown.id + ": said not charged, then approved");
            if (said.charged && !charged && !said.undoAsked)
                m_wrong.push_back(shown.id + ": said approved, then " +
                                  std::string(nameOf(shown.state)));
            said.charged = charged;
            said.notCharged = said.notCharged || notCharged;
            if (std::exchange(said.last, shown.state) != shown.state)
                m_fate.note("screen: " + std::string(nameOf(shown.state)));
        }
        m_fate.news();
    }
    void undoAsked(const std::string& id) {
        const std::lock_guard lock(m_mutex);
        m_said[id].undoAsked = true;
    }
    std::vector<std::string> wrong() {
        const std::lock_guard lock(m_mutex);
        return m_wrong;
    }

private:
    struct Said {
        bool charged = false, notCharged = false, undoAsked = false;
        State last = State::Intended;
    };
    Fate& m_fate;
    std::mutex m_mutex;
    std::map<std::string, Said> m_said;
    std::vector<std::string> m_wrong;
};

class Run {
public:
    explicit Run(const Plan& plan)
        : m_plan(plan),
          m_fate(plan.cuts),
          m_screen(m_fate),
          m_world({std::string(plan.profile.card),
                   {plan.networkFaults, plan.course == Course::CardRefuses},
                   plan.seed,
                   plan.profile.listed,
                   plan.course == Course::WebOrder},
                  m_fate, [this](const TransactionSnapshot& shown) { m_screen.show(shown); }) {}

    Verdict play() {
        m_fate.note("=== " + describe(m_plan));
        if (ofShop())
            for (const auto amount : m_plan.amounts)
                m_world.shop().place(amount);
        m_fate.arm();
        for (const auto amount : m_plan.amounts)
            if (!sell(amount)) break;
        m_fate.disarm();
        // Cut with its last breath, when everything was over.
        for (const auto& cut : m_fate.dark())
            m_world.recover(cut);
        m_world.end();
        Verdict verdict;
        verdict.wrong = m_screen.wrong();
        verdict.wrong.insert(verdict.wrong.end(), m_wrong.begin(), m_wrong.end());
        if (ofShop())
            verdict.wrong.insert(verdict.wrong.end(), m_world.shop().wrong().begin(),
                                 m_world.shop().wrong().end());
        for (std::size_t i = 0; i < kPointCount; ++i)
            verdict.reached.at(i) = m_fate.timesReached(static_cast<Point>(i));
        verdict.history = m_fate.history();
        if (m_wrong.empty())
            compareBooks(
                {m_payments,
                 ofShop() ? m_world.shop().orders() : std::map<std::int64_t, ShopSide::Order>(),
                 m_world.terminalDirectory(), m_world.records(), m_world.ledger(),
                 m_world.card().state(), Setup::shared().card(std::string(m_plan.profile.card)),
                 m_plan.profile.tapped},
                verdict);
        return verdict;
    }

private:
    // The steps of one sale a person takes; each is taken until it has been heard.
    struct Steps {
        std::string id;
        std::int64_t amount = 0;
        bool asked = false;        // in this life of the terminal
        unsigned pinInLife = ~0U;  // the life of the terminal that has the PIN
        bool undo = false, cancel = false;
        int attempts = 0;              // at an order
        std::optional<State> shopSaw;  // asked when the terminal was there
    };
    static constexpr int kAttempts = 2;

    [[nodiscard]] bool ofShop() const { return m_plan.course == Course::WebOrder; }

    bool sell(std::int64_t amount) {
        Steps steps;
        steps.amount = amount;
        if (!ofShop()) {
            steps.id = makeUuidV7(SystemClock(), m_random);
            m_payments[steps.id] = amount;
        }
        const bool first = m_payments.size() == 1;
        steps.undo = first && m_plan.course == Course::Undone;
        steps.cancel = first && m_plan.course == Course::Cancelled;
        m_world.card().remove();
        if (!steps.cancel || m_plan.profile.asksPin) present();
        const auto deadline = steady_clock::now() + kPatience;
        for (;;) {
            const auto seen = m_fate.newsCount();
            const auto next = recoverDue(steps);
            if (m_fate.dark().empty()) {
                takeSteps(steps);
                if (isOver(steps)) return true;
            }
            if (steady_clock::now() > deadline) {
                m_wrong.push_back("no end in " + std::to_string(kPatience.count()) +
                                  " s: " + stateOf(steps.id));
                return false;
            }
            m_fate.waitForNews(seen, std::min(next, deadline));
        }
    }

    // Returns when the next part is due.
    steady_clock::time_point recoverDue(Steps& steps) {
        auto next = steady_clock::time_point::max();
        for (const auto& cut : m_fate.dark()) {
            const auto [due, isNew] =
                m_due.try_emplace(cut.part, steady_clock::now() + cut.darkness);
            if (due->second > steady_clock::now()) {
                next = std::min(next, due->second);
                continue;
            }
            m_due.erase(due);
            m_world.recover(cut);
            if (cut.part == Part::Terminal) steps.asked = false;
            next = {};
        }
        return next;
    }

    void takeSteps(Steps& steps) {
        auto* terminal = m_world.terminal();
        if (terminal == nullptr) return;
        // A till asks again when its first question was lost.
        if (!steps.asked && ofShop())
            checkOut(steps, *terminal);
        else if (!steps.asked)
            steps.asked = terminal->startSale(yuan(steps.amount), "", steps.id).has_value();
        const auto now = terminal->transaction(steps.id);
        if (!now) return;
        if (ofShop()) goShopping(steps, *now);
        if (steps.cancel) return cancel(steps, *now);
        moveCard(*now);
        const unsigned life = m_fate.lives(Part::Terminal);
        if (now->stage == Stage::EnterPin && steps.pinInLife != life) {
            steps.pinInLife = life;
            for (const char* digit = kPin; *digit != 0; ++digit)
                (void)terminal->pinKey(steps.id, static_cast<PinKey>(*digit - '0'));
            (void)terminal->pinKey(steps.id, PinKey::Enter);
        }
        if (steps.undo && now->state == State::Approved) {
            m_screen.undoAsked(steps.id);
            // What the card paid by itself can't be undone.
            const auto undone = terminal->undo(steps.id);
            steps.undo = undone || undone.error().code != FailureCode::NotUndoable;
        }
    }

    // A person agrees to what is on the screen, as often as it takes until it was seen.
    void checkOut(Steps& steps, terminal::Terminal& terminal) {
        const auto& order = m_world.shop().orders().at(steps.amount);
        const auto begun =
            terminal.startCheckout(order.compact, std::string(ShopSide::kOrigin), nullptr);
        if (begun) {
            steps.id = *begun;
            m_payments[steps.id] = steps.amount;
            ++steps.attempts;
            steps.pinInLife = ~0U;
            // Also after a restart: the card may have left together with the payment before.
            if (steps.attempts > 1) present();
        }
        const auto code = begun ? FailureCode::Internal : begun.error().code;
        steps.asked = begun
                          ? terminal.accept(steps.id).has_value()
                          : code == FailureCode::OrderPaid || code == FailureCode::OrderInProgress;
    }

    // The shop asks how its order stands whenever something has changed, and a person whose payment
    // has failed tries once more.
    void goShopping(Steps& steps, const TransactionSnapshot& now) {
        if (steps.shopSaw != now.state && m_world.shop().look(steps.amount))
            steps.shopSaw = now.state;
        if (!wantsMore(steps, now.state)) return;
        steps.asked = false;
        present();
        m_fate.news();
    }
    [[nodiscard]] bool wantsMore(const Steps& steps, State state) const {
        return ofShop() && steps.attempts < kAttempts &&
               (state == State::Failed || state == State::Undone);
    }

    // Before there is a card, or instead of the PIN. Too late, and the sale goes on.
    void cancel(Steps& steps, const TransactionSnapshot& now) {
        const bool moment = !m_plan.profile.asksPin || now.stage == Stage::EnterPin;
        if (!moment && !isFinal(now.state)) return;
        const auto cancelled = m_world.terminal()->cancel(steps.id);
        const bool tooLate = !cancelled && cancelled.error().code == FailureCode::TooLate;
        steps.cancel = !cancelled && !tooLate;
        if (tooLate) present();
    }

    void present() { m_world.card().insert(m_plan.profile.tapped); }

    // A card that was torn, or a phone whose owner was to confirm, is brought back when it is asked
    // for; a card in doubt that the terminal has forgotten never.
    void moveCard(const TransactionSnapshot& now) {
        // Once for each time it is asked for: who taps twice tears the card himself.
        if ((now.stage == Stage::TapAgain || now.stage == Stage::SeePhone) &&
            now.deadline != m_answered) {
            m_answered = now.deadline;
            m_world.card().remove();
            present();
        }
        if (now.state != State::CardInDoubt ||
            m_world.terminal()->status().running == std::optional(now.id))
            return;
        if (now.canResume) {
            (void)m_world.terminal()->resume(now.id);
            m_world.card().remove();
            present();
        } else {
            (void)m_world.terminal()->giveUp(now.id);
        }
    }

    bool isOver(const Steps& steps) {
        auto* terminal = m_world.terminal();
        if (terminal == nullptr || !steps.asked) return false;
        const auto now = terminal->transaction(steps.id);
        if (!now || !isFinal(now->state) || terminal->status().pendingCount != 0) return false;
        if (wantsMore(steps, now->state) || (ofShop() && steps.shopSaw != now->state)) return false;
        if (steps.undo && now->state == State::Approved) return false;
        if (!m_world.journalHasItsEnd(steps.id) || !m_world.backEndIsAtRest()) return false;
        if (m_world.deliverStragglers() || !m_fate.dark().empty()) return false;
        return !ofShop() || m_world.shop().look(steps.amount);
    }

    std::string stateOf(const std::string& id) {
        auto* terminal = m_world.terminal();
        if (terminal == nullptr) return "no terminal";
        const auto now = terminal->transaction(id);
        if (!now) return "not known";
        return std::string(nameOf(now->state)) +
               (m_world.journalHasItsEnd(id) ? "" : ", the journal not") +
               (m_world.backEndIsAtRest() ? "" : ", the back end has something open");
    }

    std::optional<std::chrono::system_clock::time_point> m_answered;  // deadline of that question
    const Plan& m_plan;
    crypto::SystemRandom m_random;
    Fate m_fate;
    Screen m_screen;
    World m_world;
    std::map<std::string, std::int64_t> m_payments;
    std::map<Part, steady_clock::time_point> m_due;
    std::vector<std::string> m_wrong;
};

}  // namespace

Verdict play(const Plan& plan) {
    return Run(plan).play();
}

}  // namespace tappay::faults
