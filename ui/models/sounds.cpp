#include "models/sounds.h"

#include "extras/extras.h"
#include "models/preferences.h"

namespace tappay::ui {

Sounds::Sounds(const Preferences& preferences, QObject* parent)
    : QObject(parent), m_preferences(preferences) {}

void Sounds::success() {
    play(QStringLiteral(":/sounds/success.wav"));
}

void Sounds::alert() {
    play(QStringLiteral(":/sounds/alert.wav"));
}

void Sounds::key() {
    play(QStringLiteral(":/sounds/key.wav"));
}

void Sounds::play(const QString& resource) {
    if (!m_preferences.sound()) return;
    if (Tones* tones = loadTones()) tones->play(resource);
    Q_EMIT played(resource);
}

}  // namespace tappay::ui
