#pragma once

#include <QElapsedTimer>
#include <QString>
#include <chrono>
#include <functional>

#include "window/shop_window.h"

namespace tappay::ui {

// A person at the window, as a program: presses keys, waits for what the screen shows, takes
// pictures.
class Driver {
public:
    Driver(ShopWindow& shop, const QString& folder);

    void press(Qt::Key key, const QString& text = {});
    void type(const QString& digits);
    // Letters as well.
    void write(const QString& text);
    // False when it did not come to that in time.
    bool waitFor(const std::function<bool()>& condition,
                 std::chrono::milliseconds deadline = std::chrono::seconds(10));
    void pause(std::chrono::milliseconds duration);
    // After everything has settled; prints the name. False when the file can't be written.
    bool picture(const QString& name);
    // Opens "sell", "today", "security", "settings" or "help".
    void go(const QString& page);

private:
    ShopWindow& m_shop;
    QString m_folder;
    QElapsedTimer m_clock;
};

}  // namespace tappay::ui
