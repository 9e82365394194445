#include "terminal/cardholder/card_prover.h"

#include <algorithm>

#include "base/uuid.h"
#include "protocol/order.h"
#include "tlv/tlv.h"

namespace tappay::terminal {

using emv::Next;

namespace {

constexpr std::uint8_t kInquiry = 0x31;        // 9C: first digits of the processing code
constexpr std::uint8_t kNoCvmRequired = 0x08;  // 9F33, octet 2 (EMV Book 4, Annex A2)
constexpr std::uint32_t kLastSequence = 99'999'999;
constexpr tlv::Tag kIssuerAuthentication = 0x91;

// What proves the card is its cryptogram and not who holds it.
emv::Parameters withoutPin(emv::Parameters parameters) {
    parameters.terminal.capabilities[1] = kNoCvmRequired;
    for (auto& application : parameters.aids)
        application.onlinePin = false;
    return parameters;
}

std::array<std::uint8_t, 4> numberFor(ByteView challenge, std::string_view terminalId) {
    std::array<std::uint8_t, 4> number{};
    std::ranges::copy(protocol::challengedNumber(challenge, terminalId), number.begin());
    return number;
}

// A number for each inquiry, without a journal that would count them.
std::uint32_t sequenceAt(const Clock& clock) {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(clock.now()).time_since_epoch();
    return static_cast<std::uint32_t>(seconds.count() % kLastSequence) + 1;
}

emv::HostAnswer toKernel(const protocol::CardholderAnswer& answer) {
    emv::HostAnswer result{true, answer.responseCode, {}, {}};
    const auto items = tlv::parse(answer.icc);
    if (!items) return result;  // the card decides without it
    if (const auto value = tlv::find(*items, kIssuerAuthentication))
        result.issuerAuthentication.assign(value->begin(), value->end());
    return result;
}

}  // namespace

CardProver::CardProver(World& world, const Parameters& parameters, link::TerminalIdentity identity,
                       Bytes challenge, Tell tell, std::stop_token stop)
    : m_world(world),
      m_parameters(withoutPin(parameters.kernel)),
      m_identity(std::move(identity)),
      m_challenge(std::move(challenge)),
      m_tell(std::move(tell)),
      m_stop(std::move(stop)) {
    m_transaction.amount.currency = m_parameters.terminal.currency;
    m_transaction.type = kInquiry;
    m_transaction.forceOnline = true;
    m_transaction.sequence = sequenceAt(m_world.clock);
    m_transaction.unpredictableNumber = numberFor(m_challenge, m_identity.terminalId);
}

Result<protocol::CardholderFacts> CardProver::prove(std::chrono::milliseconds wait) {
    const auto deadline = Deadline::in(wait, m_stop);
    TAPPAY_TRY(tappable, emv::contactless::preprocess(m_parameters, m_transaction));
    m_tappable = std::move(tappable);
    m_wanted = {.contact = m_parameters.contactless.contactAlso,
                .contactless = !m_tappable.empty()};
    for (;;) {
        TAPPAY_TRY(card, find(deadline));
        const auto outcome = run(*card);
        card.reset();
        if (m_answer && *m_answer) return std::move((*m_answer)->account);
        if (m_answer) return std::unexpected(m_answer->error());
        if (!again(outcome, deadline))
            return std::unexpected(
                outcome.reason.value_or(Failure{FailureCode::CardDeclined, "no cryptogram"}));
    }
}

Result<std::unique_ptr<apdu::Card>> CardProver::find(const Deadline& deadline) {
    std::optional<Failure> last;
    for (;;) {
        m_tell(CardProofStage::PresentCard);
        const auto place = m_world.readers.waitForCard(m_wanted, deadline);
        if (!place && place.error().code == FailureCode::CardTimeout && last)
            return std::unexpected(*last);
        if (!place) return std::unexpected(place.error());
        m_place = *place;
        auto connected = m_world.readers.connect(*place);
        if (connected) return connected;
        last = connected.error();
        // Upside down, or gone again at once: the person can put it right.
        if (last->code != FailureCode::CardUnresponsive && last->code != FailureCode::CardRemoved &&
            last->code != FailureCode::CardChanged)
            return std::unexpected(*last);
        (void)m_world.readers.waitForRemoval(*place, deadline);
        if (deadline.cancelled()) return fail(FailureCode::Cancelled);
        if (deadline.passed()) return std::unexpected(*last);  // it may be in there still
    }
}

emv::Outcome CardProver::run(apdu::Card& card) {
    const emv::Surroundings around{card, *this, *this, m_world.clock, m_world.random, m_stop};
    if (!m_place->contactless) return emv::run(m_parameters, m_transaction, around);
    return emv::contactless::run(m_parameters, m_transaction, m_tappable, around);
}

bool CardProver::again(const emv::Outcome& outcome, const Deadline& deadline) {
    if (outcome.next == Next::Nothing || deadline.cancelled() || deadline.passed()) return false;
    if (outcome.next == Next::UseContact) m_wanted.contactless = false;
    if (!m_wanted.contact && !m_wanted.contactless) return false;
    m_tell(CardProofStage::PresentCard);
    (void)m_world.readers.waitForRemoval(*m_place, deadline);
    return true;
}

std::optional<card::CardPlace> CardProver::cardLeftIn() const {
    const auto now = m_world.readers.snapshot();
    const bool in = m_place && std::ranges::any_of(now.readers, [&](const auto& reader) {
                        return reader.name == m_place->reader && reader.cardPresent &&
                               reader.events == m_place->events;
                    });
    return in ? m_place : std::nullopt;
}

void CardProver::progress(emv::Step step) {
    switch (step) {
        case emv::Step::Selecting:
        case emv::Step::Reading:
        case emv::Step::Authenticating:
            return m_tell(CardProofStage::KeepCard);
        case emv::Step::CardRead:
            return m_tell(m_place->contactless ? CardProofStage::CardRead
                                               : CardProofStage::KeepCard);
        case emv::Step::Authorising:
        case emv::Step::Completing:
            return m_tell(CardProofStage::Authorising);
    }
}

// The card's own order: whichever of its applications proves that it is there.
Result<std::size_t> CardProver::chooseApplication(std::span<const emv::ApplicationChoice>) {
    return 0;
}

Result<emv::PinEntry> CardProver::enterOnlinePin(const emv::PinRequest&) {
    return emv::PinEntry::Bypassed;
}

Result<emv::OfflinePin> CardProver::enterOfflinePin(const emv::PinRequest&) {
    return emv::OfflinePin{};
}

// Whatever goes wrong here, the card is not to approve by itself.
Result<emv::HostAnswer> CardProver::authorise(emv::HostRequest request) {
    m_answer = ask(std::move(request));
    if (*m_answer) return toKernel(**m_answer);
    m_world.log.failure("cardholder", m_answer->error());
    return fail(FailureCode::HostTimeout, m_answer->error().detail);
}

Result<protocol::CardholderAnswer> CardProver::ask(emv::HostRequest request) {
    const auto deadline = Deadline::in(kAccountAnswerTime, m_stop);
    TAPPAY_TRY(signOn, m_world.standing.signedOn(deadline));
    protocol::CardData card;
    card.pan = std::move(request.pan);
    card.track2 = std::move(request.track2);
    card.expiry = std::move(request.expiry);
    card.panSequence = std::move(request.panSequence);
    card.icc = std::move(request.icc);
    protocol::CardProof proof;
    proof.challenge = m_challenge;
    proof.session = signOn->session;
    proof.key = makeUuidV7(m_world.clock, m_world.random);
    const bool tapped = request.interface == emv::CardInterface::Contactless;
    proof.entryMode = tapped ? "072" : "052";
    if (protocol::isVisibleText(request.label, protocol::kLongestCardLabel))
        proof.label = std::move(request.label);
    const protocol::SignOnSeal seal{signOn->session, signOn->processKey, ++signOn->sealings};
    TAPPAY_TRY(sealed, protocol::sealCard(proof.key, card, seal, m_world.random));
    proof.sealed = std::move(sealed);
    return proveCard({m_world.backEnd, m_world.chip, m_world.clock}, m_identity, std::move(proof),
                     deadline);
}

Result<void> CardProver::expectOfflineApproval() {
    return fail(FailureCode::CardNotProven, "the card wants to approve by itself");
}

Result<void> CardProver::keepOfflineApproval(emv::HostRequest) {
    return expectOfflineApproval();
}

}  // namespace tappay::terminal
