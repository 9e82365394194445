#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QPointer>
#include <QQuickWindow>

#include "base/secret.h"

class QKeyEvent;

namespace tappay::ui {

// The PIN of a security device while it is typed: in locked memory alone, in no text of the window.
// While it is active the digits are taken out of the window's key events before any other part of
// the window sees them. It is forgotten when the window loses the keyboard.
class PhonePin : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(int entered READ entered NOTIFY changed FINAL)
    Q_PROPERTY(bool enough READ enough NOTIFY changed FINAL)
    Q_PROPERTY(QQuickWindow* window READ window WRITE setWindow NOTIFY windowChanged FINAL)

public:
    static constexpr int kShortest = 6, kLongest = 8;

    explicit PhonePin(QObject* parent = nullptr);
    ~PhonePin() override;

    [[nodiscard]] int entered() const { return m_entered; }
    [[nodiscard]] bool enough() const { return m_entered >= kShortest; }
    [[nodiscard]] QQuickWindow* window() const { return m_window; }
    void setWindow(QQuickWindow* window);

    Q_INVOKABLE void digit(int value);
    Q_INVOKABLE void back();
    Q_INVOKABLE void clear();
    // What was entered; nothing is left here.
    [[nodiscard]] SecretBytes take();

    bool eventFilter(QObject* watched, QEvent* event) override;

Q_SIGNALS:
    void changed();
    void windowChanged();

private:
    bool onKey(const QKeyEvent& event);

    SecretBytes m_digits{kLongest};
    int m_entered = 0;
    QPointer<QQuickWindow> m_window;
};

}  // namespace tappay::ui
