#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QPointer>
#include <QQuickWindow>

#include "models/sale.h"

namespace tappay::ui {

// Forwards each key of the PIN to the application at once and keeps none: while it is active the
// digits are taken out of the window's key events before any other part of the window sees them.
// When the window loses the keyboard, what was entered so far is cleared.
class PinEntry : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(tappay::ui::Sale* sale MEMBER m_sale REQUIRED FINAL)
    Q_PROPERTY(QQuickWindow* window READ window WRITE setWindow NOTIFY windowChanged FINAL)

public:
    explicit PinEntry(QObject* parent = nullptr);
    ~PinEntry() override;

    [[nodiscard]] QQuickWindow* window() const { return m_window; }
    void setWindow(QQuickWindow* window);

    // For the pad on the screen.
    Q_INVOKABLE void digit(int value);
    Q_INVOKABLE void back();
    Q_INVOKABLE void clear();
    Q_INVOKABLE void enter();

    bool eventFilter(QObject* watched, QEvent* event) override;

Q_SIGNALS:
    void windowChanged();
    void keyForwarded();

private:
    void forward(const char* key);

    Sale* m_sale = nullptr;
    QPointer<QQuickWindow> m_window;
};

}  // namespace tappay::ui
