#include "confirm_line.h"

#include <QDeadlineTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <csignal>

namespace tappay::system_test {

namespace {

constexpr int kLimitMs = 60'000;

QJsonObject parsed(const QByteArray& json) {
    return QJsonDocument::fromJson(json).object();
}

QJsonArray listOf(const QJsonObject& object, const char* name) {
    return object.value(QLatin1String(name)).toArray();
}

}  // namespace

PhoneProcess::PhoneProcess(const SandboxProcess& sandbox, QString directory)
    : m_sandbox(sandbox), m_directory(std::move(directory)) {
    start();
}

PhoneProcess::~PhoneProcess() {
    kill();
}

void PhoneProcess::start() {
    m_shown = {};
    m_process = std::make_unique<QProcess>();
    m_process->setProcessEnvironment(m_sandbox.environment());
    m_process->setStandardErrorFile(m_sandbox.path("logs/tappay-phone.log"), QIODevice::Append);
    m_process->start(binary("tappay-phone"),
                     {"--words", "--directory", m_directory, "--no-bluetooth"});
}

void PhoneProcess::kill() {
    if (!m_process) return;
    m_process->kill();
    m_process->waitForFinished();
    m_process.reset();
}

void PhoneProcess::say(const QString& words) {
    m_process->write(words.toUtf8() + '\n');
    m_process->waitForBytesWritten();
}

QJsonObject PhoneProcess::waitFor(const std::function<bool(const QJsonObject&)>& wanted) {
    const QDeadlineTimer limit(kLimitMs);
    while (!wanted(m_shown) && !limit.hasExpired()) {
        if (!m_process->canReadLine() &&
            !m_process->waitForReadyRead(static_cast<int>(limit.remainingTime())))
            break;
        while (m_process->canReadLine() && !wanted(m_shown)) {
            const QByteArray line = m_process->readLine();
            m_said += line;
            if (const auto shown = parsed(line); shown.contains("pairing")) m_shown = shown;
        }
    }
    return m_shown;
}

QJsonObject PhoneProcess::waitForRequest() {
    const auto shown = waitFor([this](const QJsonObject& it) {
        const auto now = it["confirmation"].toObject();
        return now["stage"] == "shown" && now["id"] != m_request;
    });
    m_request = shown["confirmation"].toObject()["id"].toString();
    return shown["confirmation"].toObject();
}

RunningCtl::RunningCtl(const SandboxProcess& sandbox, const QStringList& arguments) {
    m_process.setProcessEnvironment(sandbox.environment());
    m_process.start(binary("tappayctl"), QStringList{"--json"} + arguments);
}

RunningCtl::~RunningCtl() {
    if (m_process.state() == QProcess::NotRunning) return;
    m_process.kill();
    m_process.waitForFinished();
}

void RunningCtl::read() {
    m_output += m_process.readAllStandardOutput();
    m_errors += m_process.readAllStandardError();
}

bool RunningCtl::waitForSaid(const QByteArray& words) {
    const QDeadlineTimer limit(kLimitMs);
    m_process.setReadChannel(QProcess::StandardError);
    for (read(); !m_errors.contains(words) && !limit.hasExpired(); read())
        if (!m_process.waitForReadyRead(static_cast<int>(limit.remainingTime()))) break;
    read();
    return m_errors.contains(words);
}

QJsonObject RunningCtl::waitForLine(int count) {
    const QDeadlineTimer limit(kLimitMs);
    m_process.setReadChannel(QProcess::StandardOutput);
    for (read(); m_output.count('\n') < count && !limit.hasExpired(); read())
        if (!m_process.waitForReadyRead(static_cast<int>(limit.remainingTime()))) break;
    read();
    const auto lines = m_output.split('\n');
    return lines.size() < count ? QJsonObject() : parsed(lines.at(count - 1));
}

void RunningCtl::write(const QByteArray& line) {
    m_process.write(line);
    m_process.waitForBytesWritten();
}

void RunningCtl::interrupt() {
    ::kill(static_cast<pid_t>(m_process.processId()), SIGINT);
}

Finished RunningCtl::end() {
    const bool ended =
        m_process.state() == QProcess::NotRunning || m_process.waitForFinished(3 * kLimitMs);
    read();
    const auto lines = m_output.trimmed().split('\n');
    return {ended ? m_process.exitCode() : -1, lines.last(), m_errors};
}

ConfirmLine::ConfirmLine() : m_sandbox({"--empty", "--shop", "--device", "reader"}) {}

std::string ConfirmLine::prepare() {
    if (!m_sandbox.ready()) return "no sandbox";
    if (auto trouble = addCard(); !trouble.empty()) return "card: " + trouble;
    m_phone = std::make_unique<PhoneProcess>(m_sandbox, m_phoneDirectory.filePath("phone"));
    if (auto trouble = pair(); !trouble.empty()) return "phone: " + trouble;
    if (auto trouble = addDevice(); !trouble.empty()) return "device: " + trouble;
    return {};
}

// A terminal that waits for a card takes the device for one.
std::string ConfirmLine::addCard() {
    tellDevice("remove");
    RunningCtl ctl(m_sandbox, {"cards", "add"});
    if (!ctl.waitForSaid("Present card")) return ctl.end().everything();
    m_sandbox.insert("debit");
    ctl.waitForSaid("Remove card");
    m_sandbox.remove();
    const Finished added = ctl.end();
    tellDevice("insert");
    const auto cards = listOf(added.json()["account"].toObject(), "cards");
    if (cards.isEmpty()) return added.everything();
    m_card = cards[0].toObject()["id"].toString();
    return {};
}

std::string ConfirmLine::pair() {
    RunningCtl ctl(m_sandbox, {"phone", "pair"});
    const QString invitation = ctl.waitForLine(1)["invitation"].toString();
    if (!invitation.startsWith("tappay:pair?")) return ctl.end().everything();
    m_phone->say("pair " + invitation + " My phone");
    const QString code = ctl.waitForLine(2)["code"].toString();
    const auto shown = m_phone->waitFor([](const QJsonObject& it) {
        return !it["pairing"].toObject()["code"].toString().isEmpty();
    });
    if (code.isEmpty() || shown["pairing"].toObject()["code"] != code)
        return "the codes differ: " + m_phone->everything();
    ctl.write("y\n");
    const Finished paired = ctl.end();
    if (paired.status != 0) return paired.everything();
    m_phone->waitFor([](const QJsonObject& it) {
        return !it["pairing"].toObject()["phone"].toString().isEmpty();
    });
    return {};
}

// The phone brings it, the computer agrees.
std::string ConfirmLine::addDevice() {
    m_phone->say(QStringLiteral("device add reader ") + kDevicePin + " Blue key");
    m_phone->waitFor([](const QJsonObject& it) { return !listOf(it, "devices").isEmpty(); });
    const auto offered = listOf(m_sandbox.ctl({"device", "list"}).json(), "devices");
    if (offered.isEmpty()) return m_phone->everything();
    const auto accepted =
        m_sandbox.ctl({"device", "accept", offered[0].toObject()["id"].toString()});
    const auto device = listOf(accepted.json(), "devices")[0].toObject();
    return device["standing"] == "registered" ? std::string() : accepted.everything();
}

void ConfirmLine::tellDevice(const QString& word) const {
    runProgram(binary("tappay-sim"), {"device", "tell", word}, {}, m_sandbox.environment());
}

Finished ConfirmLine::shell(const QString& commands) const {
    return runProgram("sh", {"-euc", commands}, {}, m_sandbox.environment());
}

QString ConfirmLine::order() const {
    const Finished placed = shell(
        "curl --silent --show-error --cacert \"$TAPPAY_SHOP_CA\" -o /dev/null -w "
        "'%{redirect_url}' -H \"Origin: $TAPPAY_SHOP_URL\" -b __Host-cart=oolong-2 -d way=page "
        "$TAPPAY_SHOP_URL/orders");
    return QString::fromUtf8(placed.output).section('/', -1);
}

QString ConfirmLine::stateAtShop(const QString& order) const {
    const Finished shown = shell(
        "curl --silent --show-error --cacert \"$TAPPAY_SHOP_CA\" $TAPPAY_SHOP_URL/orders/" + order);
    return QString::fromUtf8(shown.output).section("data-state=\"", 1, 1).section('"', 0, 0);
}

std::unique_ptr<RunningCtl> ConfirmLine::confirm(const QString& order, const QString& id) const {
    return std::make_unique<RunningCtl>(
        m_sandbox, QStringList{"confirm", "order", order, "--card", m_card, "--id", id});
}

}  // namespace tappay::system_test
