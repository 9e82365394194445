#pragma once

#include <QQuickItem>
#include <QQuickWindow>
#include <QTemporaryDir>
#include <chrono>
#include <functional>
#include <memory>

#include "base/clock.h"
#include "walkthrough/recorded_security.h"
#include "walkthrough/recorded_states.h"
#include "walkthrough/recorded_terminal.h"
#include "window/shop_window.h"

namespace tappay::ui {

// Time that passes only when the test says so.
class HandClock final : public Clock {
public:
    [[nodiscard]] std::chrono::system_clock::time_point now() const override {
        return std::chrono::system_clock::time_point(m_passed);
    }
    [[nodiscard]] std::chrono::steady_clock::time_point monotonic() const override {
        return std::chrono::steady_clock::time_point(m_passed);
    }
    [[nodiscard]] std::chrono::milliseconds passed() const { return m_passed; }
    void advance(std::chrono::milliseconds duration) { m_passed += duration; }

private:
    std::chrono::milliseconds m_passed = std::chrono::hours(1);
};

// A fresh window over a recorded terminal, with settings of its own.
class WindowFixture {
public:
    WindowFixture();
    ~WindowFixture();

    // The window, connected and exposed, once it says this.
    void open(const QString& text = QStringLiteral("Charge"));
    // The same for a window that starts on a page.
    void openAnywhere(const QString& text);
    void openWithoutTerminal();

    RecordedTerminal& terminal() { return m_terminal; }
    ShopWindow& shop() { return *m_shop; }
    Sale& sale() { return *m_shop->till().sale(); }
    [[nodiscard]] QQuickWindow* window() const { return m_shop->window(); }

    [[nodiscard]] HandClock& clock() { return m_clock; }

    // Presses and releases a key as fast as a person.
    void press(Qt::Key key);
    void type(const char* digits);
    // Letters as well.
    void write(const char* text);
    // Digits with the same gap between them; a barcode scanner has one of few milliseconds.
    void type(const char* digits, std::chrono::milliseconds gap);
    // The PIN screen that is shown goes by the same clock as the fixture.
    void pinUsesClock();
    // Lets the guard time after a change of screen pass.
    void settle();
    // Until everything that was on its way to the terminal has arrived and was answered.
    void drain();
    // The first visible item with this accessible name.
    [[nodiscard]] QQuickItem* named(const QString& name) const;
    // Every item that is to be seen.
    void visit(const std::function<void(QQuickItem*)>& visitor) const;
    // Where in the window this text is; not valid: nowhere.
    [[nodiscard]] QRectF boxOf(const QString& text) const;
    // Every text that is to be seen.
    [[nodiscard]] QStringList texts() const;
    // Whether the middle of the window says this, not only the list beside it.
    [[nodiscard]] bool stageShows(const QString& text) const;
    [[nodiscard]] bool shows(const QString& text) const { return texts().contains(text); }

    // Warnings of QML since the last call.
    static QStringList takeWarnings();

private:
    QTemporaryDir m_settings;
    RecordedTerminal m_terminal;
    HandClock m_clock;
    std::unique_ptr<ShopWindow> m_shop;
};

}  // namespace tappay::ui
