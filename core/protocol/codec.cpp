#include "protocol/codec.h"

#include <QtCore/QJsonObject>
#include <algorithm>
#include <array>
#include <utility>

#include "base/uuid.h"
#include "protocol/message_text.h"

namespace tappay::protocol {

namespace {

template <typename Value>
struct Named {
    Value value;
    std::string_view name;
};

constexpr std::array kStates = {
    Named{PaymentState::Pending, "pending"},   Named{PaymentState::Approved, "approved"},
    Named{PaymentState::Declined, "declined"}, Named{PaymentState::Undoing, "undoing"},
    Named{PaymentState::Undone, "undone"},     Named{PaymentState::NotFound, "not_found"}};

constexpr std::array kReasons = {Named{UndoReason::NoAnswer, "no_answer"},
                                 Named{UndoReason::AnswerInvalid, "answer_invalid"},
                                 Named{UndoReason::CardDeclined, "card_declined"},
                                 Named{UndoReason::TerminalRestart, "terminal_restart"},
                                 Named{UndoReason::Merchant, "merchant"}};

template <typename Value, std::size_t N>
std::string_view nameIn(const std::array<Named<Value>, N>& names, Value value) {
    return std::ranges::find(names, value, &Named<Value>::value)->name;
}

template <typename Value, std::size_t N>
Value read(ObjectReader& reader, const char* member, const std::array<Named<Value>, N>& names) {
    const auto text = reader.text(member);
    const auto found = std::ranges::find(names, text, &Named<Value>::name);
    if (found != names.end()) return found->value;
    reader.refuse(member);
    return names.front().value;
}

// Field 22 without its padding: contact or contactless chip, with or without PIN.
bool isEntryMode(std::string_view text) {
    return text == "051" || text == "052" || text == "071" || text == "072";
}

Money readMoney(ObjectReader& reader) {
    const auto currency = currencyByAlpha(reader.text("currency"));
    const auto text = reader.text("amount");
    if (!currency) {
        reader.refuse("currency");
        return {};
    }
    const auto amount = parseMoney(text, *currency);
    if (!amount) reader.refuse("amount");
    return amount.value_or(Money{});
}

// A newer terminal may find more: what matters is that it is a list of names.
bool isRisk(std::string_view text) {
    constexpr std::size_t kLongest = 120;
    return !text.empty() && text.size() <= kLongest && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || c == '_' || c == ',';
    });
}

bool isCryptogram(std::string_view text) {
    const auto octets = fromHex(text);
    return octets && octets->size() == 8;
}

// What becomes of the order of a payment before that says nothing.
constexpr std::string_view kPaid = "paid";

bool isPaid(std::string_view text) {
    return text == kPaid;
}

// What every question of a terminal begins with.
template <typename Question>
Question readQuestion(ObjectReader& reader) {
    Question question;
    question.key = reader.text("key", isUuid);
    question.terminalId = reader.text("terminalId", ascii(8, 8));
    question.time = reader.text("time", isTime);
    return question;
}

template <typename Question>
QJsonObject questionObject(const char* type, const Question& question) {
    return {{"type", type},
            {"key", qt(question.key)},
            {"terminalId", qt(question.terminalId)},
            {"time", qt(question.time)}};
}

QJsonObject paymentObject(const char* type, const AuthorisationRequest& request,
                          std::string_view sealed) {
    auto object = questionObject(type, request);
    object["merchantId"] = qt(request.merchantId);
    object["amount"] = qt(formatMoney(request.amount));
    object["currency"] = qt(request.amount.currency.alpha);
    object["entryMode"] = qt(request.entryMode);
    object["sequence"] = static_cast<qint64>(request.sequence);
    if (!request.risk.empty()) object["risk"] = qt(request.risk);
    object["sealed"] = qt(sealed);
    return object;
}

struct Sealed {
    AuthorisationRequest request;  // without card
    std::string sealed;
};

Sealed readPayment(ObjectReader& reader) {
    Sealed received;
    auto& request = received.request;
    request = readQuestion<AuthorisationRequest>(reader);
    request.merchantId = reader.text("merchantId", ascii(15, 15));
    request.amount = readMoney(reader);
    request.entryMode = reader.text("entryMode", isEntryMode);
    request.sequence = readNumber(reader, "sequence", 0);
    request.risk = reader.optionalText("risk", isRisk);
    received.sealed = reader.text("sealed", ascii(1, 16 * 1024));
    return received;
}

Result<void> checkPayment(const ObjectReader& reader, const AuthorisationRequest& request) {
    TAPPAY_CHECK(reader.status());
    if (request.amount.minor == 0) return fail(FailureCode::AmountInvalid, "amount is zero");
    return {};
}

}  // namespace

std::string_view nameOf(PaymentState state) {
    return nameIn(kStates, state);
}

std::string_view nameOf(UndoReason reason) {
    return nameIn(kReasons, reason);
}

std::string encode(const AuthorisationRequest& request, std::string_view sealed,
                   std::string_view session) {
    auto object = paymentObject("authorisation", request, sealed);
    if (!session.empty()) object["session"] = qt(session);
    if (!request.order.empty()) object["order"] = qt(request.order);
    return json(object);
}

