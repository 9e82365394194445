#pragma once

#include <QtQml/qqmlregistration.h>
#include <QLocalSocket>
#include <QObject>
#include <QStringList>

namespace tappay::ui {

// The virtual cards of the sandbox (docs/configuration.md), to be put into the virtual readers or
// held to them from the window. Only there when TAPPAY_SANDBOX_DIR names a sandbox.
class SandboxCards : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to the till")
    Q_PROPERTY(bool available READ available CONSTANT FINAL)
    Q_PROPERTY(QStringList insertable READ insertable NOTIFY changed FINAL)
    Q_PROPERTY(QStringList tappable READ tappable NOTIFY changed FINAL)
    Q_PROPERTY(QString inserted READ inserted NOTIFY changed FINAL)
    Q_PROPERTY(QString tapped READ tapped NOTIFY changed FINAL)

public:
    explicit SandboxCards(const QString& directory, QObject* parent = nullptr);
    ~SandboxCards() override;

    Q_INVOKABLE void insert(const QString& card);
    Q_INVOKABLE void tap(const QString& card);
    Q_INVOKABLE void remove();

    [[nodiscard]] bool available() const { return !m_path.isEmpty(); }
    [[nodiscard]] QStringList insertable() const { return m_insertable; }
    [[nodiscard]] QStringList tappable() const { return m_tappable; }
    [[nodiscard]] QString inserted() const { return m_inserted; }
    [[nodiscard]] QString tapped() const { return m_tapped; }

Q_SIGNALS:
    void changed();

private:
    void send(const QJsonObject& command);
    void onReadyRead();

    QString m_path;
    QLocalSocket m_socket;
    QByteArray m_unsent;
    QStringList m_insertable, m_tappable;
    QString m_inserted, m_tapped;
};

}  // namespace tappay::ui
