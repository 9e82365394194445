#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QSettings>

namespace tappay::ui {

// What a person has chosen for this window; kept in the user's settings.
class Preferences : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to the till")
    Q_PROPERTY(QString language READ language WRITE setLanguage NOTIFY languageChanged FINAL)
    Q_PROPERTY(QString role READ role WRITE setRole NOTIFY roleChanged FINAL)
    Q_PROPERTY(bool sells READ sells NOTIFY roleChanged FINAL)
    Q_PROPERTY(bool buys READ buys NOTIFY roleChanged FINAL)
    Q_PROPERTY(int theme READ theme WRITE setTheme NOTIFY themeChanged FINAL)
    Q_PROPERTY(bool sound READ sound WRITE setSound NOTIFY soundChanged FINAL)
    Q_PROPERTY(bool calculatorKeypad READ calculatorKeypad WRITE setCalculatorKeypad NOTIFY
                   calculatorKeypadChanged FINAL)
    Q_PROPERTY(
        bool scrambledPin READ scrambledPin WRITE setScrambledPin NOTIFY scrambledPinChanged FINAL)
    Q_PROPERTY(bool reducedMotion READ reducedMotion WRITE setReducedMotion NOTIFY
                   reducedMotionChanged FINAL)
    Q_PROPERTY(
        int textPercent READ textPercent WRITE setTextPercent NOTIFY textPercentChanged FINAL)

public:
    explicit Preferences(QObject* parent = nullptr);

    [[nodiscard]] QString language() const;  // "system", "en" or "zh_CN"
    void setLanguage(const QString& language);
    // What this computer is for: "merchant", "cardholder" or "both"; empty: nobody has said so yet.
    [[nodiscard]] QString role() const;
    void setRole(const QString& role);
    [[nodiscard]] bool sells() const;  // shows what a shop needs
    [[nodiscard]] bool buys() const;   // shows what a cardholder needs
    [[nodiscard]] int theme() const;   // Theme::Mode
    void setTheme(int theme);
    [[nodiscard]] bool sound() const;
    void setSound(bool on);
    [[nodiscard]] bool calculatorKeypad() const;  // 7 8 9 on top instead of 1 2 3
    void setCalculatorKeypad(bool calculator);
    [[nodiscard]] bool scrambledPin() const;  // the keys of the PIN pad in random places
    void setScrambledPin(bool scrambled);
    [[nodiscard]] bool reducedMotion() const;
    void setReducedMotion(bool reduced);
    [[nodiscard]] int textPercent() const;  // 100..200
    void setTextPercent(int percent);

Q_SIGNALS:
    void languageChanged();
    void roleChanged();
    void themeChanged();
    void soundChanged();
    void calculatorKeypadChanged();
    void scrambledPinChanged();
    void reducedMotionChanged();
    void textPercentChanged();

private:
    QSettings m_settings;
};

}  // namespace tappay::ui
