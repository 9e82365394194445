#include "phone/phone_window.h"

#include <QtQml/qqmlextensionplugin.h>
#include <QFont>
#include <QGuiApplication>
#include <QQuickWindow>

#include "window/languages.h"

Q_IMPORT_QML_PLUGIN(TapPay_StylePlugin)
Q_IMPORT_QML_PLUGIN(TapPay_ModelsPlugin)
Q_IMPORT_QML_PLUGIN(TapPay_PhonePlugin)

namespace tappay::ui {

void PhoneWindow::prepareApplication() {
    QCoreApplication::setOrganizationName(QStringLiteral("TapPay"));
    QCoreApplication::setApplicationName(QStringLiteral("tappay-phone"));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Tap & Pay"));
    QFont font;
    // The system picks Japanese shapes for Han characters unless the Chinese face is named.
    font.setFamilies({QStringLiteral("Inter"), QStringLiteral("Noto Sans CJK SC")});
    QGuiApplication::setFont(font);
}

PhoneWindow::PhoneWindow(companion::Companion& companion)
    : m_phone(companion),
      m_languages(std::make_unique<Languages>(*m_phone.preferences(), &m_engine)) {
    m_engine.addImportPath(QStringLiteral("qrc:/"));
    m_engine.setInitialProperties(
        {{QStringLiteral("phone"), QVariant::fromValue(&m_phone)},
         {QStringLiteral("preferences"), QVariant::fromValue(m_phone.preferences())}});
    m_engine.load(QUrl(QStringLiteral("qrc:/TapPay/Phone/PhoneMain.qml")));
}

PhoneWindow::~PhoneWindow() = default;

QQuickWindow* PhoneWindow::window() const {
    const QList<QObject*> roots = m_engine.rootObjects();
    return roots.isEmpty() ? nullptr : qobject_cast<QQuickWindow*>(roots.constFirst());
}

}  // namespace tappay::ui
