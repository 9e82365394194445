#include "simulator/network/issuer_card.h"

#include <QDateTime>
#include <QString>
#include <array>
#include <cstdlib>

#include "base/pan.h"
#include "crypto/mac.h"
#include "crypto/pin_block.h"
#include "iso8583/fields.h"
#include "tlv/tlv.h"

namespace tappay::simulator::network {

namespace {

constexpr int kPinTries = 3;
constexpr std::string_view kApproved = "00";
constexpr tlv::Tag kElectronicCashCode = 0x9F74;

std::string beforeSeparator(const std::string& track2) {
    return track2.substr(0, track2.find_first_of("D="));
}

std::string expiryOnTrack(const std::string& track2) {
    const auto separator = track2.find_first_of("D=");
    return separator == std::string::npos ? "" : track2.substr(separator + 1, 4);
}

std::optional<Money> amountOf(const iso8583::Message& request) {
    const std::string currencyText = request.text(49);
    const std::string digits = request.text(4);
    if (currencyText.size() != 3 || digits.size() != 12) return std::nullopt;
    const auto currency =
        currencyByNumeric(static_cast<std::uint16_t>(std::atoi(currencyText.c_str())));
    if (!currency) return std::nullopt;
    return Money{std::atoll(digits.c_str()), *currency};
}

// Field 22: the number was typed in or kept, and nobody entered a PIN.
bool isWithoutCard(const iso8583::Message& request) {
    return request.text(22) == "012";
}

// Track 2, PIN and chip: nobody has them without the card.
bool hasCardData(const iso8583::Message& request) {
    return request.has(35) || request.has(52) || request.has(55);
}

std::string statusCode(AccountStatus status) {
    switch (status) {
        case AccountStatus::Blocked:
            return "62";
        case AccountStatus::Lost:
            return "41";
        case AccountStatus::Expired:
            return "54";
        case AccountStatus::Active:
            break;
    }
    return std::string(kApproved);
}

}  // namespace

std::string timestamp(const Clock& clock) {
    const auto since = clock.now().time_since_epoch();
    const auto millis = std::chrono::duration_cast<std::chrono::milliseconds>(since).count();
    return QDateTime::fromMSecsSinceEpoch(millis, Qt::UTC)
        .toString(Qt::ISODateWithMs)
        .toStdString();
}

Issuer::Issuer(const NetworkConfig& config, const TerminalKeys& keys, Ledger& ledger,
               const Clock& clock, Random& random)
    : m_config(config), m_keys(keys), m_ledger(ledger), m_clock(clock), m_random(random) {}

Issuer::Card Issuer::cardOf(const iso8583::Message& request) const {
    std::string track2 = request.text(35);
    Card card;
    card.pan = request.has(2) ? request.text(2) : beforeSeparator(track2);
    card.expiry = request.has(14) ? request.text(14) : expiryOnTrack(track2);
    // Field 23 is three digits, the card's sequence number two.
    if (request.has(23)) card.panSequence = request.text(23).substr(1);
    card.issuer = m_config.bank.issuerOf(card.pan);
    card.account = m_config.bank.accountOf(card.pan);
    wipe(track2);
    return card;
}

Entry Issuer::entryOf(const iso8583::Message& request, const Card& card) const {
    Entry entry;
    const auto field60 = iso8583::Field60::decode(request.text(60));
    entry.key = {request.text(41), request.text(42), field60 ? field60->batch : "",
                 request.text(11)};
    entry.maskedPan = maskPan(card.pan);
    if (card.account != nullptr) entry.account = accountId(card.pan);
    entry.amount = amountOf(request).value_or(Money{});
    entry.time = timestamp(m_clock);
    return entry;
}

Entry Issuer::entryOf(const iso8583::Message& request) const {
    return entryOf(request, cardOf(request));
}

Result<Decision> Issuer::authorise(const iso8583::Message& request, const Fault* asked) {
    const Card card = cardOf(request);
    Entry entry = entryOf(request, card);
    Decision decision;
    decision.reference = makeReference();
    if (card.issuer != nullptr) decision.issuerName = card.issuer->name;
    // The same number again, or one whose reversal was here already: the books stay as they are.
    if (m_ledger.find(entry.key) != nullptr) {
        decision.responseCode = "94";
        return decision;
    }
    if (!amountOf(request) || entry.key.batch.empty()) {
        decision.responseCode = "30";
        return decision;
    }

    std::optional<CardProof> proof;
    if (card.account != nullptr)
        entry.pinTries = m_ledger.pinTries(entry.account).value_or(card.account->wrongPins);
    decision.responseCode = judge(request, card, entry, proof);
    if (decision.responseCode == kApproved && asked != nullptr && asked->kind == FaultKind::Code)
        decision.responseCode = asked->code;
    const bool approved = decision.responseCode == kApproved;
    if (approved) decision.authCode = makeAuthCode();
    if (proof) {
        std::optional<std::uint32_t> script;
        if (approved && asked != nullptr && asked->kind == FaultKind::Script71) script = 0x71;
        if (approved && asked != nullptr && asked->kind == FaultKind::Script72) script = 0x72;
        TAPPAY_TRY(icc, answerToCard(*proof, decision.responseCode, script));
        decision.icc = std::move(icc);
    }
    entry.responseCode = decision.responseCode;
    entry.authCode = decision.authCode;
    entry.reference = decision.reference;
    entry.state = approved ? EntryState::Approved : EntryState::Declined;
    TAPPAY_CHECK(m_ledger.record(std::move(entry)));
    return decision;
}

Result<Decision> Issuer::book(const iso8583::Message& request, const Fault* asked) {
    const Card card = cardOf(request);
    Entry entry = entryOf(request, card);
    Decision decision;
    decision.reference = makeReference();
    if (card.issuer != nullptr) decision.issuerName = card.issuer->name;
    if (const Entry* known = m_ledger.find(entry.key)) {
        const bool same =
            known->offline && known->amount == entry.amount && known->maskedPan == entry.maskedPan;
        decision.responseCode = same ? known->responseCode : "94";
        if (!same) return decision;
        decision.authCode = known->authCode;
        decision.reference = known->reference;
        return decision;
    }
    entry.offline = true;
    decision.responseCode = judgeOffline(request, card, entry);
    // Under another trace number: that one stands, and this one leaves no trace.
    if (decision.responseCode == "94") return decision;
    if (decision.responseCode == kApproved && asked != nullptr && asked->kind == FaultKind::Code)
        decision.responseCode = asked->code;
    const bool approved = decision.responseCode == kApproved;
    if (approved) decision.authCode = makeAuthCode();
    entry.responseCode = decision.responseCode;
    entry.authCode = decision.authCode;
    entry.reference = decision.reference;
    entry.state = approved ? EntryState::Approved : EntryState::Declined;
    TAPPAY_CHECK(m_ledger.record(std::move(entry)));
    return decision;
}

// No limit, status or balance: the issuer's card has given its word.
std::string Issuer::judgeOffline(const iso8583::Message& request, const Card& card,
                                 Entry& entry) const {
    if (!amountOf(request) || entry.key.batch.empty()) return "30";
    if (card.issuer == nullptr) return "15";
    if (card.account == nullptr) return "14";
    const auto checked =
        checkCryptogram(*card.issuer, card.pan, card.panSequence, request.binary(55),
                        request.text(4), request.text(49), Cryptogram::Tc);
    if (!checked) return checked.error().code == FailureCode::CryptoFailed ? "59" : "30";
    if (m_ledger.knowsAtc(entry.account, checked->atc)) return "94";
    entry.atc = checked->atc;
    const auto items = tlv::parse(request.binary(55));
    entry.electronicCash = items && tlv::find(*items, kElectronicCashCode).has_value();
    return std::string(kApproved);
}

std::string Issuer::judge(const iso8583::Message& request, const Card& card, Entry& entry,
                          std::optional<CardProof>& proof) const {
    if (request.has(2) && request.has(35) && beforeSeparator(request.text(35)) != card.pan)
        return "30";
    if (card.issuer == nullptr) return "15";
    if (card.account == nullptr) return "14";
    const Account& account = *card.account;

    if (std::string code = judgeProof(request, card, entry, proof); code != kApproved) return code;
    if (std::string code = judgeAccount(card); code != kApproved) return code;
    if (std::string code = judgeCardholder(request); code != kApproved) return code;
    if (std::string code = judgePin(request, card, entry); code != kApproved) return code;
    if (entry.amount.currency != account.opening.currency) return "57";
    if (entry.amount.minor > account.singleLimit.minor) return "61";
    if (entry.amount.minor > account.opening.minor - m_ledger.spent(entry.account)) return "51";
    return isTransfer(request) ? judgePayee(request, card, entry) : std::string(kApproved);
}

// The card's own word that it was there, or the entry mode's that it was not: its owner agreed
// elsewhere, and the acquirer answers for that.
std::string Issuer::judgeProof(const iso8583::Message& request, const Card& card, Entry& entry,
                               std::optional<CardProof>& proof) const {
    if (isWithoutCard(request)) return hasCardData(request) ? "30" : std::string(kApproved);
    auto checked = checkCryptogram(*card.issuer, card.pan, card.panSequence, request.binary(55),
                                   request.text(4), request.text(49));
    if (!checked) return checked.error().code == FailureCode::CryptoFailed ? "59" : "30";
    if (std::string code = judgeCounter(checked->atc, entry); code != kApproved) return code;
    entry.atc = checked->atc;
    proof = std::move(*checked);
    return std::string(kApproved);
}

std::string Issuer::judgeAccount(const Card& card) const {
    const Account& account = *card.account;
    if (account.status != AccountStatus::Active) return statusCode(account.status);
    const LocalTime today = localTime(m_clock.now());
    const int thisMonth = today.year % 100 * 100 + today.month;
    const bool expired =
        card.expiry != account.expiry || std::atoi(card.expiry.c_str()) < thisMonth;
    return expired ? "54" : std::string(kApproved);
}

// A counter counts up. One that doesn't is a copied card or a repeated request.
std::string Issuer::judgeCounter(std::uint16_t atc, Entry& entry) const {
    const auto last = m_ledger.lastAtc(entry.account);
    const auto inquired = m_inquiries.find(entry.account);
    entry.oldCounter =
        (last && atc <= *last) || (inquired != m_inquiries.end() && atc <= inquired->second);
    return entry.oldCounter && m_config.refuseOldCounters ? "63" : std::string(kApproved);
}

// The TVR is under the cryptogram: whether card and terminal verified anybody (EMV Book 3, annex
// C5, byte 3).
std::string Issuer::judgeCardholder(const iso8583::Message& request) {
    constexpr std::uint8_t kNotVerified = 0x80, kTriesExceeded = 0x20;
    const auto items = tlv::parse(request.binary(55));
    const auto tvr = items ? tlv::find(*items, 0x95) : std::nullopt;
    if (!tvr || ((*tvr)[2] & kNotVerified) == 0) return std::string(kApproved);
    return ((*tvr)[2] & kTriesExceeded) != 0 ? "75" : "55";
}

std::string Issuer::judgePin(const iso8583::Message& request, const Card& card,
                             Entry& entry) const {
    if (!request.has(52)) {
        // The third digit of the entry mode says whether there is a PIN.
        return request.text(22).ends_with('1') ? "99" : std::string(kApproved);
    }
    if (entry.pinTries >= kPinTries) return "75";
    const bool format4 = m_config.pinField == iso8583::PinField::Octets16;
    const auto pik = m_keys.pik(request.text(41)), block = request.binary(52),
               pan = asBytes(card.pan);
    const auto pin = format4 ? crypto::decipherPinFormat4(pik, block, pan)
                             : crypto::decipherPinFormat0(pik, block, pan);
    if (pin && equalConstantTime(pin->view(), card.account->pin.view())) {
        entry.pinTries = 0;
        return std::string(kApproved);
    }
    ++entry.pinTries;
    return entry.pinTries >= kPinTries ? "75" : "55";
}

Result<std::string> Issuer::reverse(const iso8583::Message& request) {
    Entry asked = entryOf(request, cardOf(request));
    asked.reversalReason = request.text(39);
    const Entry* original = m_ledger.find(asked.key);
    if (original == nullptr) {
        asked.state = EntryState::ReversedFirst;
        TAPPAY_CHECK(m_ledger.record(std::move(asked)));
        return "25";
    }
    if (original->state == EntryState::Reversed) return std::string(kApproved);
    if (original->state != EntryState::Approved) return "25";
    if (original->amount != asked.amount) return "64";
    Entry reversed = *original;
    reversed.state = EntryState::Reversed;
    reversed.reversalReason = asked.reversalReason;
    reversed.time = asked.time;
    TAPPAY_CHECK(m_ledger.record(std::move(reversed)));
    return std::string(kApproved);
}

std::string Issuer::accountId(std::string_view pan) const {
    const auto digest = crypto::hmacSha256(m_config.mak.view(), asBytes(pan));
    return digest ? toHex(ByteView(*digest).first(8)) : std::string{};
}

std::string Issuer::makeAuthCode() {
    std::array<std::uint8_t, 6> digits{};
    m_random.fill(digits);
    std::string code;
    for (const std::uint8_t digit : digits)
        code += static_cast<char>('0' + digit % 10);
    return code;
}

std::string Issuer::makeReference() const {
    // Last digit of the year, day of the year, hour, and a running number.
    const LocalTime now = localTime(m_clock.now());
    const int day = QDate(now.year, now.month, now.day).dayOfYear();
    const auto running = static_cast<qulonglong>(m_ledger.entries().size() + 1) % 1'000'000;
    return QString("%1%2%3%4")
        .arg(now.year % 10)
        .arg(day, 3, 10, QChar('0'))
        .arg(now.hour, 2, 10, QChar('0'))
        .arg(running, 6, 10, QChar('0'))
        .toStdString();
}

}  // namespace tappay::simulator::network
