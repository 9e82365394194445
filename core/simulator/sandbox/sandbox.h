#pragma once

#include <QJsonObject>
#include <QObject>
#include <QProcessEnvironment>
#include <QSocketNotifier>
#include <QTemporaryDir>
#include <memory>
#include <stop_token>
#include <vector>

#include "simulator/device/bluetooth/private_bus.h"
#include "simulator/reader_service.h"
#include "simulator/sandbox/layout.h"
#include "simulator/sandbox/options.h"
#include "simulator/sandbox/program.h"

namespace tappay::simulator::sandbox {

// The whole product in one private directory: PC/SC service, virtual cards, network, back end and
// terminal, each a process of its own. Lives in the thread that made it.
class Sandbox : public QObject {
    Q_OBJECT

public:
    // `programs` is the directory that holds the executables.
    Sandbox(const Options& options, QString programs);
    // Takes everything down.
    ~Sandbox() override;

    // Returns when everything takes connections and payments can be taken, as far as the options
    // let them; on failure everything is down again. NotConfigured
    // with the program and the end of its log, Cancelled.
    Result<void> start(const std::stop_token& stop);
    void takeDown();

    // What a command that works in the sandbox finds it by: name and value.
    [[nodiscard]] QList<QPair<QString, QString>> variables() const;
    [[nodiscard]] QProcessEnvironment environment() const;
    [[nodiscard]] const Layout& layout() const { return m_layout; }
    // With which the terminal can still be enrolled; empty when it is already, or can't be.
    [[nodiscard]] const QString& enrolmentCode() const { return m_code; }
    // From the operator's code to the first moment a payment could be taken; 0 without that.
    [[nodiscard]] std::chrono::milliseconds enrolmentTime() const { return m_enrolmentTime; }

Q_SIGNALS:
    // A program ended although nobody asked it to. `how` is "signal 9" or "exit status 1".
    void programEnded(const QString& name, const QString& how, const QString& logFile);

private:
    Result<void> makeDirectory();
    Result<void> makeWorld(const Deadline& deadline);
    [[nodiscard]] Result<void> makeKeys() const;
    Result<void> askOperator(const Deadline& deadline);
    Result<void> openShop(const Deadline& deadline);
    Result<void> enrol(const Deadline& deadline);
    Result<void> takeCardFiles();
    Result<void> takeCardFile(QString& card) const;
    Result<void> startPrograms(const Deadline& deadline);
    Result<void> startReader(const Deadline& deadline);
    Result<void> startDevice(const Deadline& deadline);
    Result<void> tellCards(const QJsonObject& request);
    Result<void> writeSummary() const;
    Program& add(const QString& name, const QString& executable, const QStringList& arguments);
    void watchReader();
    [[nodiscard]] QString executable(const QString& name) const;

    Options m_options;
    QString m_programs;
    std::unique_ptr<QTemporaryDir> m_temporary;
    Layout m_layout;
    Ports m_ports;
    std::unique_ptr<ReaderService> m_reader;
    std::unique_ptr<QSocketNotifier> m_readerWatch;
    std::unique_ptr<device::PrivateBus> m_bus;
    std::vector<std::unique_ptr<Program>> m_running;  // in the order of their start
    QString m_code;
    std::chrono::milliseconds m_enrolmentTime{0};
    bool m_ready = false;
};

}  // namespace tappay::simulator::sandbox
