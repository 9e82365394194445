#include "rows.h"

#include <QtCore/QDateTime>
#include <algorithm>

namespace tappay::ctl {

QString aligned(const Rows& rows) {
    qsizetype width = 0;
    for (const auto& [name, value] : rows)
        if (!value.isEmpty()) width = std::max(width, name.size());
    QString text;
    for (const auto& [name, value] : rows)
        if (!value.isEmpty()) text += name.leftJustified(width + 2) + value + QLatin1Char('\n');
    return text;
}

QString at(const QJsonObject& object, const char* key) {
    return object.value(QLatin1String(key)).toString();
}

QString localTime(const QString& rfc3339) {
    return QDateTime::fromString(rfc3339, Qt::ISODateWithMs)
        .toLocalTime()
        .toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

QString failureText(const QJsonValue& failure) {
    if (!failure.isObject()) return {};
    const QJsonObject it = failure.toObject();
    return at(it, "happened") + QLatin1Char(' ') + at(it, "remedy");
}

}  // namespace tappay::ctl
