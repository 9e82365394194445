#include "simulator/shop/config.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

namespace tappay::simulator::shop {

namespace {

std::unexpected<Failure> wrong(const QString& setting) {
    return fail(FailureCode::NotConfigured, setting.toStdString());
}

// The settings of one file; the first that is wrong is remembered.
class Settings {
public:
    Settings(QJsonObject object, QDir directory)
        : m_object(std::move(object)), m_directory(std::move(directory)) {}

    QString text(const QString& name) {
        const QJsonValue value = m_object.take(name);
        if (!value.isString() || value.toString().isEmpty()) refuse(name);
        return value.toString();
    }
    QString path(const QString& name) { return m_directory.absoluteFilePath(text(name)); }
    QByteArray contents(const QString& name) {
        QFile file(path(name));
        if (!file.open(QIODevice::ReadOnly)) refuse(name);
        return file.isOpen() ? file.readAll() : QByteArray();
    }
    // "https://host:port" and nothing behind it.
    QString origin(const QString& name) {
        const QString given = text(name);
        const QUrl url(given, QUrl::StrictMode);
        if (url.scheme() != "https" || url.host().isEmpty() || !url.path().isEmpty() ||
            url.hasQuery() || !url.userInfo().isEmpty())
            refuse(name);
        return given;
    }
    void refuse(const QString& name) {
        if (m_wrong.isEmpty()) m_wrong = name;
    }
    [[nodiscard]] Result<void> status() {
        if (m_wrong.isEmpty() && !m_object.isEmpty()) m_wrong = m_object.keys().first();
        if (m_wrong.isEmpty()) return {};
        return wrong(m_wrong);
    }

private:
    QJsonObject m_object;
    QDir m_directory;
    QString m_wrong;
};

LogLevel levelOf(Settings& settings) {
    const QString name = settings.text("log");
    if (name == "debug") return LogLevel::Debug;
    if (name == "warning") return LogLevel::Warning;
    if (name == "error") return LogLevel::Error;
    if (name != "info") settings.refuse("log");
    return LogLevel::Info;
}

}  // namespace

Result<Config> loadConfig(const QString& name) {
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly)) return wrong(name);
    const auto document = QJsonDocument::fromJson(file.readAll());
    if (!document.isObject()) return wrong(name);
    Settings settings(document.object(), QFileInfo(name).absoluteDir());

    Config config;
    const QString listen = settings.text("listen");
    config.address = QHostAddress(listen.section(':', 0, -2));
    config.port = listen.section(':', -1).toUShort();
    if (config.address.isNull()) settings.refuse("listen");
    config.certificates = QSslCertificate::fromData(settings.contents("tlsCertificate"));
    if (config.certificates.isEmpty()) settings.refuse("tlsCertificate");
    const QByteArray key = settings.contents("tlsKey");
    config.key = QSslKey(key, QSsl::Ec);
    if (config.key.isNull()) config.key = QSslKey(key, QSsl::Rsa);
    if (config.key.isNull()) settings.refuse("tlsKey");
    config.url = settings.origin("url");
    config.backEnd = settings.origin("backEnd");
    const auto authorities = QSslCertificate::fromData(settings.contents("authorities"));
    if (authorities.isEmpty()) settings.refuse("authorities");
    config.tls = QSslConfiguration::defaultConfiguration();
    config.tls.setCaCertificates(authorities);
    config.apiKey = settings.contents("apiKey").trimmed();
    if (config.apiKey.isEmpty()) settings.refuse("apiKey");
    config.webhookSecret = settings.contents("webhookSecret").trimmed();
    if (config.webhookSecret.isEmpty()) settings.refuse("webhookSecret");
    config.orders = settings.path("orders");
    config.log = levelOf(settings);
    TAPPAY_CHECK(settings.status());
    return config;
}

}  // namespace tappay::simulator::shop
