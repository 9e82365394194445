#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QTimer>
#include <chrono>

#include "models/amount_entry.h"
#include "models/session.h"
#include "models/transaction.h"

namespace tappay::ui {

// The payment on the stage: what is typed, then what the journal says of it. Which screen is shown
// follows from the journalled state alone.
class Sale : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to the till")
    Q_PROPERTY(Screen screen READ screen NOTIFY changed FINAL)
    Q_PROPERTY(tappay::ui::Transaction transaction READ transaction NOTIFY changed FINAL)
    Q_PROPERTY(tappay::ui::AmountEntry* entry READ entry CONSTANT FINAL)
    Q_PROPERTY(QString note READ note WRITE setNote NOTIFY noteChanged FINAL)
    Q_PROPERTY(bool starting READ starting NOTIFY changed FINAL)
    Q_PROPERTY(bool waitStopped READ waitStopped NOTIFY changed FINAL)
    Q_PROPERTY(int lights READ lights NOTIFY changed FINAL)
    Q_PROPERTY(int secondsLeft READ secondsLeft NOTIFY ticked FINAL)
    Q_PROPERTY(int secondsWaited READ secondsWaited NOTIFY ticked FINAL)
    Q_PROPERTY(int secondsToNextTry READ secondsToNextTry NOTIFY ticked FINAL)
    Q_PROPERTY(QString happened READ happened NOTIFY problemChanged FINAL)
    Q_PROPERTY(QString remedy READ remedy NOTIFY problemChanged FINAL)
    Q_PROPERTY(tappay::ui::Transaction news READ news NOTIFY newsChanged FINAL)

public:
    // An amount nobody goes on with is kept as a draft after so long.
    static constexpr std::chrono::seconds kAmountWait{120};

    enum Screen {
        Amount,
        OpeningOrder,  // a link was followed: the order is being fetched, or can't be
        Consent,
        PresentCard,
        InsertCard,
        TapAgain,
        SeePhone,
        OneCardOnly,
        KeepCard,
        CardRead,
        ChooseApplication,
        EnterPin,
        Authorising,
        Completing,
        RemoveCard,
        Capturing,
        Approved,
        PaidByCard,
        Declined,
        Cancelled,
        Undone,
        Failed,
        Abandoned,
        AdviceRefused,
        UndoRefused,
        NotKnown,
        CardInDoubt,
    };
    Q_ENUM(Screen)

    explicit Sale(Session& session, QObject* parent = nullptr);

    // Starts the payment that was typed. Dead while one is being started.
    Q_INVOKABLE void charge();
    Q_INVOKABLE void cancel();
    // A web order: fetched from the back end, and the person's consent to it. Paying is refused
    // with `cancel`.
    void openOrder(const QString& order);
    Q_INVOKABLE void openAgain();
    Q_INVOKABLE void accept();
    // This order was paid in another way: nobody is asked for consent any more.
    void paidOtherwise(const QString& order);
    Q_INVOKABLE void chooseApplication(int index);
    // `key` as in pin.key; nothing of it is kept here.
    void pinKey(const char* key);
    Q_INVOKABLE void bypassPin();
    // The request is on its way and can't be called back: only the waiting is stopped.
    Q_INVOKABLE void stopWaiting();
    Q_INVOKABLE void checkNow();
    // A card that may have paid: it is waited for again, or its holder has left.
    Q_INVOKABLE void resume();
    Q_INVOKABLE void giveUp();
    // Leaves a result, or a payment whose result is still open; what becomes of that one is told
    // later.
    Q_INVOKABLE void leave();
    Q_INVOKABLE void undo(const QString& id);
    Q_INVOKABLE void show(const tappay::ui::Transaction& transaction);
    Q_INVOKABLE void dismissProblem();
    Q_INVOKABLE void dismissNews();

    [[nodiscard]] Screen screen() const;
    [[nodiscard]] const Transaction& transaction() const { return m_transaction; }
    [[nodiscard]] AmountEntry* entry() { return &m_entry; }
    [[nodiscard]] QString note() const { return m_note; }
    void setNote(const QString& note);
    // A payment is being begun, or consent was given and is not confirmed yet.
    [[nodiscard]] bool starting() const { return m_starting; }
    [[nodiscard]] bool waitStopped() const { return m_waitStopped; }
    // Of the four lights. After a card was read they stay on for 750 ms (EMV Book A), whatever
    // comes next.
    [[nodiscard]] int lights() const;
    [[nodiscard]] int secondsLeft() const;       // of the current wait; -1: no limit runs
    [[nodiscard]] int secondsWaited() const;     // since the request was sent
    [[nodiscard]] int secondsToNextTry() const;  // -1: none is planned
    // Why the last thing asked for was refused, in English source text; empty: it was not.
    [[nodiscard]] QString happened() const { return m_happened; }
    [[nodiscard]] QString remedy() const { return m_remedy; }
    // A payment that was left open and has its result now.
    [[nodiscard]] const Transaction& news() const { return m_news; }

Q_SIGNALS:
    void changed();
    // A tapped card was read and may go.
    void cardWasRead();
    void noteChanged();
    void ticked();
    void problemChanged();
    void newsChanged();

private:
    void onList(const QList<Transaction>& list);
    void onTransaction(const Transaction& transaction);
    // A web order that waits for consent, when nothing else is under way here.
    [[nodiscard]] bool isForUs(const Transaction& transaction) const;
    void makeRoom();
    void clearStage();
    void adopt(const Transaction& transaction);
    void fetchOrder();
    void onOrderProblem(const agent::Problem& problem);
    void noticeCard(const Transaction& before);
    void ask(const QString& method, QJsonObject params = {});
    void putAmountAside();
    void setProblem(const QString& happened, const QString& remedy);

    Session& m_session;
    AmountEntry m_entry;
    Transaction m_transaction;
    Transaction m_news;
    QString m_intent;  // id of the intent to pay, made before anything is sent
    QString m_order;   // of a link, as long as its payment is not there
    QString m_note;
    QStringList m_left;  // ids of payments that were left open
    QString m_happened, m_remedy;
    QTimer m_second;
    QTimer m_idle;              // since the amount was last touched
    QTimer m_read;              // runs while the lights of a card just read stay on
    bool m_orderWaits = false;  // for a connection
    bool m_starting = false;
    bool m_waitStopped = false;
};

}  // namespace tappay::ui
