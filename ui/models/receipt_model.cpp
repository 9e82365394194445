#include "models/receipt_model.h"

#include <QDir>
#include <QStandardPaths>

#include "extras/extras.h"

namespace tappay::ui {

ReceiptModel::ReceiptModel(Session& session, QObject* parent)
    : QAbstractListModel(parent), m_session(session) {}

void ReceiptModel::load(const QString& transactionId, const QString& copy) {
    fetch(transactionId, copy, {});
}

void ReceiptModel::printNow(const QString& transactionId, const QString& copy) {
    fetch(transactionId, copy, [this] { print(); });
}

void ReceiptModel::print() {
    Printing* printing = loadPrinting();
    if (!printing || printing->defaultPrinter().isEmpty())
        setOutcome(NoPrinter);
    else
        setOutcome(printing->print(m_slip, printing->defaultPrinter()) ? Printed : PrintFailed);
}

void ReceiptModel::savePdf() {
    const QDir folder(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    folder.mkpath(QStringLiteral("."));
    m_file = folder.filePath(QStringLiteral("receipt-%1-%2.pdf").arg(m_transactionId, m_slip.copy));
    setOutcome(savePdfAs(m_file) ? Saved : SaveFailed);
}

bool ReceiptModel::savePdfAs(const QString& file) {
    return ready() && saveSlipAsPdf(m_slip, file);
}

void ReceiptModel::retranslate() {
    beginResetModel();
    m_slip = Slip::fromJson(m_receipt);
    endResetModel();
}

void ReceiptModel::fetch(const QString& transactionId, const QString& copy,
                         std::function<void()> then) {
    setOutcome(Nothing);
    m_session.call(QStringLiteral("receipt.get"),
                   {{QStringLiteral("id"), transactionId}, {QStringLiteral("copy"), copy}},
                   [this, transactionId, then = std::move(then)](const agent::Reply& reply) {
                       m_happened = reply.ok() ? QString() : reply.problem->happened;
                       m_transactionId = transactionId;
                       m_receipt = reply.result;
                       retranslate();
                       Q_EMIT changed();
                       if (!reply.ok())
                           setOutcome(NotAvailable);
                       else if (then)
                           then();
                   });
}

void ReceiptModel::setOutcome(Outcome outcome) {
    m_outcome = outcome;
    Q_EMIT outcomeChanged();
}

int ReceiptModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_slip.lines.size());
}

QVariant ReceiptModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const SlipLine& line = m_slip.lines.at(index.row());
    switch (role) {
        case KeyRole:
            return line.key;
        case LabelRole:
            return line.label;
        case ValueRole:
            return line.value;
        case EmphasisRole:
            return line.emphasis;
        case CentredRole:
            return line.centred();
        default:
            return {};
    }
}

QHash<int, QByteArray> ReceiptModel::roleNames() const {
    return {{KeyRole, "key"},
            {LabelRole, "label"},
            {ValueRole, "value"},
            {EmphasisRole, "emphasis"},
            {CentredRole, "centred"}};
}

}  // namespace tappay::ui
