#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>

namespace tappay::ui {

// The amount while it is typed, as a cash register does it: each digit moves in from the right, so
// 1 2 3 4 is 12.34 in a currency of two decimals.
class AmountEntry : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to the sale")
    Q_PROPERTY(QString sign READ sign NOTIFY changed FINAL)
    Q_PROPERTY(QString figures READ figures NOTIFY changed FINAL)
    Q_PROPERTY(bool empty READ empty NOTIFY changed FINAL)
    Q_PROPERTY(QString draft READ draft NOTIFY changed FINAL)
    Q_PROPERTY(Hint hint READ hint NOTIFY changed FINAL)
    Q_PROPERTY(QString limit READ limit NOTIFY changed FINAL)

public:
    enum Hint { NoHint, ZeroAmount, OverLimit, PasteRefused, ScannerIgnored };
    Q_ENUM(Hint)

    explicit AmountEntry(QObject* parent = nullptr);

    Q_INVOKABLE void digit(int value);
    Q_INVOKABLE void doubleZero();
    Q_INVOKABLE void backspace();
    Q_INVOKABLE void clear();
    Q_INVOKABLE void refusePaste() { setHint(PasteRefused); }
    Q_INVOKABLE void refuseZero() { setHint(ZeroAmount); }
    // A barcode scanner types faster than people: what it typed is taken out again.
    Q_INVOKABLE void dropScan(int digits);

    // Nobody goes on: the amount waits as a draft and the screen is free for the next customer.
    void putAside();
    Q_INVOKABLE void takeUp();

    // "1234.50", as the API gives it; empty or not an amount of this currency: nothing typed.
    void setDecimal(const QString& decimal);

    void setCurrency(const QString& currency, int exponent);

    [[nodiscard]] QString sign() const;
    [[nodiscard]] QString figures() const;  // "1,234.50"
    [[nodiscard]] QString decimal() const;  // "1234.50", as the API takes it
    [[nodiscard]] QString limit() const;    // "¥9,999,999.99"
    [[nodiscard]] QString draft() const;    // "¥12.34" put aside; empty: none
    [[nodiscard]] bool empty() const { return m_minor == 0; }
    [[nodiscard]] Hint hint() const { return m_hint; }

Q_SIGNALS:
    void changed();

private:
    void setHint(Hint hint);
    [[nodiscard]] QString decimalOf(qint64 minor) const;

    QString m_currency = QStringLiteral("CNY");
    int m_exponent = 2;
    qint64 m_minor = 0;
    qint64 m_draft = 0;
    Hint m_hint = NoHint;
    QList<qint64> m_before;  // the amount before each of the last digits
};

}  // namespace tappay::ui
