#include "models/amount_entry.h"

#include "base/money.h"
#include "models/amount_text.h"

namespace tappay::ui {

namespace {

// A shop's screen; field 4 of ISO 8583 would take twelve digits.
constexpr qint64 kMostMinor = 999'999'999;
// The longest code a retail scanner types (GS1-128).
constexpr qsizetype kRemembered = 48;

}  // namespace

AmountEntry::AmountEntry(QObject* parent) : QObject(parent) {}

void AmountEntry::digit(int value) {
    m_before.append(m_minor);
    if (m_before.size() > kRemembered) m_before.removeFirst();
    const qint64 grown = m_minor * 10 + value;
    if (grown > kMostMinor) {
        setHint(OverLimit);
        return;
    }
    m_minor = grown;
    m_hint = NoHint;
    Q_EMIT changed();
}

void AmountEntry::doubleZero() {
    if (m_minor * 100 > kMostMinor) {
        setHint(OverLimit);
        return;
    }
    digit(0);
    digit(0);
}

void AmountEntry::backspace() {
    m_before.clear();
    m_minor /= 10;
    m_hint = NoHint;
    Q_EMIT changed();
}

void AmountEntry::clear() {
    m_before.clear();
    m_minor = 0;
    m_draft = 0;
    m_hint = NoHint;
    Q_EMIT changed();
}

void AmountEntry::putAside() {
    if (empty()) return;
    const qint64 draft = m_minor;
    clear();
    m_draft = draft;
    Q_EMIT changed();
}

void AmountEntry::takeUp() {
    if (m_draft == 0) return;
    const qint64 draft = m_draft;
    clear();
    m_minor = draft;
    Q_EMIT changed();
}

void AmountEntry::dropScan(int digits) {
    const qsizetype index = std::max<qsizetype>(0, m_before.size() - digits);
    if (index < m_before.size()) m_minor = m_before.at(index);
    m_before.clear();
    setHint(ScannerIgnored);
}

void AmountEntry::setDecimal(const QString& decimal) {
    clear();
    const auto currency = currencyByAlpha(m_currency.toStdString());
    if (!currency) return;
    const auto money = parseMoney(decimal.toStdString(), *currency);
    if (money && money->minor <= kMostMinor) m_minor = money->minor;
    Q_EMIT changed();
}

void AmountEntry::setCurrency(const QString& currency, int exponent) {
    if (m_currency == currency && m_exponent == exponent) return;
    m_currency = currency;
    m_exponent = exponent;
    Q_EMIT changed();
}

void AmountEntry::setHint(Hint hint) {
    m_hint = hint;
    Q_EMIT changed();
}

QString AmountEntry::sign() const {
    return currencySign(m_currency);
}

QString AmountEntry::figures() const {
    return grouped(decimal());
}

QString AmountEntry::decimal() const {
    return decimalOf(m_minor);
}

QString AmountEntry::draft() const {
    return m_draft > 0 ? sign() + grouped(decimalOf(m_draft)) : QString();
}

QString AmountEntry::limit() const {
    return sign() + grouped(decimalOf(kMostMinor));
}

QString AmountEntry::decimalOf(qint64 minor) const {
    QString text = QString::number(minor).rightJustified(m_exponent + 1, QLatin1Char('0'));
    if (m_exponent > 0) text.insert(text.size() - m_exponent, QLatin1Char('.'));
    return text;
}

}  // namespace tappay::ui
