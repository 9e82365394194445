#pragma once

#include <QByteArray>
#include <QHostAddress>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QString>

#include "base/log.h"
#include "base/result.h"

namespace tappay::simulator::shop {

// shop.json: docs/configuration.md, "tappay-sim shop".
struct Config {
    QHostAddress address;
    std::uint16_t port = 0;
    QList<QSslCertificate> certificates;  // the shop's own first
    QSslKey key;
    QString url;            // the shop's address for browsers, without a path
    QString backEnd;        // that of the payment system
    QSslConfiguration tls;  // with which the payment system is asked
    QByteArray apiKey, webhookSecret;
    QString orders;  // the file of the records
    LogLevel log = LogLevel::Info;
};

// NotConfigured names the setting. Relative paths are relative to the file.
Result<Config> loadConfig(const QString& file);

}  // namespace tappay::simulator::shop