std::string encode(const AdviceRequest& request, std::string_view sealed) {
    auto object = paymentObject("advice", request.payment, sealed);
    object["paid"] = qt(request.payment.time);
    object["time"] = qt(request.time);
    return json(object);
}

std::string encode(const UndoRequest& request) {
    auto object = questionObject("undo", request);
    object["reason"] = qt(nameOf(request.reason));
    return json(object);
}

std::string encode(const CaptureRequest& request) {
    auto object = questionObject("capture", request);
    object["cryptogram"] = qt(request.cryptogram);
    return json(object);
}

std::string encode(const StatusQuestion& question) {
    return json(questionObject("status", question));
}

std::string encode(const PaymentAnswer& answer) {
    auto object = questionObject("payment", answer);
    object["state"] = qt(nameOf(answer.state));
    if (answer.amount.currency.numeric != 0) {
        object["amount"] = qt(formatMoney(answer.amount));
        object["currency"] = qt(answer.amount.currency.alpha);
    }
    const auto addUnlessEmpty = [&](const char* name, std::string_view value) {
        if (!value.empty()) object[QLatin1String(name)] = qt(value);
    };
    addUnlessEmpty("responseCode", answer.responseCode);
    addUnlessEmpty("authCode", answer.authCode);
    addUnlessEmpty("reference", answer.reference);
    addUnlessEmpty("stan", answer.stan);
    addUnlessEmpty("batch", answer.batch);
    addUnlessEmpty("acquirerId", answer.acquirerId);
    addUnlessEmpty("issuerName", answer.issuerName);
    addUnlessEmpty("icc", toHex(answer.icc));
    addUnlessEmpty("asked", answer.asked);
    if (answer.captured) object["order"] = qt(kPaid);
    return json(object);
}

Result<ReceivedAuthorisation> decodeAuthorisation(std::string_view text) {
    TAPPAY_TRY(reader, openMessage(text, "authorisation"));
    auto received = readPayment(reader);
    auto session = reader.optionalText("session", isUuid);
    received.request.order = reader.optionalText("order", isUuid);
    TAPPAY_CHECK(checkPayment(reader, received.request));
    return ReceivedAuthorisation{std::move(received.request), std::move(received.sealed),
                                 std::move(session)};
}

Result<ReceivedAdvice> decodeAdvice(std::string_view text) {
    TAPPAY_TRY(reader, openMessage(text, "advice"));
    auto received = readPayment(reader);
    auto sent = std::exchange(received.request.time, reader.text("paid", isTime));
    TAPPAY_CHECK(checkPayment(reader, received.request));
    return ReceivedAdvice{{std::move(received.request), std::move(sent)},
                          std::move(received.sealed)};
}

Result<UndoRequest> decodeUndo(std::string_view text) {
    TAPPAY_TRY(reader, openMessage(text, "undo"));
    auto request = readQuestion<UndoRequest>(reader);
    request.reason = read(reader, "reason", kReasons);
    TAPPAY_CHECK(reader.status());
    return request;
}

Result<CaptureRequest> decodeCapture(std::string_view text) {
    TAPPAY_TRY(reader, openMessage(text, "capture"));
    auto request = readQuestion<CaptureRequest>(reader);
    request.cryptogram = reader.text("cryptogram", isCryptogram);
    TAPPAY_CHECK(reader.status());
    return request;
}

Result<StatusQuestion> decodeStatus(std::string_view text) {
    TAPPAY_TRY(reader, openMessage(text, "status"));
    auto question = readQuestion<StatusQuestion>(reader);
    TAPPAY_CHECK(reader.status());
    return question;
}

Result<PaymentAnswer> decodeAnswer(std::string_view text) {
    TAPPAY_TRY(reader, openMessage(text, "payment"));
    auto answer = readQuestion<PaymentAnswer>(reader);
    answer.state = read(reader, "state", kStates);
    if (reader.has("amount") || reader.has("currency")) answer.amount = readMoney(reader);
    answer.responseCode = reader.optionalText("responseCode", ascii(2, 2));
    answer.authCode = reader.optionalText("authCode", ascii(1, 6));
    answer.reference = reader.optionalText("reference", ascii(1, 12));
    answer.stan = reader.optionalText("stan", ascii(6, 6));
    answer.batch = reader.optionalText("batch", ascii(6, 6));
    answer.acquirerId = reader.optionalText("acquirerId", ascii(1, 11));
    answer.issuerName = reader.optionalText("issuerName");
    auto icc = fromHex(reader.optionalText("icc"));
    if (!icc) reader.refuse("icc");
    answer.asked = reader.optionalText("asked", isTime);
    answer.captured = !reader.optionalText("order", isPaid).empty();
    TAPPAY_CHECK(reader.status());
    answer.icc = std::move(*icc);
    return answer;
}

std::string encodeError(const Failure& failure) {
    return json({{"error", QJsonObject{{"code", qt(describe(failure.code).name)},
                                       {"detail", qt(failure.detail)}}}});
}

Failure decodeError(std::string_view text) {
    auto reader = ObjectReader::parse(text);
    if (!reader) return {FailureCode::Internal, "an error without a name"};
    auto error = reader->object("error");
    const auto code = failureByName(error.text("code"));
    return {code.value_or(FailureCode::Internal), error.optionalText("detail")};
}

}  // namespace tappay::protocol
