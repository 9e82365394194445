#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>

namespace tappay::ui {

class Preferences;

// The two tones of EMV Book A: success 1500 Hz for 500 ms, alert 750 Hz twice 200 ms; and the short
// one that is the same for every key of a PIN.
class Sounds : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to the till")

public:
    explicit Sounds(const Preferences& preferences, QObject* parent = nullptr);

    Q_INVOKABLE void success();
    Q_INVOKABLE void alert();
    Q_INVOKABLE void key();

Q_SIGNALS:
    // What is to be heard, whether or not this computer can play it.
    void played(const QString& resource);

private:
    void play(const QString& resource);

    const Preferences& m_preferences;
};

}  // namespace tappay::ui
