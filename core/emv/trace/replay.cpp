#include "emv/trace/replay.h"

#include <algorithm>
#include <ctime>
#include <stop_token>

#include "emv/terminal_memory.h"
#include "emv/trace.h"
#include "emv/trace/redactor.h"

namespace tappay::emv::trace {

namespace {

// The notes that are left of each kind, and what was found to differ.
class Script {
public:
    explicit Script(const Transcript& kept) : m_kept(kept), m_taken(kept.notes.size()) {
        stopWhenDone();
    }

    // The next note of this kind which `fits`; null when the transcript has no more of them.
    template <typename Kind, typename Fits>
    const Kind* next(const char* name, Fits fits) {
        for (std::size_t i = 0; i < m_kept.notes.size(); ++i) {
            const auto* note = std::get_if<Kind>(&m_kept.notes[i]);
            if (m_taken[i] || note == nullptr || !fits(*note)) continue;
            m_taken[i] = true;
            stopWhenDone();
            return note;
        }
        differ(std::string("asked for more: ") + name);
        return nullptr;
    }
    // The same where it is in the transcript only when it was not the usual.
    template <typename Kind>
    const Kind* unusual() {
        for (std::size_t i = 0; i < m_kept.notes.size(); ++i) {
            const auto* note = std::get_if<Kind>(&m_kept.notes[i]);
            if (m_taken[i] || note == nullptr) continue;
            m_taken[i] = true;
            return note;
        }
        return nullptr;
    }
    template <typename Kind>
    const Kind* next(const char* name) {
        return next<Kind>(name, [](const Kind&) { return true; });
    }
    void compare(const char* what, ByteView before, ByteView now) {
        if (!std::ranges::equal(before, now))
            differ(std::string(what) + " was " + toHex(before) + " is " + toHex(now));
    }
    void differ(std::string what) { m_differences.push_back(std::move(what)); }
    [[nodiscard]] std::vector<std::string> differences() const { return m_differences; }
    [[nodiscard]] std::size_t exchangesLeft() const {
        std::size_t left = 0;
        for (std::size_t i = 0; i < m_taken.size(); ++i)
            if (!m_taken[i] && std::holds_alternative<Exchange>(m_kept.notes[i])) ++left;
        return left;
    }
    [[nodiscard]] const Transcript& kept() const { return m_kept; }
    [[nodiscard]] std::stop_token stop() const { return m_stop.get_token(); }

    Redactor redactor;

private:
    // A wish to stop is heard between commands and leaves no note behind: it came after the last.
    void stopWhenDone() {
        const bool stopped = m_kept.ending && m_kept.ending->failure == FailureCode::Cancelled;
        if (stopped && exchangesLeft() == 0) m_stop.request_stop();
    }

    const Transcript& m_kept;
    std::vector<bool> m_taken;
    std::vector<std::string> m_differences;
    std::stop_source m_stop;
};

class ReplayedPad final : public apdu::PinPad {
public:
    explicit ReplayedPad(Script& script) : m_script(script) {}
    Result<apdu::Response> verifyPlaintextPin(const std::stop_token&) override {
        const auto* note = m_script.next<ReaderPin>("PIN on the reader");
        if (note == nullptr) return fail(FailureCode::ReaderMissing);
        if (!note->status) return std::unexpected(note->status.error());
        return apdu::Response{{}, *note->status};
    }

private:
    Script& m_script;
};

class ReplayedCard final : public apdu::Card {
public:
    explicit ReplayedCard(Script& script) : m_script(script), m_pad(script) {}
    Result<apdu::Response> transmit(const apdu::Command& command) override {
        const Bytes redacted = m_script.redactor.command(command);
        const auto* note = m_script.next<Exchange>("command");
        if (note == nullptr) return fail(FailureCode::CardUnresponsive);
        m_script.compare("command", note->command, redacted);
        if (!note->answer) return std::unexpected(note->answer.error());
        TAPPAY_TRY(answer, apdu::parseResponse(*note->answer));
        [[maybe_unused]] const Bytes heard = m_script.redactor.answer(answer);
        return answer;
    }
    [[nodiscard]] Bytes atr() const override { return {0x3B, 0x00}; }
    [[nodiscard]] apdu::PinPad* pinPad() override {
        const bool used = std::ranges::any_of(m_script.kept().notes, [](const Note& note) {
            return std::holds_alternative<ReaderPin>(note);
        });
        return used ? &m_pad : nullptr;
    }

private:
    Script& m_script;
    ReplayedPad m_pad;
};

class ReplayedPerson final : public Cardholder {
public:
    explicit ReplayedPerson(Script& script) : m_script(script) {}
    void progress(emv::Step) override {}
    Result<std::size_t> chooseApplication(std::span<const ApplicationChoice>) override {
        const auto* note = m_script.next<Choice>("choice of an application");
        return note == nullptr ? fail(FailureCode::Cancelled) : note->index;
    }
    void applicationNotAccepted() override {}
    Result<PinEntry> enterOnlinePin(const PinRequest&) override { return entry(PinFor::Issuer); }
    Result<OfflinePin> enterOfflinePin(const PinRequest&) override {
        TAPPAY_TRY(entered, entry(PinFor::Card));
        if (entered == PinEntry::Bypassed) return OfflinePin{};
        return OfflinePin{entered, SecretBytes(asBytes("0000"))};  // VERIFY is compared without it
    }
    void pinOnReader(const PinRequest&) override {}

private:
    Result<PinEntry> entry(PinFor whom) {
        const auto* note = m_script.next<PinEntered>(
            "PIN", [&](const PinEntered& pin) { return pin.whom == whom; });
        return note == nullptr ? fail(FailureCode::Cancelled) : note->entry;
    }

