#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QPointer>
#include <QQuickWindow>

#include "models/fast_run.h"
#include "models/sale.h"

class QKeyEvent;

namespace tappay::ui {

// Forwards each key of the PIN to the application at once and keeps none: while it is active the
// digits are taken out of the window's key events before any other part of the window sees them.
// When the window loses the keyboard, what was entered so far is cleared. What programs type, paste
// or drop is not taken; see docs/architecture.md for what can't be told from a person.
class PinEntry : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(tappay::ui::Sale* sale MEMBER m_sale REQUIRED FINAL)
    // The reader takes the PIN on its own keys: nothing typed here belongs to it.
    Q_PROPERTY(bool passive MEMBER m_passive FINAL)
    Q_PROPERTY(QQuickWindow* window READ window WRITE setWindow NOTIFY windowChanged FINAL)

public:
    explicit PinEntry(QObject* parent = nullptr);
    ~PinEntry() override;

    [[nodiscard]] QQuickWindow* window() const { return m_window; }
    void setWindow(QQuickWindow* window);
    void setClock(const Clock& clock) { m_run.setClock(clock); }

    // For the pad on the screen.
    Q_INVOKABLE void digit(int value);
    Q_INVOKABLE void back();
    Q_INVOKABLE void clear();
    Q_INVOKABLE void enter();

    bool eventFilter(QObject* watched, QEvent* event) override;

Q_SIGNALS:
    void windowChanged();
    void keyForwarded();
    // Digits came faster than fingers: what was entered has been cleared.
    void machineRefused();

private:
    bool onKey(const QKeyEvent& event);
    bool typedByMachine(const QKeyEvent& press);
    void forward(const char* key);

    Sale* m_sale = nullptr;
    QPointer<QQuickWindow> m_window;
    bool m_passive = false;
    FastRun m_run;
};

}  // namespace tappay::ui
