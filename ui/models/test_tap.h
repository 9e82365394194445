#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QStringList>

#include "models/session.h"

namespace tappay::ui {

// A card is read without a payment, to see that reader and card get on. Nothing is charged.
class TestTap : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to another view-model")
    Q_PROPERTY(State state READ state NOTIFY changed FINAL)
    Q_PROPERTY(QString label READ label NOTIFY changed FINAL)
    Q_PROPERTY(QString pan READ pan NOTIFY changed FINAL)
    Q_PROPERTY(QString expiry READ expiry NOTIFY changed FINAL)
    Q_PROPERTY(QString applications READ applications NOTIFY changed FINAL)
    Q_PROPERTY(QString happened READ happened NOTIFY changed FINAL)
    Q_PROPERTY(QString remedy READ remedy NOTIFY changed FINAL)

public:
    enum State { Idle, Waiting, Read, Failed };
    Q_ENUM(State)

    explicit TestTap(Session& session, QObject* parent = nullptr)
        : QObject(parent), m_session(session) {}

    Q_INVOKABLE void start();
    // Nobody waits for the card any more.
    Q_INVOKABLE void end();

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] QString label() const { return m_label; }
    [[nodiscard]] QString pan() const { return m_pan; }  // first six and last four digits
    [[nodiscard]] QString expiry() const { return m_expiry; }
    // Their names, as on the card.
    [[nodiscard]] QString applications() const { return m_applications.join(QStringLiteral(", ")); }
    [[nodiscard]] QString happened() const { return m_happened; }
    [[nodiscard]] QString remedy() const { return m_remedy; }

Q_SIGNALS:
    void changed();

private:
    void take(const QJsonObject& facts);

    Session& m_session;
    State m_state = Idle;
    int m_tries = 0;  // an answer to one that was ended is not taken
    QStringList m_applications;
    QString m_label, m_pan, m_expiry, m_happened, m_remedy;
};

}  // namespace tappay::ui
