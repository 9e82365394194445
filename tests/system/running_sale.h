#pragma once

#include <QProcess>

#include "sandbox_process.h"

namespace tappay::system_test {

// `tappayctl sale` while it runs: what it asks of a person, and what that person does.
class RunningSale {
public:
    RunningSale(const SandboxProcess& sandbox, const QString& amount);
    ~RunningSale();

    // Until it says this, after what was waited for before. False when it ends without it.
    bool waitFor(const QByteArray& words);
    void type(const QByteArray& digits);  // one PIN, with its Enter
    // `method` of the local API for this payment, as another client calls it.
    [[nodiscard]] bool call(const QString& method) const;
    Finished end();
    [[nodiscard]] qint64 processId() const { return m_process.processId(); }
    [[nodiscard]] const QByteArray& said() const { return m_said; }

private:
    const SandboxProcess& m_sandbox;
    QProcess m_process;
    QByteArray m_said;
    qsizetype m_heard = 0;
};

}  // namespace tappay::system_test
