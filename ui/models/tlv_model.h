#pragma once

#include <QtQml/qqmlregistration.h>
#include <QAbstractListModel>

#include "models/trace_step.h"

namespace tappay::ui {

// The data elements of one answer, indented by depth.
class TlvModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to the trace")
    Q_PROPERTY(int count READ count NOTIFY changed FINAL)

public:
    enum Role { DepthRole = Qt::UserRole + 1, TagRole, NameRole, ValueRole, TextRole };

    using QAbstractListModel::QAbstractListModel;

    void replace(const QList<TlvRow>& rows);
    // Where the octets of a row begin and how many they are; -1 and 0 when it has no place.
    Q_INVOKABLE int offsetOf(int row) const;
    Q_INVOKABLE int octetsOf(int row) const;

    [[nodiscard]] int count() const { return static_cast<int>(m_rows.size()); }
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void changed();

private:
    [[nodiscard]] bool has(int row) const { return row >= 0 && row < m_rows.size(); }

    QList<TlvRow> m_rows;
};

}  // namespace tappay::ui
