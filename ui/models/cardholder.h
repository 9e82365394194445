#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>

#include "models/amount_entry.h"
#include "models/cardholder_facts.h"
#include "models/session.h"
#include "models/test_tap.h"

namespace tappay::ui {

// What the application last said of the cardholder's account, and what a person asks it to do.
class Cardholder : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to the till")
    Q_PROPERTY(tappay::ui::CardholderFacts facts READ facts NOTIFY changed FINAL)
    Q_PROPERTY(bool asking READ asking NOTIFY changed FINAL)
    Q_PROPERTY(bool added READ added NOTIFY changed FINAL)
    Q_PROPERTY(QString happened READ happened NOTIFY changed FINAL)
    Q_PROPERTY(QString remedy READ remedy NOTIFY changed FINAL)
    Q_PROPERTY(Export exported READ exported NOTIFY exportChanged FINAL)
    Q_PROPERTY(tappay::ui::AmountEntry* paymentLimit READ paymentLimit CONSTANT FINAL)
    Q_PROPERTY(tappay::ui::AmountEntry* dayLimit READ dayLimit CONSTANT FINAL)
    Q_PROPERTY(tappay::ui::TestTap* look READ look CONSTANT FINAL)

public:
    enum Export { NotExported, Exporting, Exported, FileExists, FileFailed, ExportRefused };
    Q_ENUM(Export)

    explicit Cardholder(Session& session, QObject* parent = nullptr);

    Q_INVOKABLE void refresh();
    Q_INVOKABLE void addCard();
    // What failed last: a card is waited for once more, or the back end asked.
    Q_INVOKABLE void tryAgain();
    Q_INVOKABLE void cancel();
    Q_INVOKABLE void unbind(const QString& card);
    Q_INVOKABLE void removeDevice(const QString& device);
    // The entries get what holds now, for a person to change; nothing typed is no limit.
    Q_INVOKABLE void editLimits();
    Q_INVOKABLE void saveLimits();
    Q_INVOKABLE void deleteData();
    // Everything that is kept about the person, into a file that is not there yet.
    Q_INVOKABLE void exportTo(const QString& file);
    Q_INVOKABLE QString exportFile() const;  // a name to begin with
    Q_INVOKABLE void dismissProblem();
    // The card that was added has been looked at.
    Q_INVOKABLE void dismissAdded();

    [[nodiscard]] const CardholderFacts& facts() const { return m_facts; }
    [[nodiscard]] bool asking() const { return m_asking; }
    // Adding a card has just come to a good end.
    [[nodiscard]] bool added() const { return m_added; }
    // Why the last thing asked for was refused, in English source text; empty: it was not.
    [[nodiscard]] QString happened() const { return m_happened; }
    [[nodiscard]] QString remedy() const { return m_remedy; }
    [[nodiscard]] Export exported() const { return m_export; }
    [[nodiscard]] AmountEntry* paymentLimit() { return &m_paymentLimit; }
    [[nodiscard]] AmountEntry* dayLimit() { return &m_dayLimit; }
    [[nodiscard]] TestTap* look() { return &m_look; }

Q_SIGNALS:
    void changed();
    void exportChanged();

private:
    void take(const CardholderFacts& facts);
    void ask(const QString& method, const QJsonObject& params = {});
    void setExport(Export state);
    [[nodiscard]] static Export write(const QJsonObject& data, const QString& file);

    Session& m_session;
    CardholderFacts m_facts;
    AmountEntry m_paymentLimit, m_dayLimit;
    TestTap m_look;
    bool m_asking = false;
    bool m_added = false;
    bool m_addFailed = false;
    QString m_happened, m_remedy;
    Export m_export = NotExported;
};

}  // namespace tappay::ui
