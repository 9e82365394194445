#pragma once

#include <QLocalServer>
#include <QObject>
#include <QString>

namespace tappay::ui {

// One window for one application: a second start, or a link that was followed in the browser, comes
// to the window that is there. Spoken over a socket of the person alone in their runtime directory;
// nothing but an order's id passes, and what it is about the window fetches itself.
class SingleWindow : public QObject {
    Q_OBJECT

public:
    explicit SingleWindow(const QString& operatorSocket, QObject* parent = nullptr);

    // True when a window is there and has taken it; `order` may be empty: it only comes forward.
    [[nodiscard]] bool handOver(const QString& order) const;
    [[nodiscard]] QString name() const { return m_name; }  // of the socket
    // From now on this is the window that is there.
    bool listen();

Q_SIGNALS:
    void asked(const QString& order);

private:
    void onConnection();

    QString m_name;
    QLocalServer m_server;
};

}  // namespace tappay::ui
