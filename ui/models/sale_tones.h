#pragma once

#include <QElapsedTimer>
#include <QObject>

#include "models/sale.h"
#include "models/sounds.h"

namespace tappay::ui {

// Which tone belongs to what happens to a payment: each event is heard once. A card that is only
// seen makes none: people would take it away.
class SaleTones : public QObject {
    Q_OBJECT

public:
    SaleTones(Sale& sale, Sounds& sounds, QObject* parent = nullptr);

private:
    // What a tone can follow from.
    struct Moment {
        QString id;
        Sale::Screen screen = Sale::Amount;
        bool pinWrong = false;
        int pinTries = -1;

        friend bool operator==(const Moment&, const Moment&) = default;
    };

    void onChange();
    void succeed();

    Sale& m_sale;
    Sounds& m_sounds;
    Moment m_last;
    QElapsedTimer m_succeeded;
};

}  // namespace tappay::ui
