#pragma once

#include <QtQml/qqmlregistration.h>
#include <QLocalSocket>
#include <QObject>
#include <QStringList>

namespace tappay::ui {

// The virtual cards of the sandbox (docs/configuration.md), to be put into the virtual reader from
// the window. Only there when TAPPAY_SANDBOX_DIR names a sandbox.
class SandboxCards : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to the till")
    Q_PROPERTY(bool available READ available CONSTANT FINAL)
    Q_PROPERTY(QStringList cards READ cards NOTIFY changed FINAL)
    Q_PROPERTY(QString inserted READ inserted NOTIFY changed FINAL)

public:
    explicit SandboxCards(const QString& directory, QObject* parent = nullptr);
    ~SandboxCards() override;

    Q_INVOKABLE void insert(const QString& card);
    Q_INVOKABLE void remove();

    [[nodiscard]] bool available() const { return !m_path.isEmpty(); }
    [[nodiscard]] QStringList cards() const { return m_cards; }
    [[nodiscard]] QString inserted() const { return m_inserted; }

Q_SIGNALS:
    void changed();

private:
    void send(const QJsonObject& command);
    void onReadyRead();

    QString m_path;
    QLocalSocket m_socket;
    QByteArray m_unsent;
    QStringList m_cards;
    QString m_inserted;
};

}  // namespace tappay::ui
