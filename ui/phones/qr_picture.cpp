#include "phones/qr_picture.h"

#include <QPainter>
#include <QQuickWindow>
#include <algorithm>

#include "qr/qr_code.h"

namespace tappay::ui {

QrPicture::QrPicture(QQuickItem* parent) : QQuickPaintedItem(parent) {
    setAntialiasing(false);
    setSmooth(false);
}

void QrPicture::setText(const QString& text) {
    if (m_text == text) return;
    m_text = text;
    m_code = qrCode(text).value_or(QImage());
    Q_EMIT textChanged();
    update();
}

void QrPicture::paint(QPainter* painter) {
    painter->fillRect(QRectF(0, 0, width(), height()), Qt::white);
    if (m_code.isNull()) return;
    const qreal scale = window() ? window()->effectiveDevicePixelRatio() : 1;
    const int side = static_cast<int>(std::min(width(), height()) * scale);
    const int factor = std::max(1, side / m_code.width());
    const int drawn = factor * m_code.width();
    const qreal left = static_cast<int>((width() * scale - drawn) / 2) / scale;
    const qreal top = static_cast<int>((height() * scale - drawn) / 2) / scale;
    painter->setRenderHint(QPainter::SmoothPixmapTransform, false);
    painter->drawImage(QRectF(left, top, drawn / scale, drawn / scale), m_code);
}

}  // namespace tappay::ui
