#include "backend/confirm/push_sockets.h"

#include "protocol/codec.h"
#include "protocol/time.h"

namespace tappay::backend {

namespace {

constexpr std::string_view kTerminals = "/v1/push", kPhones = "/v1/phone/push";
// RFC 6455, 7.4: a message that breaks the rules, and one of the range that is ours.
constexpr std::uint16_t kRefused = 1008, kReplaced = 4001;

}  // namespace

// Who reads at one socket. Its members are under the mutex of all.
class PushSockets::Reader final : public WebSocketUser,
                                  public std::enable_shared_from_this<Reader> {
public:
    Reader(PushSockets& sockets, bool phone, const std::shared_ptr<WebSocket>& served)
        : isPhone(phone), socket(served), m_sockets(sockets) {}

    void received(std::string text, Next next) override {
        {
            const std::scoped_lock lock(m_sockets.m_mutex);
            question.emplace(std::move(text));
            goOn = std::move(next);
        }
        m_sockets.step(shared_from_this());
    }
    void ended() override { m_sockets.ended(shared_from_this()); }

    const bool isPhone;
    const std::weak_ptr<WebSocket> socket;
    std::string recipient;    // empty until it has said who it is
    std::string keyId;        // of a terminal
    std::string asked;        // the time of the last question
    std::int64_t cursor = 0;  // up to which it was told
    std::optional<std::string> question;
    Next goOn;
    bool busy = false, woken = false, over = false;

private:
    PushSockets& m_sockets;
};

// One look into the outbox, and what it found.
struct PushSockets::Look {
    bool isPhone = false;
    std::optional<std::string> question;
    std::string recipient, keyId, asked;
    std::int64_t cursor = 0;    // up to which it was told before
    std::int64_t received = 0;  // as the question says
    std::int64_t told = 0;      // now
    bool more = false;
};

bool PushSockets::isTarget(std::string_view target) {
    return target == kTerminals || target == kPhones;
}

bool PushSockets::takes(std::string_view target) const {
    return m_open && isTarget(target);
}

std::shared_ptr<WebSocketUser> PushSockets::enter(std::string_view target,
                                                  std::shared_ptr<WebSocket> socket) {
    if (++m_count > kMost) {
        --m_count;
        return nullptr;
    }
    return std::make_shared<Reader>(*this, target == kPhones, socket);
}

void PushSockets::ended(const ReaderPtr& reader) {
    const std::scoped_lock lock(m_mutex);
    --m_count;
    reader->over = true;
    reader->question.reset();
    const auto found = m_readers.find(reader->recipient);
    if (found != m_readers.end() && found->second == reader) m_readers.erase(found);
}

void PushSockets::wake(const std::string& recipient) {
    ReaderPtr reader;
    {
        const std::scoped_lock lock(m_mutex);
        const auto found = m_readers.find(recipient);
        if (found == m_readers.end()) return;
        reader = found->second;
        reader->woken = true;
    }
    step(reader);
}

// One look at a time; a question comes before what it was woken for, and looks for that as well.
void PushSockets::step(const ReaderPtr& reader) {
    auto next = std::make_shared<Look>();
    {
        const std::scoped_lock lock(m_mutex);
        if (reader->busy || reader->over) return;
        if (!reader->question && !reader->woken) return;
        reader->busy = true;
        reader->woken = false;
        next->isPhone = reader->isPhone;
        next->question = std::exchange(reader->question, std::nullopt);
        next->recipient = reader->recipient;
        next->keyId = reader->keyId;
        next->asked = reader->asked;
        next->cursor = reader->cursor;
    }
    look(reader, next);
}

void PushSockets::look(const ReaderPtr& reader, const LookPtr& look) {
    if (!look->isPhone)
        if (auto known = know(*look); !known)
            return told(reader, *look, std::unexpected(std::move(known).error()));
    m_turns.runUnsigned(
        [this, look](Turn& turn) { return read(turn, *look); },
        [this, reader, look](const Answer& answer) { told(reader, *look, answer); });
}

// A terminal's signature and standing, which need no turn.
Result<void> PushSockets::know(Look& look) {
    if (!look.question) return m_terminals.standing(look.keyId);
    TAPPAY_TRY(message, m_terminals.verify(*look.question));
    const auto& from = message.from->terminal;
    if (!isEnrolled(from))
        return fail(FailureCode::NotEnrolled, "known by the configuration alone");
    TAPPAY_TRY(question, protocol::decodePushQuestion(message.payload));
    TAPPAY_CHECK(checkAsker(from, question.terminalId, question.from.time, m_clock));
    if (!look.recipient.empty() && look.recipient != from.terminalId)
        return fail(FailureCode::PermissionDenied, "another terminal's socket");
    TAPPAY_CHECK(checkFirst(from.terminalId, question.from.time));
    look.recipient = from.terminalId;
    look.keyId = from.keyId;
    look.asked = question.from.time;
    look.received = question.cursor;
    return {};
}

Result<void> PushSockets::checkFirst(const std::string& terminal, const std::string& time) {
    TAPPAY_TRY(at, protocol::parseTime(time));
    const std::scoped_lock lock(m_mutex);
    auto& last = m_asked[terminal];
    if (at <= last) return fail(FailureCode::PermissionDenied, "a question that came before");
    last = at;
    return {};
}

Result<std::string> PushSockets::read(Turn& turn, Look& look) {
    if (look.isPhone) TAPPAY_CHECK(admit(turn, look));
    if (look.question)
        TAPPAY_CHECK(Push::received(turn, look.recipient, look.isPhone, look.received));
    TAPPAY_TRY(events, m_push.after(turn, look.recipient, std::max(look.cursor, look.received)));
    look.told = events.cursor;
    look.more = events.events.size() == protocol::kMostEvents;
    if (events.events.empty() && !look.question) return std::string();
    events.asked = look.asked;
    return protocol::encode(events);
}

// A phone's signature, sequence and standing.
Result<void> PushSockets::admit(Turn& turn, Look& look) {
    if (!look.question) return PhoneCallers::checkStanding(turn, look.recipient);
    TAPPAY_TRY(message, m_phones.verify(turn, *look.question));
    if (message.again) return fail(FailureCode::PermissionDenied, "a question that came before");
    TAPPAY_TRY(question, protocol::decodePushQuestion(message.payload));
    if (!look.recipient.empty() && look.recipient != message.from.id)
        return fail(FailureCode::PermissionDenied, "another phone's socket");
    look.recipient = message.from.id;
    look.asked = question.from.time;
    look.received = question.cursor;
    return {};
}

void PushSockets::told(const ReaderPtr& reader, Look& look, const Answer& answer) {
    if (!answer) return refuse(reader, answer.error());
    settle(reader, look);
    const auto socket = reader->socket.lock();
    if (!socket) return;
    if (answer->empty()) return finish(reader);
    auto told = m_answers.sign(*answer);
    if (!told) return refuse(reader, told.error());
    socket->send(std::move(*told), [this, reader] { finish(reader); });
}

// What the look has brought to light. On the writer's thread, where nothing can be told between
// the look and this.
void PushSockets::settle(const ReaderPtr& reader, const Look& look) {
    ReaderPtr former;
    WebSocketUser::Next goOn;
    {
        const std::scoped_lock lock(m_mutex);
        reader->recipient = look.recipient;
        reader->keyId = look.keyId;
        reader->asked = look.asked;
        reader->cursor = look.told;
        if (look.more) reader->woken = true;
        if (look.question) goOn = std::exchange(reader->goOn, nullptr);
        auto& known = m_readers[reader->recipient];
        if (look.question && !reader->over && known != reader)
            former = std::exchange(known, reader);
        if (known == nullptr) m_readers.erase(reader->recipient);
    }
    if (goOn) goOn();
    if (!former) return;
    if (const auto socket = former->socket.lock()) socket->close(kReplaced);
}

void PushSockets::finish(const ReaderPtr& reader) {
    {
        const std::scoped_lock lock(m_mutex);
        reader->busy = false;
    }
    step(reader);
}

// It stays busy: nothing more is told.
void PushSockets::refuse(const ReaderPtr& reader, const Failure& failure) {
    m_log.failure("push", failure);
    WebSocketUser::Next goOn;
    {
        const std::scoped_lock lock(m_mutex);
        goOn = std::exchange(reader->goOn, nullptr);
    }
    if (const auto socket = reader->socket.lock()) {
        socket->send(protocol::encodeError(failure), {});
        socket->close(kRefused);
    }
    if (goOn) goOn();
}

}  // namespace tappay::backend
