#include "protocol/confirmation.h"

#include <algorithm>

#include "base/uuid.h"
#include "protocol/confirmation_request.h"
#include "protocol/confirmation_words.h"
#include "protocol/octets.h"
#include "protocol/order.h"
#include "protocol/phone_parts.h"

namespace tappay::protocol {

namespace {

constexpr Size kRequest{1, kLongestConfirmation};
constexpr std::size_t kLongestPayment = 16 * 1024;

bool isPurpose(std::string_view text) {
    return isVisibleText(text, kLongestPurpose);
}

bool isPayeeName(std::string_view text) {
    return isVisibleText(text, kLongestPayeeName);
}

bool isPayeeAccount(std::string_view text) {
    return text.size() >= kLeastAccount && text.size() <= kMostAccount &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

Money readAmount(ObjectReader& reader) {
    const auto alpha = reader.text("currency", ascii(3, 3));
    const auto text = reader.text("amount");
    const auto currency = currencyByAlpha(alpha);
    if (!currency) {
        reader.refuse("currency");
        return {};
    }
    const auto amount = parseMoney(text, *currency);
    if (amount && amount->minor > 0) return *amount;
    reader.refuse("amount");
    return {};
}

void addAmount(QJsonObject& object, const Money& amount) {
    object["amount"] = qt(formatMoney(amount));
    object["currency"] = qt(amount.currency.alpha);
}

Payee readPayee(ObjectReader& reader) {
    auto inner = reader.object("payee");
    Payee payee{inner.text("account", isPayeeAccount), inner.text("name", isPayeeName)};
    reader.adopt(inner);
    return payee;
}

ConfirmationState endOf(PhoneStepKind kind) {
    return kind == PhoneStepKind::Refused ? ConfirmationState::Refused : ConfirmationState::Failed;
}

// What only the back end or the computer can find is no reason of a phone.
ConfirmationReason readPhonesReason(ObjectReader& reader, PhoneStepKind kind) {
    using enum ConfirmationReason;
    const auto reason = readWord(reader, "reason", kReasonWords);
    if (!belongs(reason, endOf(kind)) || reason == Reported || reason >= Declined)
        reader.refuse("reason");
    return reason;
}

}  // namespace

std::string encode(const ConfirmationIntent& intent) {
    using enum ConfirmationWish;
    auto object = terminalObject("confirmation_intent", intent.terminalId, intent.time);
    object["key"] = qt(intent.key);
    object["wish"] = qt(nameOf(intent.wish));
    if (intent.wish != Transfer) object["order"] = qt(intent.order);
    if (intent.wish != Refund) object["card"] = qt(intent.card);
    if (intent.wish != Order) addAmount(object, intent.amount);
    if (intent.wish == Transfer) {
        object["payee"] =
            QJsonObject{{"account", qt(intent.payee.account)}, {"name", qt(intent.payee.name)}};
        object["purpose"] = qt(intent.purpose);
    }
    return json(object);
}

std::string encode(const ConfirmationQuestion& question) {
    auto object = terminalObject("confirmation_question", question.terminalId, question.time);
    object["key"] = qt(question.key);
    object["wish"] = qt(nameOf(question.wish));
    return json(object);
}

std::string encode(const Confirmation& confirmation) {
    auto object = confirmationObject(confirmation);
    object["type"] = "confirmation";
    return json(object);
}

std::string encode(const PhoneStep& step) {
    auto object = senderObject("phone_step", step.from);
    object["confirmation"] = qt(step.confirmation);
    object["step"] = qt(nameOf(step.kind));
    if (step.reason != ConfirmationReason::None) object["reason"] = qt(nameOf(step.reason));
    if (step.kind == PhoneStepKind::Signature) {
        object["device"] = qt(step.device);
        object["value"] = octetText(step.value);
    }
    return json(object);
}

QJsonObject confirmationObject(const Confirmation& confirmation) {
    QJsonObject object{{"to", qt(confirmation.to)},
                       {"key", qt(confirmation.key)},
                       {"id", qt(confirmation.id)},
                       {"request", octetText(confirmation.request)},
                       {"state", qt(nameOf(confirmation.state))},
                       {"reason", qt(nameOf(confirmation.reason))},
                       {"device", qt(confirmation.device)},
                       {"payment", qt(confirmation.payment)},
                       {"time", qt(confirmation.time)},
                       {"asked", qt(confirmation.asked)}};
    if (!confirmation.phone.empty())
        object["phone"] =
            QJsonObject{{"id", qt(confirmation.phone)}, {"name", qt(confirmation.phoneName)}};
    return object;
}

Confirmation readConfirmation(ObjectReader& reader) {
    Confirmation confirmation;
    confirmation.to = reader.text("to", ascii(kTerminalId, 36));
    confirmation.key = reader.text("key", isUuid);
    confirmation.id = reader.text("id", isUuid);
    confirmation.request = readOctets(reader, "request", kRequest);
    confirmation.state = readWord(reader, "state", kConfirmationStateWords);
    confirmation.reason = readWord(reader, "reason", kReasonWords);
    if (!belongs(confirmation.reason, confirmation.state)) reader.refuse("reason");
    if (reader.has("phone")) {
        auto inner = reader.object("phone");
        confirmation.phone = inner.text("id", isUuid);
        confirmation.phoneName = inner.text("name", isPhoneName);
        reader.adopt(inner);
    }
    confirmation.device = reader.text("device", isUuidOrNone);
    confirmation.payment = reader.text("payment", ascii(0, kLongestPayment));
    confirmation.time = reader.text("time", isTime);
    confirmation.asked = reader.text("asked", isTimeOrNone);
    return confirmation;
}

Result<ConfirmationIntent> decodeConfirmationIntent(std::string_view text) {
    using enum ConfirmationWish;
    TAPPAY_TRY(reader, openMessage(text, "confirmation_intent"));
    ConfirmationIntent intent;
    intent.terminalId = readTerminalId(reader);
    intent.key = reader.text("key", isUuid);
    intent.wish = readWord(reader, "wish", kConfirmationWishes);
    intent.time = reader.text("time", isTime);
    if (intent.wish != Transfer) intent.order = reader.text("order", isUuid);
    if (intent.wish != Refund) intent.card = reader.text("card", isUuid);
    if (intent.wish != Order) intent.amount = readAmount(reader);
    if (intent.wish == Transfer) {
        intent.payee = readPayee(reader);
        intent.purpose = reader.text("purpose", isPurpose);
    }
    TAPPAY_CHECK(reader.status());
    return intent;
}

Result<ConfirmationQuestion> decodeConfirmationQuestion(std::string_view text) {
    TAPPAY_TRY(reader, openMessage(text, "confirmation_question"));
    ConfirmationQuestion question;
    question.terminalId = readTerminalId(reader);
    question.key = reader.text("key", isUuid);
    question.wish = readWord(reader, "wish", kConfirmationAsks);
    question.time = reader.text("time", isTime);
    TAPPAY_CHECK(reader.status());
    return question;
}

Result<Confirmation> decodeConfirmation(std::string_view text) {
    TAPPAY_TRY(reader, openMessage(text, "confirmation"));
    auto confirmation = readConfirmation(reader);
    TAPPAY_CHECK(reader.status());
    return confirmation;
}

Result<PhoneStep> decodePhoneStep(std::string_view text) {
    using enum PhoneStepKind;
    TAPPAY_TRY(reader, openMessage(text, "phone_step"));
    PhoneStep step;
    step.from = readSender(reader);
    step.confirmation = reader.text("confirmation", isUuid);
    step.kind = readWord(reader, "step", kPhoneSteps);
    if (step.kind == Refused || step.kind == Failed)
        step.reason = readPhonesReason(reader, step.kind);
    if (step.kind == Signature) {
        step.device = reader.text("device", isUuid);
        step.value = readOctets(reader, "value", {1, 512});
    }
    TAPPAY_CHECK(reader.status());
    return step;
}

}  // namespace tappay::protocol
