#include "models/pad_order.h"

#include <QRandomGenerator>
#include <algorithm>

namespace tappay::ui {

void PadOrder::setScrambled(bool scrambled) {
    if (m_scrambled == scrambled) return;
    m_scrambled = scrambled;
    draw();
}

void PadOrder::draw() {
    m_digits = QStringLiteral("1234567890");
    if (m_scrambled) std::shuffle(m_digits.begin(), m_digits.end(), *QRandomGenerator::system());
    Q_EMIT changed();
}

}  // namespace tappay::ui
