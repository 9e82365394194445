#include "models/preferences.h"

#include <algorithm>

namespace tappay::ui {

namespace {

const QString kLanguage = QStringLiteral("language");
const QString kRole = QStringLiteral("role");
const QString kMerchant = QStringLiteral("merchant");
const QString kCardholder = QStringLiteral("cardholder");
const QString kBoth = QStringLiteral("both");
const QString kTheme = QStringLiteral("theme");
const QString kSound = QStringLiteral("sound");
const QString kKeypad = QStringLiteral("calculatorKeypad");
const QString kScrambled = QStringLiteral("scrambledPin");
const QString kMotion = QStringLiteral("reducedMotion");
const QString kText = QStringLiteral("textPercent");

}  // namespace

Preferences::Preferences(QObject* parent) : QObject(parent) {}

QString Preferences::language() const {
    return m_settings.value(kLanguage, QStringLiteral("system")).toString();
}

void Preferences::setLanguage(const QString& language) {
    if (this->language() == language) return;
    m_settings.setValue(kLanguage, language);
    Q_EMIT languageChanged();
}

QString Preferences::role() const {
    const QString role = m_settings.value(kRole).toString();
    return role == kMerchant || role == kCardholder || role == kBoth ? role : QString();
}

void Preferences::setRole(const QString& role) {
    if (this->role() == role) return;
    m_settings.setValue(kRole, role);
    Q_EMIT roleChanged();
}

bool Preferences::sells() const {
    return role() != kCardholder;
}

bool Preferences::buys() const {
    return role() == kCardholder || role() == kBoth;
}

int Preferences::theme() const {
    return m_settings.value(kTheme, 0).toInt();
}

void Preferences::setTheme(int theme) {
    if (this->theme() == theme) return;
    m_settings.setValue(kTheme, theme);
    Q_EMIT themeChanged();
}

bool Preferences::sound() const {
    return m_settings.value(kSound, true).toBool();
}

void Preferences::setSound(bool on) {
    if (sound() == on) return;
    m_settings.setValue(kSound, on);
    Q_EMIT soundChanged();
}

bool Preferences::calculatorKeypad() const {
    return m_settings.value(kKeypad, false).toBool();
}

void Preferences::setCalculatorKeypad(bool calculator) {
    if (calculatorKeypad() == calculator) return;
    m_settings.setValue(kKeypad, calculator);
    Q_EMIT calculatorKeypadChanged();
}

bool Preferences::scrambledPin() const {
    return m_settings.value(kScrambled, false).toBool();
}

void Preferences::setScrambledPin(bool scrambled) {
    if (scrambledPin() == scrambled) return;
    m_settings.setValue(kScrambled, scrambled);
    Q_EMIT scrambledPinChanged();
}

bool Preferences::reducedMotion() const {
    return m_settings.value(kMotion, false).toBool();
}

void Preferences::setReducedMotion(bool reduced) {
    if (reducedMotion() == reduced) return;
    m_settings.setValue(kMotion, reduced);
    Q_EMIT reducedMotionChanged();
}

int Preferences::textPercent() const {
    return std::clamp(m_settings.value(kText, 100).toInt(), 100, 200);
}

void Preferences::setTextPercent(int percent) {
    if (textPercent() == percent) return;
    m_settings.setValue(kText, std::clamp(percent, 100, 200));
    Q_EMIT textPercentChanged();
}

}  // namespace tappay::ui
