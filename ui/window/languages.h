#pragma once

#include <QObject>
#include <QTranslator>

class QQmlEngine;

namespace tappay::ui {

class Preferences;

// Keeps the texts of a running program in the chosen language.
class Languages : public QObject {
    Q_OBJECT

public:
    // `engine` may be null: a program without a window.
    Languages(const Preferences& preferences, QQmlEngine* engine, QObject* parent = nullptr);

Q_SIGNALS:
    void changed();

private:
    void apply();

    const Preferences& m_preferences;
    QQmlEngine* m_engine;
    QTranslator m_translator;
};

}  // namespace tappay::ui
