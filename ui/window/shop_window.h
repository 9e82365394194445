#pragma once

#include <QQmlApplicationEngine>
#include <memory>

#include "models/till.h"

class QQuickWindow;

namespace tappay::ui {

class Languages;

// The desktop window with everything it needs.
class ShopWindow {
public:
    ShopWindow(const QString& socketPath, const QString& sandboxDirectory);
    ~ShopWindow();

    [[nodiscard]] Till& till() { return m_till; }
    [[nodiscard]] QQmlApplicationEngine& engine() { return m_engine; }
    // Null when the window could not be made; the messages say why.
    [[nodiscard]] QQuickWindow* window() const;

    // What every program with texts and pictures of the window does first: organisation, fonts.
    static void prepareApplication();

private:
    Till m_till;
    QQmlApplicationEngine m_engine;
    std::unique_ptr<Languages> m_languages;
};

}  // namespace tappay::ui
