#pragma once

#include <QQmlApplicationEngine>
#include <memory>

#include "phone/phone.h"

class QQuickWindow;

namespace tappay::ui {

class Languages;

// The phone's window with everything it needs.
class PhoneWindow {
public:
    explicit PhoneWindow(companion::Companion& companion);
    ~PhoneWindow();

    [[nodiscard]] Phone& phone() { return m_phone; }
    [[nodiscard]] QQmlApplicationEngine& engine() { return m_engine; }
    // Null when the window could not be made; the messages say why.
    [[nodiscard]] QQuickWindow* window() const;

    // What a program with this window does first: organisation, fonts.
    static void prepareApplication();

private:
    Phone m_phone;
    QQmlApplicationEngine m_engine;
    std::unique_ptr<Languages> m_languages;
};

}  // namespace tappay::ui
