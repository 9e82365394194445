#include "models/capture_shield.h"

#ifdef Q_OS_WIN
#include <windows.h>
#endif

namespace tappay::ui {

namespace {

void exclude(const QPointer<QQuickWindow>& window, bool excluded) {
    if (!window) return;
#ifdef Q_OS_WIN
    constexpr DWORD kExcludeFromCapture = 0x11;  // WDA_EXCLUDEFROMCAPTURE
    SetWindowDisplayAffinity(reinterpret_cast<HWND>(window->winId()),
                             excluded ? kExcludeFromCapture : WDA_NONE);
#else
    Q_UNUSED(excluded)
#endif
}

}  // namespace

CaptureShield::~CaptureShield() {
    exclude(m_window, false);
}

void CaptureShield::setWindow(QQuickWindow* window) {
    if (m_window == window) return;
    exclude(m_window, false);
    m_window = window;
    exclude(m_window, true);
    Q_EMIT windowChanged();
}

}  // namespace tappay::ui
