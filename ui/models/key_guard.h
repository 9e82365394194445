#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QPointer>
#include <QQuickWindow>
#include <chrono>
#include <optional>

#include "base/clock.h"
#include "models/fast_run.h"

class QKeyEvent;

namespace tappay::ui {

// Enter decides about money, so no held, bouncing or scanned Enter may confirm anything. The guard
// takes every Enter out of the window's key events and gives back one `confirmed` when
//   - the key went down and up again on the same screen (auto-repeat does not count),
//   - at least 400 ms lie between it and the last confirmation or change of screen,
//   - no run of six or more digits faster than fingers came just before it (a barcode scanner).
class KeyGuard : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QQuickWindow* window READ window WRITE setWindow NOTIFY windowChanged FINAL)

public:
    explicit KeyGuard(QObject* parent = nullptr);

    [[nodiscard]] QQuickWindow* window() const { return m_window; }
    void setWindow(QQuickWindow* window);
    // The system's clock unless told otherwise; `clock` has to live longer than the window.
    void setClock(const Clock& clock);
    // Another screen is shown: an Enter that went down before does not belong to it.
    Q_INVOKABLE void screenChanged();

    bool eventFilter(QObject* watched, QEvent* event) override;

Q_SIGNALS:
    void windowChanged();
    void confirmed();
    // So many digits just came from a scanner.
    void scanned(int digits);

private:
    bool onEnter(const QKeyEvent& event);

    QPointer<QQuickWindow> m_window;
    const Clock* m_clock;
    std::optional<std::chrono::steady_clock::time_point> m_changedAt;
    bool m_down = false;
    FastRun m_run;
};

}  // namespace tappay::ui
