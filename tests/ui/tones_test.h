#pragma once

#include <QObject>

namespace tappay::ui {

// Each event of a payment is heard once, and a card that is only seen not at all.
class TonesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eventsAndTheirTones_data();
    void eventsAndTheirTones();
};

}  // namespace tappay::ui
