#include "style/theme.h"

#include <QEvent>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QPalette>
#include <algorithm>

namespace tappay::ui {

Theme::Theme(QObject* parent) : QObject(parent) {
    qGuiApp->installEventFilter(this);
}

bool Theme::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::ApplicationPaletteChange && m_mode == System) Q_EMIT changed();
    return QObject::eventFilter(watched, event);
}

void Theme::setMode(Mode mode) {
    if (m_mode == mode) return;
    m_mode = mode;
    Q_EMIT changed();
}

void Theme::setScale(double scale) {
    scale = std::clamp(scale, 1.0, 2.0);
    if (qFuzzyCompare(m_scale, scale)) return;
    m_scale = scale;
    Q_EMIT scaleChanged();
}

void Theme::setReducedMotion(bool reduced) {
    if (m_reducedMotion == reduced) return;
    m_reducedMotion = reduced;
    Q_EMIT motionChanged();
}

bool Theme::highContrast() const {
    return scheme() == Scheme::HighContrast;
}

QString Theme::monospace() const {
    return QFontDatabase::systemFont(QFontDatabase::FixedFont).family();
}

Scheme Theme::scheme() const {
    switch (m_mode) {
        case Light:
            return Scheme::Light;
        case Dark:
            return Scheme::Dark;
        case HighContrast:
            return Scheme::HighContrast;
        case System:
            break;
    }
    // Qt 6.4 has no colour-scheme hint yet; the desktop's palette tells.
    const QPalette palette = QGuiApplication::palette();
    const bool dark = palette.color(QPalette::Window).lightnessF() <
                      palette.color(QPalette::WindowText).lightnessF();
    return dark ? Scheme::Dark : Scheme::Light;
}

}  // namespace tappay::ui
