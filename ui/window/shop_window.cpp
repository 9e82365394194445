#include "window/shop_window.h"

#include <QtQml/qqmlextensionplugin.h>
#include <QFont>
#include <QGuiApplication>
#include <QQuickWindow>

#include "window/languages.h"

Q_IMPORT_QML_PLUGIN(TapPay_StylePlugin)
Q_IMPORT_QML_PLUGIN(TapPay_ModelsPlugin)
Q_IMPORT_QML_PLUGIN(TapPay_AccountPlugin)
Q_IMPORT_QML_PLUGIN(TapPay_CheckoutPlugin)
Q_IMPORT_QML_PLUGIN(TapPay_PhonesPlugin)
Q_IMPORT_QML_PLUGIN(TapPay_SecurityPlugin)
Q_IMPORT_QML_PLUGIN(TapPay_StagePlugin)
Q_IMPORT_QML_PLUGIN(TapPay_TodayPlugin)
Q_IMPORT_QML_PLUGIN(TapPay_WindowPlugin)

namespace tappay::ui {

void ShopWindow::prepareApplication() {
    QCoreApplication::setOrganizationName(QStringLiteral("TapPay"));
    QCoreApplication::setApplicationName(QStringLiteral("tappay"));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Tap & Pay"));
    QGuiApplication::setDesktopFileName(QStringLiteral("tappay"));
    QFont font;
    // The system picks Japanese shapes for Han characters unless the Chinese face is named.
    font.setFamilies({QStringLiteral("Inter"), QStringLiteral("Noto Sans CJK SC")});
    QGuiApplication::setFont(font);
}

ShopWindow::ShopWindow(const QString& socketPath, const QString& sandboxDirectory)
    : m_till(socketPath, sandboxDirectory),
      m_languages(std::make_unique<Languages>(*m_till.preferences(), &m_engine)) {
    QObject::connect(m_languages.get(), &Languages::changed, m_till.receipt(),
                     &ReceiptModel::retranslate);
    m_engine.addImportPath(QStringLiteral("qrc:/"));
    m_engine.setInitialProperties({{QStringLiteral("till"), QVariant::fromValue(&m_till)}});
    m_engine.load(QUrl(QStringLiteral("qrc:/TapPay/Window/Main.qml")));
    m_till.session()->open();
}

ShopWindow::~ShopWindow() = default;

QQuickWindow* ShopWindow::window() const {
    const QList<QObject*> roots = m_engine.rootObjects();
    return roots.isEmpty() ? nullptr : qobject_cast<QQuickWindow*>(roots.constFirst());
}

}  // namespace tappay::ui
