#pragma once

#include <QObject>

namespace tappay::ui {

class LanguageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void switchesWhileRunning();
    void translationsAreComplete();
    void themeSwitches();
};

}  // namespace tappay::ui
