#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QTimer>

#include "models/security_facts.h"
#include "models/session.h"

namespace tappay::ui {

// What the application last said of the terminal's chip, keys and standing, and what a person asks
// it to do about them.
class Security : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to the till")
    Q_PROPERTY(tappay::ui::SecurityFacts facts READ facts NOTIFY changed FINAL)
    Q_PROPERTY(bool asking READ asking NOTIFY changed FINAL)
    Q_PROPERTY(QString happened READ happened NOTIFY changed FINAL)
    Q_PROPERTY(QString remedy READ remedy NOTIFY changed FINAL)
    Q_PROPERTY(int secondsBusy READ secondsBusy NOTIFY ticked FINAL)
    Q_PROPERTY(int secondsToNextTry READ secondsToNextTry NOTIFY ticked FINAL)

public:
    explicit Security(Session& session, QObject* parent = nullptr);

    // Dead while the one before is not answered. What becomes of it is in the facts; what is
    // refused at once is in `happened` and `remedy`.
    void enrol(const QString& code);
    Q_INVOKABLE void signOn();
    Q_INVOKABLE void renewKeys();
    // What is missing to take payments, once more.
    Q_INVOKABLE void tryAgain();
    // Looks whether something has changed.
    Q_INVOKABLE void refresh();
    Q_INVOKABLE void dismissProblem();

    [[nodiscard]] const SecurityFacts& facts() const { return m_facts; }
    [[nodiscard]] bool asking() const { return m_asking; }
    // Why the last thing asked for was refused, in English source text; empty: it was not.
    [[nodiscard]] QString happened() const { return m_happened; }
    [[nodiscard]] QString remedy() const { return m_remedy; }
    [[nodiscard]] int secondsBusy() const;       // since the step that goes on began
    [[nodiscard]] int secondsToNextTry() const;  // -1: none is planned

Q_SIGNALS:
    void changed();
    void ticked();
    // The code was taken and enrolment has begun, or it was refused at once.
    void enrolBegun();
    void enrolRefused(const QString& failureCode);

private:
    void take(const SecurityFacts& facts);
    void ask(const QString& method, const QJsonObject& params,
             const std::function<void(const agent::Reply&)>& then = {});

    Session& m_session;
    SecurityFacts m_facts;
    bool m_asking = false;
    QString m_happened, m_remedy;
    QDateTime m_begun;  // the step that goes on
    QTimer m_second;
};

}  // namespace tappay::ui
