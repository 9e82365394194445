#pragma once

#include <QQuickItem>
#include <QQuickWindow>
#include <QTemporaryDir>
#include <memory>

#include "walkthrough/recorded_states.h"
#include "walkthrough/recorded_terminal.h"
#include "window/shop_window.h"

namespace tappay::ui {

// A fresh window over a recorded terminal, with settings of its own.
class WindowFixture {
public:
    WindowFixture();
    ~WindowFixture();

    // The window, connected and exposed.
    void open();
    void openWithoutTerminal();

    RecordedTerminal& terminal() { return m_terminal; }
    ShopWindow& shop() { return *m_shop; }
    Sale& sale() { return *m_shop->till().sale(); }
    [[nodiscard]] QQuickWindow* window() const { return m_shop->window(); }

    // Presses and releases a key as fast as a person.
    void press(Qt::Key key);
    void type(const char* digits);
    // Lets the guard time after a change of screen pass.
    void settle();
    // The first visible item with this accessible name.
    [[nodiscard]] QQuickItem* named(const QString& name) const;
    // Every text that is to be seen.
    [[nodiscard]] QStringList texts() const;
    [[nodiscard]] bool shows(const QString& text) const { return texts().contains(text); }

    // Warnings of QML since the last call.
    static QStringList takeWarnings();

private:
    QTemporaryDir m_settings;
    RecordedTerminal m_terminal;
    std::unique_ptr<ShopWindow> m_shop;
};

}  // namespace tappay::ui
