#pragma once

#include <QtQml/qqmlregistration.h>
#include <QHash>
#include <QObject>
#include <QTimer>
#include <QVariantList>

#include "models/amount_entry.h"
#include "models/confirmation.h"
#include "models/session.h"

namespace tappay::ui {

// What is confirmed on phones: the one on the stage, those that go on without it, and the last
// ones. What is shown of each is what the application said last; nothing is paid before it says so.
class Confirmations : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to the till")
    Q_PROPERTY(tappay::ui::Confirmation current READ current NOTIFY changed FINAL)
    Q_PROPERTY(bool onStage READ onStage NOTIFY changed FINAL)
    Q_PROPERTY(QString orderId READ orderId NOTIFY changed FINAL)
    Q_PROPERTY(bool starting READ starting NOTIFY changed FINAL)
    Q_PROPERTY(bool withdrawing READ withdrawing NOTIFY changed FINAL)
    Q_PROPERTY(tappay::ui::Confirmation waiting READ waiting NOTIFY changed FINAL)
    Q_PROPERTY(tappay::ui::Confirmation news READ news NOTIFY changed FINAL)
    Q_PROPERTY(QVariantList list READ list NOTIFY changed FINAL)
    Q_PROPERTY(QString happened READ happened NOTIFY changed FINAL)
    Q_PROPERTY(QString remedy READ remedy NOTIFY changed FINAL)
    Q_PROPERTY(int secondsLeft READ secondsLeft NOTIFY ticked FINAL)
    Q_PROPERTY(tappay::ui::AmountEntry* amount READ amount CONSTANT FINAL)

public:
    explicit Confirmations(Session& session, QObject* parent = nullptr);

    // Each begins one and puts it on the stage; dead while another one is there that goes on.
    Q_INVOKABLE void confirmOrder(const QString& order, const QString& card);
    // The amount typed last.
    Q_INVOKABLE void confirmRefund(const QString& order);
    Q_INVOKABLE void confirmTransfer(const QString& card, const QString& name,
                                     const QString& account, const QString& purpose);
    // Takes the one on the stage back from the phone, as soon as it is there.
    Q_INVOKABLE void withdraw();
    // Off the stage: it goes on, and how it ends is told.
    Q_INVOKABLE void leave();
    Q_INVOKABLE void show(const QString& id);
    // Those of earlier days as well.
    Q_INVOKABLE void load();
    Q_INVOKABLE void dismissProblem();
    Q_INVOKABLE void dismissNews();

    [[nodiscard]] const Confirmation& current() const { return m_current; }
    [[nodiscard]] bool onStage() const { return m_current.valid(); }
    // The web order that the one on the stage pays; empty: none of this window.
    [[nodiscard]] QString orderId() const { return m_order; }
    // The application has not said yet that it has begun it.
    [[nodiscard]] bool starting() const { return !m_intent.isEmpty(); }
    [[nodiscard]] bool withdrawing() const;
    // One that goes on, but not on the stage.
    [[nodiscard]] Confirmation waiting() const;
    // One that was left and has come to its end.
    [[nodiscard]] const Confirmation& news() const { return m_news; }
    [[nodiscard]] QVariantList list() const;  // Confirmation: open ones, then the newest
    // Why the last thing asked for was refused, in English source text; empty: it was not.
    [[nodiscard]] QString happened() const { return m_happened; }
    [[nodiscard]] QString remedy() const { return m_remedy; }
    [[nodiscard]] int secondsLeft() const;  // to confirm the one on the stage; -1: no limit runs
    [[nodiscard]] AmountEntry* amount() { return &m_amount; }

Q_SIGNALS:
    void changed();
    void ticked();
    // The one on the stage has come to its end.
    void ended(bool paid);
    // A web order, with a confirmation that was begun in this window.
    void orderPaid(const QString& order);

private:
    void begin(const QString& wish, QJsonObject params);
    void send();
    void onStarted(const agent::Reply& reply);
    void withdrawNow();
    void clearStage();
    void take(const Confirmation& confirmation);
    void follow(const Confirmation& confirmation);
    void keep(const Confirmation& confirmation);
    void setProblem(const agent::Problem& problem);

    Session& m_session;
    AmountEntry m_amount;
    Confirmation m_current, m_news;
    QList<Confirmation> m_known;  // the newest first
    QString m_order;
    QString m_intent;     // the key of what was asked for, until the application has said it began
    QJsonObject m_asked;  // what was asked for under it
    bool m_sent = false;  // it may have arrived
    bool m_regret = false;           // it is to be withdrawn, as soon as it can be
    bool m_withdrawn = false;        // the application was asked to
    QHash<QString, QString> m_left;  // id -> order
    QString m_happened, m_remedy;
    QTimer m_second;
};

}  // namespace tappay::ui
