#include "phone/code_scanner.h"

#include <QCamera>
#include <QCoreApplication>
#include <QMediaCaptureSession>
#include <QMediaDevices>
#include <QPainter>
#include <QPointer>
#include <QThreadPool>
#include <QVideoFrame>
#include <QVideoSink>
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0) && QT_CONFIG(permissions)
#include <QPermissions>
#endif

#include "qr/qr_code.h"

namespace tappay::ui {

CodeScanner::CodeScanner(QQuickItem* parent)
    : QQuickPaintedItem(parent), m_available(!QMediaDevices::defaultVideoInput().isNull()) {}

CodeScanner::~CodeScanner() {
    stop();
}

void CodeScanner::setActive(bool active) {
    if (m_active == active) return;
    m_active = active;
    if (m_active && m_available)
        start();
    else
        stop();
    Q_EMIT activeChanged();
}

void CodeScanner::start() {
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0) && QT_CONFIG(permissions)
    const QCameraPermission permission;
    switch (qApp->checkPermission(permission)) {
        case Qt::PermissionStatus::Undetermined:
            qApp->requestPermission(permission, this, [this] {
                if (m_active) start();
            });
            return;
        case Qt::PermissionStatus::Denied:
            m_available = false;
            Q_EMIT availableChanged();
            return;
        case Qt::PermissionStatus::Granted:
            break;
    }
#endif
    m_camera = std::make_unique<QCamera>(QMediaDevices::defaultVideoInput());
    m_session = std::make_unique<QMediaCaptureSession>();
    m_sink = std::make_unique<QVideoSink>();
    m_session->setCamera(m_camera.get());
    m_session->setVideoSink(m_sink.get());
    connect(m_sink.get(), &QVideoSink::videoFrameChanged, this, &CodeScanner::look);
    m_camera->start();
}

void CodeScanner::stop() {
    m_session.reset();
    m_sink.reset();
    m_camera.reset();
    m_picture = {};
    update();
}

void CodeScanner::look(const QVideoFrame& frame) {
    m_picture = frame.toImage();
    update();
    if (!m_reading) read(m_picture);
}

// Not on the thread that draws: a picture takes some ten milliseconds.
void CodeScanner::read(const QImage& picture) {
    m_reading = true;
    QThreadPool::globalInstance()->start([picture, self = QPointer<CodeScanner>(this)] {
        const auto text = readQr(picture);
        QMetaObject::invokeMethod(
            qApp,
            [text, self] {
                if (!self) return;
                self->m_reading = false;
                if (text && self->m_active) Q_EMIT self->found(*text);
            },
            Qt::QueuedConnection);
    });
}

void CodeScanner::paint(QPainter* painter) {
    if (m_picture.isNull()) return;
    const QSizeF size =
        QSizeF(m_picture.size()).scaled(boundingRect().size(), Qt::KeepAspectRatioByExpanding);
    QRectF place(QPointF(), size);
    place.moveCenter(boundingRect().center());
    painter->setClipRect(boundingRect());
    painter->setRenderHint(QPainter::SmoothPixmapTransform);
    painter->drawImage(place, m_picture);
}

}  // namespace tappay::ui
