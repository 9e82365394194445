#include "phone/phone_facts.h"

#include "crypto/hash.h"
#include "models/amount_text.h"
#include "protocol/time.h"

namespace tappay::ui {

namespace {

QString qt(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QDateTime localTime(std::chrono::system_clock::time_point at) {
    const auto since = std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch());
    return QDateTime::fromMSecsSinceEpoch(since.count());
}

QString kindOf(protocol::ConfirmationKind kind) {
    if (kind == protocol::ConfirmationKind::Transfer) return QStringLiteral("transfer");
    return kind == protocol::ConfirmationKind::Refund ? QStringLiteral("refund")
                                                      : QStringLiteral("order");
}

}  // namespace

PhoneConfirmation PhoneConfirmation::of(const companion::InboxEntry& entry) {
    const auto& request = entry.request;
    PhoneConfirmation shown;
    shown.id = qt(entry.told.id);
    shown.kind = kindOf(request.kind);
    shown.state = qt(protocol::nameOf(entry.told.state));
    shown.reason = qt(protocol::nameOf(entry.told.reason));
    shown.sign = currencySign(QString::fromLatin1(request.amount.currency.alpha));
    shown.figures = grouped(qt(formatMoney(request.amount)));
    shown.payee = qt(request.payee);
    shown.payeeAccount = qt(request.payeeAccount);
    const auto pan = qt(request.payerAccount);
    shown.payer = pan.contains(QLatin1Char('*')) ? shortPan(pan) : pan;
    shown.order = qt(request.order);
    const auto code = qt(protocol::confirmationCode(entry.told.request));
    shown.code = code.first(2) + QLatin1Char(' ') + code.sliced(2);
    shown.mixed = protocol::mixedScripts(request.payee) || protocol::mixedScripts(request.order);
    shown.deviceAsked = entry.deviceAsked;
    shown.expires = localTime(request.expires);
    if (const auto at = protocol::parseTime(entry.told.time)) shown.changed = localTime(*at);
    return shown;
}

PhoneDevice PhoneDevice::of(const companion::KeptDevice& device) {
    const auto hash = qt(toHex(crypto::sha256(device.certificate))).toLower();
    return {qt(device.id), qt(device.name), qt(companion::nameOf(device.standing)),
            device.place.way == confirm::DeviceWay::Bluetooth,
            hash.first(4) + QChar(QChar::Nbsp) + hash.sliced(4, 4)};
}

}  // namespace tappay::ui
