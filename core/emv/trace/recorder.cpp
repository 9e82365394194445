#include "emv/trace/recorder.h"

#include "emv/terminal_memory.h"
#include "emv/trace.h"
#include "emv/trace/redactor.h"

namespace tappay::emv::trace {

namespace {

// Where the decorators put what they see.
struct Notes {
    Redactor redactor;
    Transcript transcript;

    void add(Note note) { transcript.notes.push_back(std::move(note)); }
};

class RecordedPad final : public apdu::PinPad {
public:
    RecordedPad(apdu::PinPad& pad, Notes& notes) : m_pad(pad), m_notes(notes) {}
    Result<apdu::Response> verifyPlaintextPin(const std::stop_token& stop) override {
        auto answer = m_pad.verifyPlaintextPin(stop);
        m_notes.add(answer ? ReaderPin{answer->sw} : ReaderPin{std::unexpected(answer.error())});
        return answer;
    }

private:
    apdu::PinPad& m_pad;
    Notes& m_notes;
};

class RecordedCard final : public apdu::Card {
public:
    RecordedCard(apdu::Card& card, Notes& notes) : m_card(card), m_notes(notes) {
        if (auto* pad = card.pinPad()) m_pad.emplace(*pad, notes);
    }
    Result<apdu::Response> transmit(const apdu::Command& command) override {
        Bytes kept = m_notes.redactor.command(command);
        auto answer = m_card.transmit(command);
        Exchange exchange{std::move(kept), Bytes{}};
        if (answer)
            exchange.answer = m_notes.redactor.answer(*answer);
        else
            exchange.answer = std::unexpected(answer.error());
        m_notes.add(std::move(exchange));
        return answer;
    }
    [[nodiscard]] Bytes atr() const override { return m_card.atr(); }
    [[nodiscard]] apdu::PinPad* pinPad() override { return m_pad ? &*m_pad : nullptr; }

private:
    apdu::Card& m_card;
    Notes& m_notes;
    std::optional<RecordedPad> m_pad;
};

class RecordedPerson final : public Cardholder {
public:
    RecordedPerson(Cardholder& person, Notes& notes) : m_person(person), m_notes(notes) {}
    void progress(Step step) override { m_person.progress(step); }
    Result<std::size_t> chooseApplication(std::span<const ApplicationChoice> choices) override {
        auto index = m_person.chooseApplication(choices);
        m_notes.add(Choice{index});
        return index;
    }
    void applicationNotAccepted() override { m_person.applicationNotAccepted(); }
    Result<PinEntry> enterOnlinePin(const PinRequest& request) override {
        auto entry = m_person.enterOnlinePin(request);
        m_notes.add(PinEntered{PinFor::Issuer, entry});
        return entry;
    }
    Result<OfflinePin> enterOfflinePin(const PinRequest& request) override {
        auto pin = m_person.enterOfflinePin(request);
        m_notes.add(pin ? PinEntered{PinFor::Card, pin->entry}
                        : PinEntered{PinFor::Card, std::unexpected(pin.error())});
        return pin;
    }
    void pinOnReader(const PinRequest& request) override { m_person.pinOnReader(request); }

private:
    Cardholder& m_person;
    Notes& m_notes;
};

class RecordedHost final : public Host {
public:
    RecordedHost(Host& host, Notes& notes) : m_host(host), m_notes(notes) {}
    Result<HostAnswer> authorise(HostRequest request) override {
        Authorised asked{m_notes.redactor.objects(request.icc), HostAnswer{}};
        auto answer = m_host.authorise(std::move(request));
        asked.answer = answer;
        if (asked.answer) asked.answer->scripts = Redactor::scripts(answer->scripts);
        m_notes.add(std::move(asked));
        return answer;
    }
    Result<void> expectOfflineApproval() override {
        auto result = m_host.expectOfflineApproval();
        m_notes.add(Expected{result});
        return result;
    }
    Result<void> keepOfflineApproval(HostRequest request) override {
        Kept kept{m_notes.redactor.objects(request.icc), {}};
        kept.result = m_host.keepOfflineApproval(std::move(request));
        m_notes.add(kept);
        return kept.result;
    }

private:
    Host& m_host;
    Notes& m_notes;
};

class RecordedRandom final : public Random {
public:
    RecordedRandom(Random& random, Notes& notes) : m_random(random), m_notes(notes) {}
    void fill(std::span<std::uint8_t> bytes) override {
        m_random.fill(bytes);
        m_notes.add(RandomOctets{Bytes(bytes.begin(), bytes.end())});
    }

private:
    Random& m_random;
    Notes& m_notes;
};

class RecordedMemory final : public TerminalMemory {
public:
    RecordedMemory(TerminalMemory& memory, Notes& notes) : m_memory(memory), m_notes(notes) {}
    [[nodiscard]] bool isOnExceptionFile(ByteView pan, std::string_view panSequence) override {
        const bool listed = m_memory.isOnExceptionFile(pan, panSequence);
        m_notes.add(OnExceptionFile{listed});
        return listed;
    }
    [[nodiscard]] std::int64_t recentAmount(ByteView pan) override {
        const std::int64_t minor = m_memory.recentAmount(pan);
        m_notes.add(RecentAmount{minor});
        return minor;
    }
    [[nodiscard]] Seen see(ByteView pan, std::string_view panSequence, std::uint16_t atc,
                           ByteView unpredictableNumber) override {
        const Seen seen = m_memory.see(pan, panSequence, atc, unpredictableNumber);
        if (seen.counter || seen.number) m_notes.add(SeenBefore{seen.counter, seen.number});
        return seen;
    }

private:
    TerminalMemory& m_memory;
    Notes& m_notes;
};

class RecordedTrace final : public Trace {
public:
    RecordedTrace(Trace* listener, Notes& notes) : m_listener(listener), m_notes(notes) {}
    void decided(std::string_view paragraph, std::string_view what) override {
        m_notes.add(Decided{std::string(paragraph), std::string(what)});
        if (m_listener != nullptr) m_listener->decided(paragraph, what);
    }
    Bytes verdict(std::string_view name, const std::function<Bytes()>& find) override {
        Bytes value = find();
        m_notes.add(Verdict{std::string(name), value});
        return value;
    }

private:
    Trace* m_listener;
    Notes& m_notes;
};

}  // namespace

struct Recorder::Parts {
    Parts(const Surroundings& world, const Transaction& transaction, CardInterface interface)
        : notes{{}, {interface, localTime(world.clock.now()), transaction, {}, {}}},
          card(world.card, notes),
          person(world.cardholder, notes),
          host(world.host, notes),
          random(world.random, notes),
          trace(world.trace, notes),
          given{card, person, host, world.clock, random, world.stop, nullptr, &trace} {
        if (world.memory != nullptr) given.memory = &memory.emplace(*world.memory, notes);
    }

    Notes notes;
    RecordedCard card;
    RecordedPerson person;
    RecordedHost host;
    RecordedRandom random;
    RecordedTrace trace;
    std::optional<RecordedMemory> memory;
    Surroundings given;
};

Recorder::Recorder(const Surroundings& world, const Transaction& transaction,
                   CardInterface interface)
    : m_parts(std::make_unique<Parts>(world, transaction, interface)) {}

Recorder::~Recorder() = default;

Surroundings Recorder::surroundings() {
    return m_parts->given;
}

void Recorder::ended(const Outcome& outcome) {
    m_parts->notes.transcript.ending = endingOf(outcome);
}

std::string Recorder::text() const {
    std::string text = toText(m_parts->notes.transcript);
    m_parts->notes.redactor.hideNumbers(text);
    return text;
}

}  // namespace tappay::emv::trace
