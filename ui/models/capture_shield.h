#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QPointer>
#include <QQuickWindow>

namespace tappay::ui {

// While it lives its window is left out of screen pictures and recordings, where the platform can
// do that: Windows 10 from version 2004 on. X11 lets every program see the screen; under Wayland
// the compositor asks the person before any other program may.
class CaptureShield : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QQuickWindow* window READ window WRITE setWindow NOTIFY windowChanged FINAL)

public:
    explicit CaptureShield(QObject* parent = nullptr) : QObject(parent) {}
    ~CaptureShield() override;

    [[nodiscard]] QQuickWindow* window() const { return m_window; }
    void setWindow(QQuickWindow* window);

Q_SIGNALS:
    void windowChanged();

private:
    QPointer<QQuickWindow> m_window;
};

}  // namespace tappay::ui
