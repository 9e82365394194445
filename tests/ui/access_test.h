#pragma once

#include <QObject>

namespace tappay::ui {

class AccessTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everythingClickableHasRoleAndName();
    void everythingClickableCanBePressed();
    void tabReachesEveryAction();
    void largeTextFits();
};

}  // namespace tappay::ui
