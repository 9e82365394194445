#include "terminal/confirm/played_back_end.h"

#include <algorithm>

#include "base/uuid.h"
#include "crypto/jose.h"
#include "protocol/envelope.h"
#include "protocol/time.h"

namespace tappay::terminal::testing {

using protocol::Confirmation;
using protocol::ConfirmationState;
using protocol::ConfirmationWish;
using protocol::PairingState;

Money yuan(std::int64_t fen) {
    return {fen, currencyByAlpha("CNY").value()};
}

protocol::ConfirmationIntent orderIntent(const std::string& key) {
    protocol::ConfirmationIntent intent;
    intent.terminalId = kTerminal;
    intent.key = key;
    intent.order = kOrderId;
    intent.card = kCardId;
    return intent;
}

protocol::ConfirmationRequest requestFor(const protocol::ConfirmationIntent& intent,
                                         const Clock& clock, Random& random) {
    protocol::ConfirmationRequest request;
    request.id = makeUuidV7(clock, random);
    request.payerAccount = "622848*********8901";
    request.order = "A-1001";
    request.payee = "Tea House";
    request.payeeAccount = "898310054110001";
    request.amount = intent.wish == ConfirmationWish::Order ? yuan(600'000) : intent.amount;
    request.kind = static_cast<protocol::ConfirmationKind>(intent.wish);
    if (intent.wish == ConfirmationWish::Transfer) {
        request.order = intent.purpose;
        request.payee = intent.payee.name;
        request.payeeAccount = intent.payee.account;
    }
    request.expires =
        std::chrono::floor<std::chrono::seconds>(clock.now()) + std::chrono::minutes(2);
    request.nonce.resize(protocol::kConfirmationNonce);
    random.fill(request.nonce);
    return request;
}

std::string PlayedBackEnd::nowText() const {
    return protocol::formatTime(m_clock.now());
}

link::TerminalIdentity PlayedBackEnd::identity() const {
    return {.terminalId = kTerminal,
            .keyId = "key-1",
            .sealTo = {},
            .sealKeyId = "seal-1",
            .answersBy = key.publicKey()};
}

std::string PlayedBackEnd::sign(const std::string& message) const {
    const auto other = crypto::EcPrivateKey::generate(crypto::Curve::P256).value();
    const auto& by = forging ? other : key;
    return crypto::jwsSign("answer", asBytes(message),
                           [&](ByteView octets) { return by.signEcdsa(octets); })
        .value();
}

std::string PlayedBackEnd::signedPayment(const std::string& id, protocol::PaymentState state,
                                         const Money& amount) const {
    protocol::PaymentAnswer payment;
    payment.key = id;
    payment.terminalId = kTerminal;
    payment.state = state;
    payment.amount = amount;
    payment.responseCode = "00";
    payment.authCode = "203817";
    payment.reference = "832615000412";
    payment.stan = "000412";
    payment.batch = "000001";
    payment.time = nowText();
    return protocol::sign(payment,
                          {"answer", [this](ByteView octets) { return key.signEcdsa(octets); }})
        .value();
}

void PlayedBackEnd::move(const std::string& id, ConfirmationState state,
                         protocol::ConfirmationReason reason) {
    const std::scoped_lock lock(m_mutex);
    auto& it = confirmations.at(id);
    it.state = state;
    it.reason = reason;
    it.time = nowText();
    if (state > ConfirmationState::Sent) {
        it.phone = kPhoneId;
        it.phoneName = "My phone";
    }
    if (state >= ConfirmationState::Signed && state <= ConfirmationState::Paid)
        it.device = kDeviceId;
    if (state == ConfirmationState::Paid)
        it.payment = signedPayment(id, protocol::PaymentState::Approved,
                                   protocol::decodeConfirmationRequest(it.request).value().amount);
    m_events.push_back(id);
    m_news.notify_all();
}

void PlayedBackEnd::answerPairing(const crypto::EcPublicKey& phone, const std::string& name,
                                  Bytes proof) {
    const std::scoped_lock lock(m_mutex);
    pairing->state = PairingState::Answered;
    pairing->key = phone;
    pairing->name = name;
    pairing->proof = std::move(proof);
    m_events.emplace_back();
    m_news.notify_all();
}

void PlayedBackEnd::endPairing(PairingState state) {
    const std::scoped_lock lock(m_mutex);
    pairing->state = state;
    m_events.emplace_back();
    m_news.notify_all();
}

std::vector<std::string> PlayedBackEnd::asked() const {
    const std::scoped_lock lock(m_mutex);
    return m_asked;
}

std::size_t PlayedBackEnd::countOf(const std::string& word) const {
    const auto all = asked();
    return static_cast<std::size_t>(std::ranges::count(all, word));
}

std::optional<Confirmation> PlayedBackEnd::confirmationOf(const std::string& id) const {
    const std::scoped_lock lock(m_mutex);
    const auto found = confirmations.find(id);
    return found == confirmations.end() ? std::nullopt : std::optional(found->second);
}

Result<std::string> PlayedBackEnd::ask(const std::string& path, const std::string& body,
                                       const Deadline& deadline) {
    std::unique_lock lock(m_mutex);
    const auto word = path.substr(path.rfind('/') + 1);
    m_asked.push_back(word);
    m_news.notify_all();
    if (const auto failure = failing.find(word); failure != failing.end())
        return fail(failure->second, "as the test wants it");
    const auto payload = toText(crypto::jwsParse(body)->payload);
    auto answered = word == "poll" ? poll(payload, deadline, lock) : answer(word, path, payload);
    if (answered && replaying && m_before.contains(word)) return m_before[word];
    if (answered) m_before[word] = *answered;
    if (const auto failure = losing.find(word); failure != losing.end())
        return fail(failure->second, "as the test wants it");
    return answered;
}

Result<std::string> PlayedBackEnd::answer(const std::string& word, const std::string& path,
                                          const std::string& payload) {
    if (word == "confirmations") return intend(payload);
    if (path.starts_with("/v1/confirmations/")) return show(payload);
    if (word == "pairings") return offer(payload);
    if (path.starts_with("/v1/pairings/")) return pairingQuestion(payload);
    if (path.starts_with("/v1/phones/")) return phoneQuestion(payload);
    return deviceQuestion(payload);
}

Result<std::string> PlayedBackEnd::intend(const std::string& payload) {
    const auto intent = protocol::decodeConfirmationIntent(payload).value();
    auto& it = confirmations[intent.key];
    if (it.id.empty()) {
        const auto request = requestFor(intent, m_clock, m_random);
        it.to = kTerminal;
        it.key = intent.key;
        it.id = request.id;
        it.request = protocol::encode(request).value();
        it.time = nowText();
    }
    return say(it, intent.time);
}

Result<std::string> PlayedBackEnd::show(const std::string& payload) {
    const auto question = protocol::decodeConfirmationQuestion(payload).value();
    const auto found = confirmations.find(question.key);
    if (found == confirmations.end()) return fail(FailureCode::NotFound);
    auto& it = found->second;
    if (question.wish == protocol::ConfirmationAsk::Withdraw &&
        it.state < ConfirmationState::Signed) {
        it.state = ConfirmationState::Withdrawn;
        it.reason = protocol::ConfirmationReason::Computer;
    }
    return say(it, question.time);
}

Result<std::string> PlayedBackEnd::offer(const std::string& payload) {
    const auto asked = protocol::decodePairingOffer(payload).value();
    pairing.emplace();
    pairing->terminalId = kTerminal;
    pairing->pairing = asked.pairing;
    pairing->holder = asked.holder;
    pairing->answerKey = key.publicKey();
    pairing->expires = protocol::formatTime(m_clock.now() + std::chrono::minutes(5));
    return say(*pairing, asked.time);
}

Result<std::string> PlayedBackEnd::pairingQuestion(const std::string& payload) {
    const auto question = protocol::decodePairingQuestion(payload).value();
    if (!pairing || pairing->pairing != question.pairing) return fail(FailureCode::NotFound);
    const bool open = pairing->state <= PairingState::Answered;
    if (open && question.wish == protocol::PairingWish::Refuse)
        pairing->state = PairingState::Refused;
    if (open && question.wish == protocol::PairingWish::Accept) {
        pairing->state = PairingState::Accepted;
        pairing->computerProof = question.proof;
        pairing->phone = kPhoneId;
        phones.push_back({kPhoneId, pairing->name, nowText(), nowText()});
    }
    return say(*pairing, question.time);
}

Result<std::string> PlayedBackEnd::phoneQuestion(const std::string& payload) const {
    const auto question = protocol::decodePhoneQuestion(payload).value();
    protocol::Phones told{kTerminal, question.holder, phones, nowText(), question.time};
    for (auto& phone : told.phones) {
        if (phone.id != question.phone) continue;
        if (question.wish == protocol::PhoneWish::Rename) phone.name = question.name;
        if (question.wish == protocol::PhoneWish::Revoke)
            phone.standing = protocol::PhoneStanding::Revoked;
    }
    return sign(protocol::encode(told));
}

Result<std::string> PlayedBackEnd::deviceQuestion(const std::string& payload) {
    const auto question = protocol::decodeDeviceQuestion(payload).value();
    for (auto& device : devices) {
        if (device.id != question.device) continue;
        device.standing = question.wish == protocol::DeviceWish::Accept
                              ? protocol::DeviceStanding::Registered
                              : protocol::DeviceStanding::Revoked;
    }
    return sign(protocol::encode(
        protocol::SecurityDevices{kTerminal, question.holder, devices, nowText(), question.time}));
}

// Held back until there is news, as the real one does.
Result<std::string> PlayedBackEnd::poll(const std::string& payload, const Deadline& deadline,
                                        std::unique_lock<std::mutex>& lock) {
    const auto question = protocol::decodePushQuestion(payload).value();
    const auto cursor = static_cast<std::size_t>(question.cursor);
    const auto until = std::min(
        deadline.at, std::chrono::steady_clock::now() + std::chrono::seconds(question.wait));
    m_news.wait_until(lock, deadline.stop, until,
                      [&] { return m_events.size() > cursor || failing.contains("poll"); });
    if (deadline.cancelled()) return fail(FailureCode::HostTimeout, "given up");
    if (failing.contains("poll")) return fail(failing["poll"], "as the test wants it");
    protocol::Events events{kTerminal, question.cursor, {}, nowText(), question.from.time};
    for (; static_cast<std::size_t>(events.cursor) < m_events.size() &&
           events.events.size() < protocol::kMostEvents;
         ++events.cursor) {
        const auto& about = m_events[static_cast<std::size_t>(events.cursor)];
        if (about.empty()) {
            auto told = *pairing;
            told.time = nowText();
            events.events.emplace_back(std::move(told));
        } else {
            auto told = confirmations.at(about);
            if (spoil) spoil(told);
            events.events.emplace_back(std::move(told));
        }
    }
    if (spoilEvents) spoilEvents(events);
    return sign(protocol::encode(events));
}

std::string PlayedBackEnd::say(Confirmation told, const std::string& time) {
    told.asked = time;
    if (spoil) spoil(told);
    return sign(protocol::encode(told));
}

std::string PlayedBackEnd::say(protocol::Pairing told, const std::string& time) {
    told.time = nowText();
    told.asked = time;
    if (spoilPairing) spoilPairing(told);
    return sign(protocol::encode(told));
}

}  // namespace tappay::terminal::testing
