#pragma once

#include <QtQml/qqmlregistration.h>
#include <QAbstractListModel>

#include "models/session.h"

namespace tappay::ui {

// Transactions of one kind: open ones on top, then the newest first. What is taken for the shop
// here and what the person here has paid elsewhere are never mixed or summed up.
class TransactionsModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to the till")
    Q_PROPERTY(int count READ count NOTIFY changed FINAL)
    Q_PROPERTY(QString total READ total NOTIFY changed FINAL)
    Q_PROPERTY(int pendingCount READ pendingCount NOTIFY changed FINAL)
    Q_PROPERTY(bool filtered READ filtered NOTIFY changed FINAL)
    Q_PROPERTY(QString filter READ filter WRITE setFilter NOTIFY changed FINAL)

public:
    enum Role { EntryRole = Qt::UserRole + 1 };

    enum class Kind : std::uint8_t { Takings, Purchases };

    explicit TransactionsModel(Session& session, Kind kind, QObject* parent = nullptr);

    // Not of today alone.
    Q_INVOKABLE void loadAll();

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    // An empty transaction when there is none with that id.
    Q_INVOKABLE tappay::ui::Transaction byId(const QString& id) const;
    Q_INVOKABLE QString idAt(int row) const;

    [[nodiscard]] int count() const { return static_cast<int>(m_all.size()); }
    [[nodiscard]] QString total() const;  // of what was taken, "¥12,408.30"
    [[nodiscard]] int pendingCount() const;
    [[nodiscard]] bool filtered() const { return !m_filter.isEmpty(); }
    [[nodiscard]] QString filter() const { return m_filter; }
    // Amount, end of the card number, voucher, authorisation code or note.
    void setFilter(const QString& filter);

Q_SIGNALS:
    void changed();

private:
    void replace(const QList<Transaction>& list);
    void put(const Transaction& transaction);
    void rebuild();
    [[nodiscard]] bool isOurs(const Transaction& transaction) const;
    [[nodiscard]] bool matches(const Transaction& transaction) const;

    Session& m_session;
    Kind m_kind;
    QList<Transaction> m_all;
    QList<Transaction> m_shown;
    QString m_filter;
};

}  // namespace tappay::ui
