#pragma once

#include <QtQml/qqmlregistration.h>
#include <QAbstractListModel>

#include "models/session.h"
#include "printing/slip.h"

namespace tappay::ui {

// The receipt of one transaction: its lines for the preview, and the ways to put it on paper.
class ReceiptModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to the till")
    Q_PROPERTY(QString transactionId READ transactionId NOTIFY changed FINAL)
    Q_PROPERTY(QString copy READ copy NOTIFY changed FINAL)
    Q_PROPERTY(bool ready READ ready NOTIFY changed FINAL)
    Q_PROPERTY(bool signatureLine READ signatureLine NOTIFY changed FINAL)
    Q_PROPERTY(Outcome outcome READ outcome NOTIFY outcomeChanged FINAL)
    Q_PROPERTY(QString file READ file NOTIFY outcomeChanged FINAL)
    Q_PROPERTY(QString happened READ happened NOTIFY outcomeChanged FINAL)

public:
    enum Role { KeyRole = Qt::UserRole + 1, LabelRole, ValueRole, EmphasisRole, CentredRole };
    enum Outcome { Nothing, Printed, NoPrinter, PrintFailed, Saved, SaveFailed, NotAvailable };
    Q_ENUM(Outcome)

    explicit ReceiptModel(Session& session, QObject* parent = nullptr);

    Q_INVOKABLE void load(const QString& transactionId, const QString& copy);
    // Loads, then prints on the computer's default printer.
    Q_INVOKABLE void printNow(const QString& transactionId, const QString& copy);
    Q_INVOKABLE void print();
    // Into the documents folder; `file` says where.
    Q_INVOKABLE void savePdf();
    bool savePdfAs(const QString& file);
    // The language changed: the labels are made again.
    void retranslate();

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    [[nodiscard]] QString transactionId() const { return m_transactionId; }
    [[nodiscard]] QString copy() const { return m_slip.copy; }
    [[nodiscard]] bool ready() const { return !m_slip.lines.isEmpty(); }
    [[nodiscard]] bool signatureLine() const { return m_slip.signatureLine; }
    [[nodiscard]] Outcome outcome() const { return m_outcome; }
    [[nodiscard]] QString file() const { return m_file; }
    [[nodiscard]] QString happened() const { return m_happened; }

Q_SIGNALS:
    void changed();
    void outcomeChanged();

private:
    void fetch(const QString& transactionId, const QString& copy, std::function<void()> then);
    void setOutcome(Outcome outcome);

    Session& m_session;
    QString m_transactionId, m_file, m_happened;
    QJsonObject m_receipt;
    Slip m_slip;
    Outcome m_outcome = Nothing;
};

}  // namespace tappay::ui
