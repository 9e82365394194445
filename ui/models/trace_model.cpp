#include "models/trace_model.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QJsonArray>

namespace tappay::ui {

namespace {

QString titleOf(const TraceStep& step) {
    if (step.exchange()) return step.name;
    if (step.decision()) return step.paragraph;
    if (step.kind == QLatin1String("run")) return QCoreApplication::translate("TraceModel", "Card");
    if (step.kind == QLatin1String("person"))
        return QCoreApplication::translate("TraceModel", "Cardholder");
    if (step.kind == QLatin1String("host"))
        return QCoreApplication::translate("TraceModel", "Bank");
    if (step.kind == QLatin1String("end")) return QCoreApplication::translate("TraceModel", "End");
    return step.kind;
}

QString meaningOf(const TraceStep& step) {
    return step.exchange() ? step.meaning : step.text;
}

}  // namespace

TraceModel::TraceModel(Session& session, QObject* parent)
    : QAbstractListModel(parent), m_session(session) {}

void TraceModel::load(const QString& transactionId) {
    m_transactionId = transactionId;
    replace({});
    setState(Loading);
    m_session.call(
        QStringLiteral("transaction.trace"), {{QStringLiteral("id"), transactionId}},
        [this, transactionId](const agent::Reply& reply) {
            if (transactionId != m_transactionId) return;
            if (!reply.ok()) {
                const bool none = reply.problem->code == QLatin1String("not_found");
                setState(none ? NoneKept : NotAvailable, reply.problem->happened);
                return;
            }
            QList<TraceStep> steps;
            for (const QJsonValue& step : reply.result.value(QLatin1String("steps")).toArray())
                steps.append(TraceStep::fromJson(step.toObject()));
            replace(steps);
            setState(steps.isEmpty() ? NoneKept : Ready);
        });
}

void TraceModel::copy() const {
    QGuiApplication::clipboard()->setText(asText());
}

QString TraceModel::asText() const {
    QString text;
    for (const TraceStep& step : m_steps)
        text += step.asText();
    return text;
}

int TraceModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : count();
}

QVariant TraceModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= m_steps.size()) return {};
    const TraceStep& step = m_steps.at(index.row());
    switch (role) {
        case DecisionRole:
            return step.decision();
        case TitleRole:
            return titleOf(step);
        case MeaningRole:
            return meaningOf(step);
        case SwRole:
            return step.sw;
        default:
            return {};
    }
}

QHash<int, QByteArray> TraceModel::roleNames() const {
    return {
        {DecisionRole, "decision"}, {TitleRole, "title"}, {MeaningRole, "meaning"}, {SwRole, "sw"}};
}

void TraceModel::setCurrent(int step) {
    if (step < 0 || step >= count()) step = -1;
    if (m_current == step) return;
    m_current = step;
    m_tree.replace(this->step().tree);
    Q_EMIT currentChanged();
}

QString TraceModel::title() const {
    return titleOf(step());
}

QString TraceModel::meaning() const {
    return meaningOf(step());
}

void TraceModel::replace(const QList<TraceStep>& steps) {
    setCurrent(-1);
    beginResetModel();
    m_steps = steps;
    endResetModel();
}

void TraceModel::setState(State state, const QString& happened) {
    m_state = state;
    m_happened = happened;
    Q_EMIT changed();
}

const TraceStep& TraceModel::step() const {
    static const TraceStep kNone;
    return m_current >= 0 && m_current < m_steps.size() ? m_steps.at(m_current) : kNone;
}

}  // namespace tappay::ui
