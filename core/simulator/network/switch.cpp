#include "simulator/network/switch.h"

#include <QString>

#include "iso8583/fields.h"
#include "simulator/network/wrong_answer.h"

namespace tappay::simulator::network {

namespace {

// What a reply repeats of its request.
constexpr int kRepeated[] = {3, 4, 11, 25, 41, 42, 49, 60};
constexpr std::size_t kMaxAcquirer = 11;
constexpr std::string_view kCredit = "200000", kRefundType = "25";  // fields 3 and 60.1
constexpr std::string_view kDoubleLengthKeys = "003";               // field 60.3 of a sign-on

std::string padded(std::string text) {
    text.resize(kMaxAcquirer, ' ');
    return text;
}

// What a card approved by itself, by field 60.1.
bool isOffline(const iso8583::Message& request) {
    const auto field60 = iso8583::Field60::decode(request.text(60));
    return field60 && field60->transactionType == "36";
}

bool isInquiry(const iso8583::Message& request) {
    const auto field60 = iso8583::Field60::decode(request.text(60));
    return request.text(3) == "310000" && field60 && field60->transactionType == "01";
}

// "0200" -> "0210".
std::string replyType(std::string type) {
    ++type[2];
    return type;
}

}  // namespace

Switch::Switch(const NetworkConfig& config, Ledger& ledger, const Clock& clock, Random& random,
               const Log& log, std::vector<Fault> faults)
    : m_config(config),
      m_keys(config, random),
      m_issuer(config, m_keys, ledger, clock, random),
      m_clock(clock),
      m_log(log),
      m_faults(std::move(faults)) {}

Outcome Switch::handle(ByteView frame) {
    const auto request = iso8583::decode(frame, m_config.pinField);
    if (!request) {
        m_log.failure("network", request.error());
        return {.cut = true};
    }
    Result<Outcome> outcome = [&]() -> Result<Outcome> {
        if (request->mti == "0200" && isInquiry(*request)) return inquiry(*request, frame);
        if (request->mti == "0200") return purchase(*request, frame);
        if (request->mti == "0220") return refund(*request, frame);
        if (request->mti == "0400") return reversal(*request, frame);
        if (request->mti == "0800" && !m_config.masterKey.empty()) return signOn(*request);
        if (request->mti == "0800" || request->mti == "0820") return simple(*request, "00", false);
        return simple(*request, "40", macFits(*request, frame));
    }();
    if (!outcome) {
        // Nothing reached the books, or nothing can be built: the line goes silent, as a real
        // switch in trouble does.
        m_log.failure("network", outcome.error());
        return {.cut = true};
    }
    return std::move(*outcome);
}

Result<Outcome> Switch::purchase(const iso8583::Message& request, ByteView frame) {
    const Fault* fault = faultFor(m_faults, false, ++m_purchases);
    std::optional<Fault> ofAmount;
    if (fault == nullptr) {
        ofAmount = faultOfAmount(std::atoll(request.text(4).c_str()));
        if (ofAmount) fault = &*ofAmount;
    }
    if (fault != nullptr && fault->kind == FaultKind::CutBefore) return Outcome{.cut = true};
    if (!macFits(request, frame)) return simple(request, "A0", false);
    if (request.text(3) != "000000" && !isTransfer(request)) return simple(request, "40", true);

    TAPPAY_TRY(decision, isOffline(request) ? m_issuer.book(request, fault)
                                            : m_issuer.authorise(request, fault));
    m_log.info("network", "0200 " + request.text(41) + " " + request.text(11) + " answered " +
                              decision.responseCode);
    iso8583::Message answer = replyWith(request, decision);

    Outcome outcome;
    if (fault != nullptr && fault->kind == FaultKind::CutAfter) outcome.cut = true;
    if (fault != nullptr && (outcome.cut || fault->kind == FaultKind::NoAnswer)) return outcome;
    if (fault != nullptr && fault->kind == FaultKind::Late) outcome.delay = fault->delay;
    if (fault != nullptr && fault->kind == FaultKind::WrongField) changeField(answer, fault->field);
    TAPPAY_TRY(whole, sealed(answer));
    if (fault != nullptr && spoilsMac(*fault)) whole.back() ^= 0x01;
    outcome.answers.push_back(whole);
    if (fault != nullptr && fault->kind == FaultKind::Twice) outcome.answers.push_back(whole);
    return outcome;
}

// Faults are for payments: this one moves no money.
Result<Outcome> Switch::inquiry(const iso8583::Message& request, ByteView frame) {
    if (!macFits(request, frame)) return simple(request, "A0", false);
    TAPPAY_TRY(decision, m_issuer.inquire(request));
    m_log.info("network", "0200 " + request.text(41) + " " + request.text(11) +
                              " inquiry answered " + decision.responseCode);
    TAPPAY_TRY(whole, sealed(replyWith(request, decision)));
    return Outcome{.answers = {std::move(whole)}};
}

Result<Outcome> Switch::refund(const iso8583::Message& request, ByteView frame) {
    if (!macFits(request, frame)) return simple(request, "A0", false);
    const auto field60 = iso8583::Field60::decode(request.text(60));
    if (request.text(3) != kCredit || !field60 || field60->transactionType != kRefundType)
        return simple(request, "40", true);
    TAPPAY_TRY(decision, m_issuer.refund(request));
    m_log.info("network", "0220 " + request.text(41) + " " + request.text(11) + " answered " +
                              decision.responseCode);
    iso8583::Message answer = replyTo(request);
    answer.set(37, decision.reference);
    answer.set(39, decision.responseCode);
    TAPPAY_TRY(whole, sealed(answer));
    return Outcome{.answers = {std::move(whole)}};
}

Result<Outcome> Switch::reversal(const iso8583::Message& request, ByteView frame) {
    const Fault* fault = faultFor(m_faults, true, ++m_reversals);
    if (!macFits(request, frame)) return simple(request, "A0", false);
    if (fault != nullptr && fault->kind == FaultKind::ReversalCode)
        return simple(request, fault->code, true);
    TAPPAY_TRY(code, m_issuer.reverse(request));
    m_log.info("network", "0400 " + request.text(41) + " " + request.text(11) + " reason " +
                              request.text(39) + " answered " + code);
    if (fault != nullptr) return Outcome{};
    return simple(request, code, true);
}

Result<Outcome> Switch::signOn(const iso8583::Message& request) {
    const auto field60 = iso8583::Field60::decode(request.text(60));
    if (!field60 || field60->networkManagement != kDoubleLengthKeys)
        return simple(request, "40", false);
    TAPPAY_TRY(field62, m_keys.give(request.text(41)));
    iso8583::Message answer = replyTo(request);
    answer.set(37, answer.text(12) + request.text(11));
    answer.set(39, "00");
    answer.setBinary(62, std::move(field62));
    TAPPAY_TRY(whole, iso8583::encode(answer));
    m_log.info("network", "0800 " + request.text(41) + " signed on");
    return Outcome{.answers = {std::move(whole)}};
}

Result<Outcome> Switch::simple(const iso8583::Message& request, std::string_view code,
                               bool withMac) const {
    iso8583::Message answer = replyTo(request);
    answer.set(39, std::string(code));
    TAPPAY_TRY(whole, withMac ? sealed(answer) : iso8583::encode(answer));
    return Outcome{.answers = {std::move(whole)}};
}

iso8583::Message Switch::replyWith(const iso8583::Message& request,
                                   const Decision& decision) const {
    iso8583::Message answer = replyTo(request);
    answer.set(37, decision.reference);
    if (!decision.authCode.empty()) answer.set(38, decision.authCode);
    answer.set(39, decision.responseCode);
    answer.set(44, padded(decision.issuerName) + padded(request.text(32)));
    if (!decision.icc.empty()) answer.setBinary(55, decision.icc);
    return answer;
}

iso8583::Message Switch::replyTo(const iso8583::Message& request) const {
    iso8583::Message answer;
    answer.tpdu = request.tpdu.reversed();
    answer.header = request.header;
    answer.mti = replyType(request.mti);
    for (const int field : kRepeated) {
        if (request.has(field)) answer.set(field, request.text(field));
    }
    const LocalTime now = localTime(m_clock.now());
    const auto two = [](int value) { return QString("%1").arg(value, 2, 10, QChar('0')); };
    answer.set(12, (two(now.hour) + two(now.minute) + two(now.second)).toStdString());
    answer.set(13, (two(now.month) + two(now.day)).toStdString());
    if (request.has(32)) answer.set(32, request.text(32));
    return answer;
}

Result<Bytes> Switch::sealed(const iso8583::Message& answer) const {
    const auto terminal = answer.text(41);
    return iso8583::encode(answer, [&](ByteView data) { return m_keys.mac(terminal, data); });
}

bool Switch::macFits(const iso8583::Message& request, ByteView frame) const {
    const auto mac = [this, terminal = request.text(41)](ByteView data) {
        return m_keys.mac(terminal, data);
    };
    return iso8583::checkMac(frame, mac, m_config.pinField).has_value();
}

}  // namespace tappay::simulator::network
