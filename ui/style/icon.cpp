#include "style/icon.h"

#include <QFile>
#include <QSvgRenderer>

namespace tappay::ui {

Icon::Icon(QQuickItem* parent) : QQuickPaintedItem(parent) {
    setAntialiasing(true);
    setImplicitSize(24, 24);
}

void Icon::setName(const QString& name) {
    if (m_name == name) return;
    m_name = name;
    Q_EMIT nameChanged();
    update();
}

void Icon::setColor(const QColor& color) {
    if (m_color == color) return;
    m_color = color;
    Q_EMIT colorChanged();
    update();
}

void Icon::paint(QPainter* painter) {
    QFile file(QStringLiteral(":/icons/%1.svg").arg(m_name));
    if (!file.open(QIODevice::ReadOnly)) return;
    QByteArray drawing = file.readAll();
    drawing.replace("currentColor", m_color.name().toLatin1());
    QSvgRenderer renderer(drawing);
    renderer.setAspectRatioMode(Qt::KeepAspectRatio);
    renderer.render(painter, QRectF(0, 0, width(), height()));
}

}  // namespace tappay::ui
