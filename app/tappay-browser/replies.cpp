#include "tappay-browser/replies.h"

namespace tappay::browser {

namespace {

const QString kId = QStringLiteral("id");
const QString kFailure = QStringLiteral("failure");
const QString kCode = QStringLiteral("code");
const QString kDetail = QStringLiteral("detail");

}  // namespace

QJsonObject greeting() {
    return {{QStringLiteral("version"), QStringLiteral(TAPPAY_VERSION)},
            {QStringLiteral("api"), kApi}};
}

QJsonObject result(qint64 id, const QJsonObject& result) {
    return {{kId, id}, {QStringLiteral("result"), result}};
}

QJsonObject failure(qint64 id, const Failure& failure) {
    const FailureText& text = describe(failure.code);
    return {
        {kId, id},
        {kFailure,
         QJsonObject{{kCode, QString::fromLatin1(text.name.data(), qsizetype(text.name.size()))},
                     {kDetail, QString::fromStdString(failure.detail)}}}};
}

QJsonObject failure(qint64 id, const char* code) {
    return {{kId, id},
            {kFailure, QJsonObject{{kCode, QString::fromLatin1(code)}, {kDetail, QString()}}}};
}

QJsonObject refusal(qint64 id, const QJsonObject& rpcError) {
    const QJsonObject data = rpcError.value(QLatin1String("data")).toObject();
    QJsonObject passed;
    for (const char* const key : {"code", "happened", "remedy", "detail"})
        passed.insert(QLatin1String(key), data.value(QLatin1String(key)).toString());
    return {{kId, id}, {kFailure, passed}};
}

QJsonObject event(const QString& name, const QJsonObject& arguments) {
    return {{QStringLiteral("event"), name}, {QStringLiteral("arguments"), arguments}};
}

QJsonObject applicationLost() {
    return event(QStringLiteral("application.lost"),
                 {{kCode, QString::fromLatin1(kLost)}, {kDetail, QString()}});
}

}  // namespace tappay::browser
