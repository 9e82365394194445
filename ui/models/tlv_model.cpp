#include "models/tlv_model.h"

namespace tappay::ui {

void TlvModel::replace(const QList<TlvRow>& rows) {
    beginResetModel();
    m_rows = rows;
    endResetModel();
    Q_EMIT changed();
}

int TlvModel::offsetOf(int row) const {
    return has(row) ? m_rows.at(row).offset : -1;
}

int TlvModel::octetsOf(int row) const {
    return has(row) ? m_rows.at(row).octets : 0;
}

int TlvModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : count();
}

QVariant TlvModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || !has(index.row())) return {};
    const TlvRow& row = m_rows.at(index.row());
    switch (role) {
        case DepthRole:
            return row.depth;
        case TagRole:
            return row.tag;
        case NameRole:
            return row.name;
        case ValueRole:
            return row.value;
        case TextRole:
            return row.text;
        default:
            return {};
    }
}

QHash<int, QByteArray> TlvModel::roleNames() const {
    return {{DepthRole, "depth"},
            {TagRole, "tag"},
            {NameRole, "name"},
            {ValueRole, "value"},
            {TextRole, "meaning"}};
}

}  // namespace tappay::ui
