#pragma once

#include <QtQml/qqmlregistration.h>
#include <QAbstractListModel>

#include "models/session.h"
#include "models/tlv_model.h"

namespace tappay::ui {

// The kept trace of one payment: its steps, and the one that is looked at.
class TraceModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to the till")
    Q_PROPERTY(State state READ state NOTIFY changed FINAL)
    Q_PROPERTY(QString happened READ happened NOTIFY changed FINAL)
    Q_PROPERTY(int count READ count NOTIFY changed FINAL)
    Q_PROPERTY(int current READ current WRITE setCurrent NOTIFY currentChanged FINAL)
    Q_PROPERTY(bool exchange READ exchange NOTIFY currentChanged FINAL)
    Q_PROPERTY(QString title READ title NOTIFY currentChanged FINAL)
    Q_PROPERTY(QString meaning READ meaning NOTIFY currentChanged FINAL)
    Q_PROPERTY(QString command READ command NOTIFY currentChanged FINAL)
    Q_PROPERTY(QString response READ response NOTIFY currentChanged FINAL)
    Q_PROPERTY(QString sw READ sw NOTIFY currentChanged FINAL)
    Q_PROPERTY(tappay::ui::TlvModel* tree READ tree CONSTANT FINAL)

public:
    enum Role { DecisionRole = Qt::UserRole + 1, TitleRole, MeaningRole, SwRole };
    enum State { Nothing, Loading, Ready, NoneKept, NotAvailable };
    Q_ENUM(State)

    explicit TraceModel(Session& session, QObject* parent = nullptr);

    Q_INVOKABLE void load(const QString& transactionId);
    // The whole of it as text, as redacted as it is shown.
    Q_INVOKABLE void copy() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] QString happened() const { return m_happened; }
    [[nodiscard]] int count() const { return static_cast<int>(m_steps.size()); }
    [[nodiscard]] int current() const { return m_current; }
    void setCurrent(int step);
    [[nodiscard]] bool exchange() const { return step().exchange(); }
    [[nodiscard]] QString title() const;
    [[nodiscard]] QString meaning() const;
    [[nodiscard]] QString command() const { return step().command; }
    [[nodiscard]] QString response() const { return step().response; }
    [[nodiscard]] QString sw() const { return step().sw; }
    [[nodiscard]] TlvModel* tree() { return &m_tree; }
    [[nodiscard]] QString asText() const;

Q_SIGNALS:
    void changed();
    void currentChanged();

private:
    void replace(const QList<TraceStep>& steps);
    void setState(State state, const QString& happened = {});
    [[nodiscard]] const TraceStep& step() const;

    Session& m_session;
    QString m_transactionId;
    QList<TraceStep> m_steps;
    TlvModel m_tree;
    State m_state = Nothing;
    QString m_happened;
    int m_current = -1;
};

}  // namespace tappay::ui
