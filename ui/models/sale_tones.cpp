#include "models/sale_tones.h"

#include <utility>

namespace tappay::ui {

namespace {

// A card that pays by itself is read and has paid at one stroke: one tone, which lasts 500 ms.
constexpr qint64 kOneStroke = 1000;

bool isAlert(Sale::Screen screen) {
    switch (screen) {
        case Sale::InsertCard:
        case Sale::TapAgain:
        case Sale::SeePhone:
        case Sale::OneCardOnly:
        case Sale::Declined:
        case Sale::Undone:
        case Sale::Failed:
        case Sale::AdviceRefused:
        case Sale::UndoRefused:
        case Sale::CardInDoubt:
            return true;
        default:
            return false;
    }
}

}  // namespace

SaleTones::SaleTones(Sale& sale, Sounds& sounds, QObject* parent)
    : QObject(parent), m_sale(sale), m_sounds(sounds) {
    connect(&sale, &Sale::cardWasRead, this, &SaleTones::succeed);
    connect(&sale, &Sale::changed, this, &SaleTones::onChange);
}

void SaleTones::onChange() {
    const Transaction& transaction = m_sale.transaction();
    const Moment now{transaction.id, m_sale.screen(), transaction.pinWrong, transaction.pinTries};
    const Moment before = std::exchange(m_last, now);
    if (now == before) return;
    const bool another = now.screen != before.screen || now.id != before.id;
    if (now.screen == Sale::EnterPin) {
        const bool lastTry = now.pinTries == 1;
        if (now.pinWrong || lastTry) m_sounds.alert();
    } else if (another && (now.screen == Sale::Approved || now.screen == Sale::PaidByCard)) {
        succeed();
    } else if (another && isAlert(now.screen)) {
        m_sounds.alert();
    }
}

void SaleTones::succeed() {
    const bool sounding = m_succeeded.isValid() && !m_succeeded.hasExpired(kOneStroke);
    m_succeeded.start();
    if (!sounding) m_sounds.success();
}

}  // namespace tappay::ui
