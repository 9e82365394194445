#include "backend/callers.h"

#include <algorithm>
#include <limits>

#include "backend/answers.h"
#include "backend/terminals/standing.h"
#include "crypto/jose.h"
#include "protocol/time.h"

namespace tappay::backend {

namespace {

constexpr std::chrono::minutes kTimeTolerance{5}, kSameRefusal{1};
constexpr std::size_t kMaxNoted = 1024;
// Anybody can call himself what he likes, without any key.
constexpr std::ptrdiff_t kMaxStrangersNoted = 20;

EnrolledTerminal configured(const TerminalConfig& terminal) {
    EnrolledTerminal known;
    known.keyId = terminal.keyId;
    known.terminalId = terminal.terminalId;
    known.merchantId = terminal.merchantId;
    known.expires = std::numeric_limits<std::int64_t>::max();
    return known;
}

}  // namespace

Result<void> checkTime(const Clock& clock, const std::string& time) {
    TAPPAY_TRY(sent, protocol::parseTime(time));
    if (std::chrono::abs(clock.now() - sent) > kTimeTolerance)
        return fail(FailureCode::ClockWrong, "the terminal's time is more than 5 minutes off");
    return {};
}

Result<void> checkAsker(const EnrolledTerminal& from, const std::string& terminalId,
                        const std::string& time, const Clock& clock) {
    if (from.terminalId != terminalId)
        return fail(FailureCode::PermissionDenied, "another terminal's key");
    return checkTime(clock, time);
}

bool isEnrolled(const EnrolledTerminal& terminal) {
    return !terminal.certificate.empty();
}

Result<std::unique_ptr<Callers>> Callers::create(const Config& config, TerminalDirectory* directory,
                                                 const Clock& clock, Refused refused) {
    std::unique_ptr<Callers> callers(new Callers(directory, clock, std::move(refused)));
    for (const auto& terminal : config.terminals) {
        TAPPAY_TRY(verifier, crypto::EcVerifier::create(terminal.publicKey));
        callers->m_configured.emplace(
            terminal.keyId, std::make_shared<const TerminalDirectory::Entry>(configured(terminal),
                                                                             std::move(verifier)));
    }
    return callers;
}

Callers::Callers(TerminalDirectory* directory, const Clock& clock, Refused refused)
    : m_directory(directory), m_clock(clock), m_refused(std::move(refused)) {}

Result<Caller> Callers::find(const std::string& keyId) {
    if (m_directory != nullptr) {
        TAPPAY_TRY(enrolled, m_directory->find(keyId));
        if (enrolled) return enrolled;
    }
    if (const auto found = m_configured.find(keyId); found != m_configured.end())
        return found->second;
    return fail(FailureCode::TerminalUnknown, "unknown terminal key");
}

Result<SignedMessage> Callers::verify(std::string_view compact) {
    TAPPAY_TRY(parts, crypto::jwsParse(compact));
    auto from = find(parts.kid);
    if (!from) {
        if (from.error().code == FailureCode::TerminalUnknown)
            note(parts.kid, parts.kid, from.error());
        return std::unexpected(std::move(from).error());
    }
    auto payload = crypto::jwsVerify(parts, (*from)->verifier);
    if (!payload) return fail(FailureCode::PermissionDenied, "the signature doesn't fit");
    // Only who holds the key hears how it stands.
    const auto& terminal = (*from)->terminal;
    if (auto good = checkStanding(terminal.standing, terminal.expires, milliseconds(m_clock.now()));
        !good) {
        note(terminal.keyId, terminal.terminalId, good.error());
        return std::unexpected(std::move(good).error());
    }
    return SignedMessage{std::move(*from), toText(*payload)};
}

Result<void> Callers::standing(const std::string& keyId) {
    TAPPAY_TRY(from, find(keyId));
    return checkStanding(from->terminal.standing, from->terminal.expires,
                         milliseconds(m_clock.now()));
}

void Callers::note(const std::string& keyId, const std::string& terminalId,
                   const Failure& failure) {
    const auto now = m_clock.monotonic();
    {
        const std::scoped_lock lock(m_mutex);
        std::erase_if(m_noted,
                      [&](const auto& noted) { return now - noted.second.at >= kSameRefusal; });
        const bool stranger = failure.code == FailureCode::TerminalUnknown;
        if (m_noted.size() >= kMaxNoted ||
            (stranger && std::ranges::count_if(m_noted, [](const auto& noted) {
                             return noted.second.stranger;
                         }) >= kMaxStrangersNoted))
            return;
        const auto what = keyId + " " + std::string(describe(failure.code).name);
        if (!m_noted.emplace(what, Noted{now, stranger}).second) return;
    }
    m_refused(keyId, terminalId, failure);
}

}  // namespace tappay::backend
