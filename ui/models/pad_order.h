#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QString>

namespace tappay::ui {

// The places of the ten digits on the PIN pad, row by row: in order, or drawn anew for each PIN
// from the operating system's generator, so that neither smears nor a look at the hand tell the
// PIN.
class PadOrder : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(bool scrambled READ scrambled WRITE setScrambled NOTIFY changed FINAL)
    Q_PROPERTY(QString digits READ digits NOTIFY changed FINAL)

public:
    explicit PadOrder(QObject* parent = nullptr) : QObject(parent) {}

    // Before each PIN; never while one is being entered.
    Q_INVOKABLE void draw();

    [[nodiscard]] bool scrambled() const { return m_scrambled; }
    void setScrambled(bool scrambled);
    [[nodiscard]] QString digits() const { return m_digits; }

Q_SIGNALS:
    void changed();

private:
    bool m_scrambled = false;
    QString m_digits = QStringLiteral("1234567890");
};

}  // namespace tappay::ui
