#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QLocalServer>
#include <QLocalSocket>
#include <QObject>
#include <QPointer>

namespace tappay::ui {

// Speaks the local API (docs/api.md) with recorded snapshots instead of payments: for the pictures
// of all states, and for the tests of the window. It never decides anything about money.
class RecordedTerminal : public QObject {
    Q_OBJECT

public:
    explicit RecordedTerminal(QObject* parent = nullptr);
    ~RecordedTerminal() override;

    [[nodiscard]] QString socketPath() const { return m_server.fullServerName(); }

    // What the next subscription answers, and what is told at once when somebody listens.
    void setStatus(const QJsonObject& status);
    void setSecurity(const QJsonObject& security);
    void setCardholder(const QJsonObject& cardholder);
    void setPhones(const QJsonObject& phones);
    void setDevices(const QJsonObject& devices);
    // Those of today.
    void setConfirmations(const QJsonArray& confirmations) { m_confirmations = confirmations; }
    void sendConfirmation(const QJsonObject& confirmation);
    // What confirm.start answers; the identifier and the wish of the call are put into it.
    void setStartAnswer(const QJsonObject& confirmation) { m_startAnswer = confirmation; }
    void setTransactions(const QJsonArray& transactions);
    void send(const QJsonObject& transaction);
    // What sale.start answers; the identifier, amount and note of the call are put into it.
    void setSaleAnswer(const QJsonObject& transaction) { m_saleAnswer = transaction; }
    // What checkout.open answers.
    void setOrderAnswer(const QJsonObject& transaction) { m_orderAnswer = transaction; }
    void setReceipt(const QJsonObject& receipt) { m_receipt = receipt; }
    void setTrace(const QJsonObject& trace) { m_trace = trace; }
    // What card.read answers, a call that waits for it as well; empty: it waits.
    void setCard(const QJsonObject& facts);
    // The next call of `method` is refused with this failure.
    void refuse(const QString& method, const QJsonObject& failure);
    // The next call of `method` arrives and is not answered.
    void swallow(const QString& method) { m_swallowed = method; }
    void disconnectAll();
    void stop();

    // Every call since the last clear, as {"method","params"}.
    [[nodiscard]] QJsonArray calls() const { return m_calls; }
    [[nodiscard]] QJsonArray callsOf(const QString& method) const;
    void clearCalls() { m_calls = {}; }

Q_SIGNALS:
    void called(const QString& method);

private:
    void onConnection();
    void onLine(QLocalSocket& socket, const QByteArray& line);
    [[nodiscard]] QJsonObject answer(const QString& method, const QJsonObject& params);
    [[nodiscard]] QJsonObject begun(const char* step);
    [[nodiscard]] QJsonObject ofAccount(const QString& method);
    [[nodiscard]] QJsonObject ofPhones(const QString& method);
    [[nodiscard]] QJsonObject ofConfirmations(const QString& method, const QJsonObject& params);
    void answerReading();
    void notify(const QString& method, const QJsonObject& params);

    QLocalServer m_server;
    QList<QPointer<QLocalSocket>> m_clients;
    QPointer<QLocalSocket> m_reader;  // waits for a card
    QJsonValue m_reading;             // the number of its call
    QJsonObject m_security, m_card, m_cardholder, m_phones, m_devices, m_startAnswer, m_started;
    QJsonObject m_status, m_saleAnswer, m_orderAnswer, m_receipt, m_trace;
    QJsonArray m_transactions, m_calls, m_confirmations;
    QString m_refusedMethod, m_swallowed;
    QJsonObject m_refusal;
};

}  // namespace tappay::ui
