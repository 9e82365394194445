#include "emv/terminal_risk_management.h"

#include <algorithm>

#include "base/secret.h"
#include "emv/numeric.h"
#include "emv/session.h"
#include "emv/tags.h"
#include "emv/terminal_memory.h"
#include "emv/transaction_kind.h"

namespace tappay::emv {

namespace {

SecretBytes cardNumber(const Session& session) {
    auto digits = digitsOf(session.data.find(tag::kPan).value_or(ByteView{}));
    SecretBytes number(asBytes(digits.value_or(std::string())));
    if (digits) wipe(*digits);
    return number;
}

// Book 4, 6.3.5. The card is not asked whether it wants this.
void checkExceptionFile(Session& session) {
    const SecretBytes pan = cardNumber(session);
    const std::string sequence = toHex(session.data.get(tag::kPanSequence));
    if (session.memory != nullptr && session.memory->isOnExceptionFile(pan.view(), sequence))
        session.note(TvrBit::OnExceptionFile, "Book 4, 6.3.5");
}

// Book 3, 10.6.1: together with what the same card paid before, against split sales.
void checkFloorLimit(Session& session) {
    const SecretBytes pan = cardNumber(session);
    const std::int64_t earlier =
        session.memory == nullptr ? 0 : session.memory->recentAmount(pan.view());
    if (session.transaction.amount.minor >= session.application->floorLimit - earlier)
        session.note(TvrBit::FloorLimitExceeded, "Book 3, 10.6.1");
}

// Of the transactions of this amount the target percentage goes online. From the threshold to the
// floor limit it grows to its maximum; compared without dividing, so that nothing is rounded.
bool isSelected(const AidParameters& application, std::int64_t amount, std::int64_t drawn) {
    const std::int64_t target = application.randomTarget;
    if (amount < application.randomThreshold) return drawn <= target;
    const std::int64_t range = application.floorLimit - application.randomThreshold;
    return (drawn - target) * range <=
           (application.randomTargetMax - target) * (amount - application.randomThreshold);
}

// Uniform in 1 .. 99; four octets make the bias of the remainder meaningless.
std::int64_t drawPercent(Random& random) {
    Bytes drawn(4);
    random.fill(drawn);
    return static_cast<std::int64_t>(fromBinary(drawn) % 99) + 1;
}

// Book 3, 10.6.2: below the floor limit, on terminals that can go online and offline.
void selectRandomly(Session& session) {
    const std::int64_t amount = session.transaction.amount.minor;
    const std::uint8_t type = session.parameters.terminal.type;
    if (amount >= session.application->floorLimit || isOnlineOnly(type) || isOfflineOnly(type))
        return;
    if (isSelected(*session.application, amount, drawPercent(session.random)))
        session.note(TvrBit::SelectedRandomly, "Book 3, 10.6.2");
}

// A counter of two octets the card gives by GET DATA; nothing when it does not.
Result<std::optional<std::uint64_t>> readCounter(Session& session, tlv::Tag counter) {
    TAPPAY_TRY(answer, session.card.transmit(apdu::getData(static_cast<std::uint16_t>(counter))));
    if (!answer.ok()) return std::nullopt;
    const auto object = tlv::parseTemplate(answer.data, counter);
    if (!object || object->value.size() != 2) return std::nullopt;
    session.data.set(counter, object->value);
    return fromBinary(object->value);
}

// Book 3, 10.6.3: transactions since the card was last online.
Result<void> checkVelocity(Session& session) {
    const auto lower = session.data.find(tag::kLowerConsecutiveLimit);
    const auto upper = session.data.find(tag::kUpperConsecutiveLimit);
    if (!lower || !upper) return {};
    const std::uint64_t lowerLimit = fromBinary(*lower), upperLimit = fromBinary(*upper);
    TAPPAY_TRY(counter, readCounter(session, tag::kAtc));
    TAPPAY_TRY(lastOnline, readCounter(session, tag::kLastOnlineAtc));
    const bool comparable = counter && lastOnline && *counter > *lastOnline;
    if (!comparable || *counter - *lastOnline > lowerLimit)
        session.note(TvrBit::LowerConsecutiveLimitExceeded, "Book 3, 10.6.3");
    if (!comparable || *counter - *lastOnline > upperLimit)
        session.note(TvrBit::UpperConsecutiveLimitExceeded, "Book 3, 10.6.3");
    if (lastOnline && *lastOnline == 0) session.note(TvrBit::NewCard, "Book 3, 10.6.3");
    return {};
}

}  // namespace

Result<void> manageTerminalRisk(Session& session) {
    if (session.transaction.forceOnline) session.note(TvrBit::ForcedOnline, "Book 4, 6.5.1");
    checkExceptionFile(session);
    if (!session.aip.has(AipBit::TerminalRiskManagement)) return {};
    checkFloorLimit(session);
    selectRandomly(session);
    TAPPAY_CHECK(checkVelocity(session));
    session.decided("Book 3, 10.6", "terminal risk management performed");
    session.tsi.set(TsiBit::TerminalRiskManagement);
    return {};
}

}  // namespace tappay::emv
