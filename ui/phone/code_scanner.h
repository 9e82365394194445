#pragma once

#include <QtQml/qqmlregistration.h>
#include <QImage>
#include <QQuickPaintedItem>
#include <memory>

class QCamera;
class QMediaCaptureSession;
class QVideoFrame;
class QVideoSink;

namespace tappay::ui {

// What the camera sees, until there is a QR code in it.
class CodeScanner : public QQuickPaintedItem {
    Q_OBJECT
    QML_ELEMENT
    // Whether there is a camera, and the person lets us use it.
    Q_PROPERTY(bool available READ available NOTIFY availableChanged FINAL)
    Q_PROPERTY(bool active READ active WRITE setActive NOTIFY activeChanged FINAL)

public:
    explicit CodeScanner(QQuickItem* parent = nullptr);
    ~CodeScanner() override;

    [[nodiscard]] bool available() const { return m_available; }
    [[nodiscard]] bool active() const { return m_active; }
    void setActive(bool active);

    void paint(QPainter* painter) override;

Q_SIGNALS:
    void availableChanged();
    void activeChanged();
    void found(const QString& text);

private:
    void start();
    void stop();
    void look(const QVideoFrame& frame);
    void read(const QImage& picture);

    std::unique_ptr<QCamera> m_camera;
    std::unique_ptr<QMediaCaptureSession> m_session;
    std::unique_ptr<QVideoSink> m_sink;
    QImage m_picture;
    bool m_available = false, m_active = false, m_reading = false;
};

}  // namespace tappay::ui
