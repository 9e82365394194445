#include "tappay-browser/caller.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

namespace tappay::browser {

namespace {

const QString kHostName = QStringLiteral("invalid.tappay.browser");
const QString kChromiumOrigin = QStringLiteral("chrome-extension://" TAPPAY_CHROMIUM_PLUGIN "/");
const QString kFirefoxId = QStringLiteral(TAPPAY_FIREFOX_PLUGIN);

}  // namespace

bool isOwnPlugin(const QStringList& arguments) {
    if (arguments.isEmpty()) return false;
    if (arguments.first() == kChromiumOrigin) return true;
    return arguments.size() == 2 && arguments.first().startsWith(QLatin1Char('/')) &&
           arguments.last() == kFirefoxId;
}

QByteArray hostManifest(Browser browser, const QString& path) {
    QJsonObject manifest{{"name", kHostName},
                         {"description", "Tap & Pay: pays web orders with the own card"},
                         {"path", path},
                         {"type", "stdio"}};
    if (browser == Browser::Chromium)
        manifest.insert("allowed_origins", QJsonArray{kChromiumOrigin});
    else
        manifest.insert("allowed_extensions", QJsonArray{kFirefoxId});
    return QJsonDocument(manifest).toJson();
}

}  // namespace tappay::browser
