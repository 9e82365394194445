#pragma once

#include <QtQml/qqmlregistration.h>
#include <QColor>
#include <QObject>

#include "style/palette.h"

namespace tappay::ui {

// The design tokens as QML sees them: colours by role, the text scale, and how long a change of
// state may move. Main.qml feeds it from the preferences.
class Theme : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(Mode mode READ mode WRITE setMode NOTIFY changed FINAL)
    Q_PROPERTY(double scale READ scale WRITE setScale NOTIFY scaleChanged FINAL)
    Q_PROPERTY(
        bool reducedMotion READ reducedMotion WRITE setReducedMotion NOTIFY motionChanged FINAL)
    Q_PROPERTY(int motion READ motion NOTIFY motionChanged FINAL)
    Q_PROPERTY(bool highContrast READ highContrast NOTIFY changed FINAL)
    Q_PROPERTY(QString monospace READ monospace CONSTANT FINAL)
    Q_PROPERTY(QColor bg READ bg NOTIFY changed FINAL)
    Q_PROPERTY(QColor surface READ surface NOTIFY changed FINAL)
    Q_PROPERTY(QColor sunken READ sunken NOTIFY changed FINAL)
    Q_PROPERTY(QColor ink READ ink NOTIFY changed FINAL)
    Q_PROPERTY(QColor ink2 READ ink2 NOTIFY changed FINAL)
    Q_PROPERTY(QColor ink3 READ ink3 NOTIFY changed FINAL)
    Q_PROPERTY(QColor line READ line NOTIFY changed FINAL)
    Q_PROPERTY(QColor accent READ accent NOTIFY changed FINAL)
    Q_PROPERTY(QColor onAccent READ onAccent NOTIFY changed FINAL)
    Q_PROPERTY(QColor accentSoft READ accentSoft NOTIFY changed FINAL)
    Q_PROPERTY(QColor ok READ ok NOTIFY changed FINAL)
    Q_PROPERTY(QColor okSoft READ okSoft NOTIFY changed FINAL)
    Q_PROPERTY(QColor no READ no NOTIFY changed FINAL)
    Q_PROPERTY(QColor noSoft READ noSoft NOTIFY changed FINAL)
    Q_PROPERTY(QColor maybe READ maybe NOTIFY changed FINAL)
    Q_PROPERTY(QColor maybeSoft READ maybeSoft NOTIFY changed FINAL)
    Q_PROPERTY(QColor lightOff READ lightOff NOTIFY changed FINAL)
    Q_PROPERTY(QColor lightOn READ lightOn NOTIFY changed FINAL)
    Q_PROPERTY(QColor focus READ focus NOTIFY changed FINAL)

public:
    enum Mode { System, Light, Dark, HighContrast };
    Q_ENUM(Mode)

    explicit Theme(QObject* parent = nullptr);

    bool eventFilter(QObject* watched, QEvent* event) override;

    [[nodiscard]] Mode mode() const { return m_mode; }
    void setMode(Mode mode);
    [[nodiscard]] double scale() const { return m_scale; }
    void setScale(double scale);
    [[nodiscard]] bool reducedMotion() const { return m_reducedMotion; }
    void setReducedMotion(bool reduced);
    // Milliseconds of a change of state; 0 with reduced motion.
    [[nodiscard]] int motion() const { return m_reducedMotion ? 0 : 150; }
    [[nodiscard]] bool highContrast() const;

    [[nodiscard]] QString monospace() const;  // family of equally wide letters

    [[nodiscard]] QColor bg() const { return colours().bg; }
    [[nodiscard]] QColor surface() const { return colours().surface; }
    [[nodiscard]] QColor sunken() const { return colours().sunken; }
    [[nodiscard]] QColor ink() const { return colours().ink; }
    [[nodiscard]] QColor ink2() const { return colours().ink2; }
    [[nodiscard]] QColor ink3() const { return colours().ink3; }
    [[nodiscard]] QColor line() const { return colours().line; }
    [[nodiscard]] QColor accent() const { return colours().accent; }
    [[nodiscard]] QColor onAccent() const { return colours().onAccent; }
    [[nodiscard]] QColor accentSoft() const { return colours().accentSoft; }
    [[nodiscard]] QColor ok() const { return colours().ok; }
    [[nodiscard]] QColor okSoft() const { return colours().okSoft; }
    [[nodiscard]] QColor no() const { return colours().no; }
    [[nodiscard]] QColor noSoft() const { return colours().noSoft; }
    [[nodiscard]] QColor maybe() const { return colours().maybe; }
    [[nodiscard]] QColor maybeSoft() const { return colours().maybeSoft; }
    [[nodiscard]] QColor lightOff() const { return colours().lightOff; }
    [[nodiscard]] QColor lightOn() const { return colours().lightOn; }
    [[nodiscard]] QColor focus() const { return colours().focus; }

Q_SIGNALS:
    void changed();
    void scaleChanged();
    void motionChanged();

private:
    [[nodiscard]] Scheme scheme() const;
    [[nodiscard]] const Palette& colours() const { return paletteOf(scheme()); }

    Mode m_mode = System;
    double m_scale = 1.0;
    bool m_reducedMotion = false;
};

}  // namespace tappay::ui
