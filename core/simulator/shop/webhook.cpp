#include "simulator/shop/webhook.h"

#include <QList>
#include <QMessageAuthenticationCode>

namespace tappay::simulator::shop {

namespace {

// No telling by the time it takes how much of it fits.
bool sameOctets(const QByteArray& a, const QByteArray& b) {
    if (a.size() != b.size()) return false;
    unsigned different = 0;
    for (qsizetype i = 0; i < a.size(); ++i)
        different |= static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]);
    return different == 0;
}

}  // namespace

Result<void> verifyWebhook(const QByteArray& signature, const QByteArray& body,
                           const QByteArray& secret, std::chrono::system_clock::time_point now) {
    QByteArray time, given;
    for (const QByteArray& part : signature.split(',')) {
        const QByteArray trimmed = part.trimmed();
        if (trimmed.startsWith("t=")) time = trimmed.mid(2);
        if (trimmed.startsWith("v1=")) given = trimmed.mid(3);
    }
    bool isNumber = false;
    const std::chrono::seconds said(time.toLongLong(&isNumber));
    if (!isNumber || secret.isEmpty())
        return fail(FailureCode::PermissionDenied, "webhook without a signature");
    const auto computed =
        QMessageAuthenticationCode::hash(time + '.' + body, secret, QCryptographicHash::Sha256)
            .toHex();
    if (!sameOctets(computed, given))
        return fail(FailureCode::PermissionDenied, "webhook with a wrong signature");
    const auto age = now.time_since_epoch() - said;
    if (age > kWebhookAge || age < -kWebhookAge)
        return fail(FailureCode::PermissionDenied, "webhook of another time");
    return {};
}

}  // namespace tappay::simulator::shop
