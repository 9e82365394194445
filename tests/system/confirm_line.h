#pragma once

#include <QTemporaryDir>
#include <functional>

#include "sandbox_process.h"

// A computer, a paired phone and a security device in one real sandbox, and what the people at them
// do.
namespace tappay::system_test {

// `tappay-phone --words` in a directory of its own.
class PhoneProcess {
public:
    PhoneProcess(const SandboxProcess& sandbox, QString directory);
    ~PhoneProcess();

    void say(const QString& words);
    // Until what it shows is so; what it shows then, or at the limit.
    QJsonObject waitFor(const std::function<bool(const QJsonObject&)>& wanted);
    // Until it shows a confirmation that may be decided on, and is another one than the last.
    QJsonObject waitForRequest();
    // SIGKILL, as a battery that is empty; and the same phone once more.
    void kill();
    void start();
    // Everything it has said.
    [[nodiscard]] std::string everything() const { return m_said.toStdString(); }

private:
    const SandboxProcess& m_sandbox;
    QString m_directory;
    std::unique_ptr<QProcess> m_process;
    QByteArray m_said;
    QJsonObject m_shown;
    QString m_request;  // the last one that was waited for
};

// A command that is followed while it runs.
class RunningCtl {
public:
    RunningCtl(const SandboxProcess& sandbox, const QStringList& arguments);
    ~RunningCtl();

    // Until it has said this; false at the limit.
    bool waitForSaid(const QByteArray& words);
    // Until its output has this many lines; the last of them.
    QJsonObject waitForLine(int count);
    void write(const QByteArray& line);
    void interrupt();
    Finished end();

private:
    void read();
    QProcess m_process;
    QByteArray m_output, m_errors;
};

class ConfirmLine {
public:
    // The sandbox has a shop, and the device lies on the contactless reader.
    ConfirmLine();

    // An account with a card, a phone paired, a device added and accepted. Why it failed; empty.
    std::string prepare();
    // A new order of the shop: its id.
    [[nodiscard]] QString order() const;
    // `tappayctl confirm order`, under an id of its own.
    [[nodiscard]] std::unique_ptr<RunningCtl> confirm(const QString& order,
                                                      const QString& id) const;
    // As the shop knows it: "paid", "open", ...
    [[nodiscard]] QString stateAtShop(const QString& order) const;

    [[nodiscard]] const SandboxProcess& sandbox() const { return m_sandbox; }
    [[nodiscard]] PhoneProcess& phone() { return *m_phone; }
    // To the device: "remove", "insert", "refuse", ...
    void tellDevice(const QString& word) const;

    static constexpr const char* kDevicePin = "123456";

private:
    std::string addCard();
    std::string pair();
    std::string addDevice();
    [[nodiscard]] Finished shell(const QString& commands) const;

    SandboxProcess m_sandbox;
    QTemporaryDir m_phoneDirectory;
    std::unique_ptr<PhoneProcess> m_phone;
    QString m_card;
};

}  // namespace tappay::system_test
