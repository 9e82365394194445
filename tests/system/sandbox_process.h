#pragma once

#include <QJsonObject>
#include <QProcess>
#include <QStringList>
#include <chrono>
#include <memory>
#include <ostream>

// How GoogleTest shows texts of Qt.
inline void PrintTo(const QString& text, std::ostream* out) {
    *out << '"' << text.toStdString() << '"';
}

// One real sandbox with every program of the product, and what a person at it can do.
namespace tappay::system_test {

struct Finished {
    int status = -1;  // exit status, or 128 + signal
    QByteArray output, errors;
    [[nodiscard]] QJsonObject json() const;
    // The code of a payment's failure, or of why a call was refused.
    [[nodiscard]] QString failure() const;
    [[nodiscard]] std::string everything() const;
};

// Runs to the end, or is killed at the limit.
Finished runProgram(
    const QString& program, const QStringList& arguments, const QByteArray& input = {},
    const QProcessEnvironment& environment = QProcessEnvironment::systemEnvironment(),
    std::chrono::milliseconds limit = std::chrono::seconds(60));

QString binary(const QString& name);

class SandboxProcess {
public:
    // `tappay-sandbox up` with these options; ready() says whether it came up.
    explicit SandboxProcess(const QStringList& options = {});
    ~SandboxProcess();

    [[nodiscard]] bool ready() const { return m_ready; }
    [[nodiscard]] QString path(const QString& relative) const;
    [[nodiscard]] QProcessEnvironment environment() const;
    [[nodiscard]] const QJsonObject& summary() const { return m_summary; }  // sandbox.json
    [[nodiscard]] qint64 processId(const QString& program) const;
    [[nodiscard]] QByteArray messages();  // standard error so far
    // SIGKILL, as a power cut.
    void kill(const QString& program) const;
    // After a kill(): the same program again with the same configuration, in the hands of the test.
    [[nodiscard]] std::unique_ptr<QProcess> restart(const QString& program,
                                                    const QString& configuration) const;

    Finished ctl(const QStringList& arguments, const QByteArray& input = {}) const;
    // A fresh insertion of the card, then `tappayctl --json sale`. The PIN of the test cards unless
    // another one is given.
    Finished sale(const QString& amount, const QString& card = "debit",
                  const QByteArray& pin = "123456\n") const;
    // One line to the control socket of the cards.
    QJsonObject cards(const QJsonObject& request) const;
    void insert(const QString& card) const;
    void remove() const;

    [[nodiscard]] QJsonObject totals() const;
    // The network's entry with this STAN; empty when there is none.
    [[nodiscard]] QJsonObject ledgerEntry(const QString& stan) const;
    // What the account behind the debit card, or all accounts together, owe: "0.00".
    [[nodiscard]] QString net() const;
    // The payment as the terminal knows it.
    [[nodiscard]] QJsonObject transaction(const QString& id) const;
    // Until the payment is in one of these states; its last snapshot either way. An empty id is any
    // payment.
    [[nodiscard]] QJsonObject waitForState(const QString& id, const QStringList& states,
                                           std::chrono::milliseconds limit) const;

private:
    QProcess m_process;
    QJsonObject m_summary;
    QString m_directory;
    bool m_ready = false;
};

}  // namespace tappay::system_test