    Script& m_script;
};

class ReplayedHost final : public Host {
public:
    explicit ReplayedHost(Script& script) : m_script(script) {}
    Result<HostAnswer> authorise(HostRequest request) override {
        const auto* note = m_script.next<Authorised>("authorisation");
        if (note == nullptr) return fail(FailureCode::HostTimeout);
        m_script.compare("field 55", note->icc, m_script.redactor.objects(request.icc));
        return note->answer;
    }
    Result<void> expectOfflineApproval() override {
        const auto* note = m_script.next<Expected>("expected approval");
        return note == nullptr ? Result<void>{} : note->result;
    }
    Result<void> keepOfflineApproval(HostRequest request) override {
        const auto* note = m_script.next<Kept>("offline approval");
        if (note == nullptr) return fail(FailureCode::JournalUnavailable);
        m_script.compare("field 55 kept", note->icc, m_script.redactor.objects(request.icc));
        return note->result;
    }

private:
    Script& m_script;
};

class ReplayedRandom final : public Random {
public:
    explicit ReplayedRandom(Script& script) : m_script(script) {}
    void fill(std::span<std::uint8_t> bytes) override {
        std::ranges::fill(bytes, 0);
        const auto* note = m_script.next<RandomOctets>("random octets");
        if (note != nullptr && note->octets.size() == bytes.size())
            std::ranges::copy(note->octets, bytes.begin());
        else if (note != nullptr)
            m_script.differ("other number of random octets");
    }

private:
    Script& m_script;
};

class ReplayedMemory final : public TerminalMemory {
public:
    explicit ReplayedMemory(Script& script) : m_script(script) {}
    [[nodiscard]] bool isOnExceptionFile(ByteView, std::string_view) override {
        const auto* note = m_script.next<OnExceptionFile>("exception file");
        return note != nullptr && note->listed;
    }
    [[nodiscard]] std::int64_t recentAmount(ByteView) override {
        const auto* note = m_script.next<RecentAmount>("recent amount");
        return note == nullptr ? 0 : note->minor;
    }
    [[nodiscard]] Seen see(ByteView, std::string_view, std::uint16_t, ByteView) override {
        const auto* note = m_script.unusual<SeenBefore>();
        return note == nullptr ? Seen{} : Seen{note->counter, note->number};
    }

private:
    Script& m_script;
};

class ReplayedTrace final : public Trace {
public:
    explicit ReplayedTrace(Script& script) : m_script(script) {}
    // The words of a decision may change with the program; what follows from it may not.
    void decided(std::string_view, std::string_view) override {}
    Bytes verdict(std::string_view name, const std::function<Bytes()>&) override {
        const auto* note = m_script.next<Verdict>(
            "verdict", [&](const Verdict& verdict) { return verdict.name == name; });
        return note == nullptr ? Bytes{} : note->value;
    }

private:
    Script& m_script;
};

// Stands still at the moment the transaction began, whatever zone this machine is in.
class ReplayedClock final : public Clock {
public:
    explicit ReplayedClock(const LocalTime& time) : m_time(time) {}
    [[nodiscard]] std::chrono::system_clock::time_point now() const override {
        std::tm parts{};
        parts.tm_year = m_time.year - 1900;
        parts.tm_mon = m_time.month - 1;
        parts.tm_mday = m_time.day;
        parts.tm_hour = m_time.hour;
        parts.tm_min = m_time.minute;
        parts.tm_sec = m_time.second;
        parts.tm_isdst = -1;
        return std::chrono::system_clock::from_time_t(std::mktime(&parts));
    }
    [[nodiscard]] std::chrono::steady_clock::time_point monotonic() const override { return {}; }

private:
    LocalTime m_time;
};

}  // namespace

struct Replay::Parts {
    explicit Parts(const Transcript& kept)
        : script(kept),
          card(script),
          person(script),
          host(script),
          random(script),
          memory(script),
          trace(script),
          clock(kept.started) {}

    Script script;
    ReplayedCard card;
    ReplayedPerson person;
    ReplayedHost host;
    ReplayedRandom random;
    ReplayedMemory memory;
    ReplayedTrace trace;
    ReplayedClock clock;
};

Replay::Replay(const Transcript& kept) : m_parts(std::make_unique<Parts>(kept)) {}

Replay::~Replay() = default;

Surroundings Replay::surroundings() {
    Parts& parts = *m_parts;
    const bool remembered = std::ranges::any_of(parts.script.kept().notes, [](const Note& note) {
        return std::holds_alternative<OnExceptionFile>(note) ||
               std::holds_alternative<RecentAmount>(note) ||
               std::holds_alternative<SeenBefore>(note);
    });
    return {parts.card,
            parts.person,
            parts.host,
            parts.clock,
            parts.random,
            parts.script.stop(),
            remembered ? &parts.memory : nullptr,
            &parts.trace};
}

std::vector<std::string> Replay::differences(const Outcome& outcome) const {
    const Script& script = m_parts->script;
    std::vector<std::string> found = script.differences();
    if (script.exchangesLeft() != 0)
        found.push_back(std::to_string(script.exchangesLeft()) + " commands were not sent");
    const auto& before = script.kept().ending;
    if (before && *before != endingOf(outcome)) {
        Transcript was{}, is{};
        was.ending = before;
        is.ending = endingOf(outcome);
        found.push_back("outcome was " + toText(was) + "is " + toText(is));
    }
    return found;
}

}  // namespace tappay::emv::trace
