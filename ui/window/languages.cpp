#include "window/languages.h"

#include <QCoreApplication>
#include <QLocale>
#include <QQmlEngine>

#include "models/preferences.h"

namespace tappay::ui {

Languages::Languages(const Preferences& preferences, QQmlEngine* engine, QObject* parent)
    : QObject(parent), m_preferences(preferences), m_engine(engine) {
    connect(&preferences, &Preferences::languageChanged, this, &Languages::apply);
    apply();
}

void Languages::apply() {
    QString name = m_preferences.language();
    if (name == QLatin1String("system")) {
        const bool chinese = QLocale::system().language() == QLocale::Chinese;
        name = chinese ? QStringLiteral("zh_CN") : QStringLiteral("en");
    }
    QCoreApplication::removeTranslator(&m_translator);
    QLocale::setDefault(QLocale(name));
    if (m_translator.load(QStringLiteral(":/translations/tappay_%1.qm").arg(name)))
        QCoreApplication::installTranslator(&m_translator);
    if (m_engine) m_engine->retranslate();
    Q_EMIT changed();
}

}  // namespace tappay::ui
