#include "simulator/sandbox/sandbox.h"

#include <sys/syscall.h>
#include <unistd.h>

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <ranges>

#include "crypto/random.h"
#include "simulator/card/control.h"
#include "simulator/device/identity.h"
#include "simulator/sandbox/back_end_operator.h"
#include "simulator/sandbox/browser_home.h"
#include "simulator/sandbox/chips.h"
#include "simulator/sandbox/enrolling.h"
#include "simulator/sandbox/files.h"
#include "simulator/sandbox/ports.h"
#include "simulator/sandbox/world.h"

namespace tappay::simulator::sandbox {

namespace {

using namespace std::chrono_literals;

constexpr auto kStartTime = 20s;
constexpr auto kGrace = 3s;
constexpr int kPortAttempts = 3;
// sun_path has 108 octets with its end.
constexpr qsizetype kLongestDirectory = 107 - sizeof("/tappayd/chip/chip.sock") + 1;

// Beside the programs in the build, in the machine's library directory once installed.
QString readerDriver(const QString& programs) {
    const QDir libraries(programs + "/../lib");
    const QString name = "libtappay-ifd.so";
    for (const QString& sub : libraries.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        if (libraries.exists(sub + '/' + name)) return libraries.filePath(sub + '/' + name);
    }
    return libraries.filePath(name);
}

}  // namespace

Sandbox::Sandbox(const Options& options, QString programs)
    : m_options(options), m_programs(std::move(programs)) {}

Sandbox::~Sandbox() {
    takeDown();
}

Result<void> Sandbox::start(const std::stop_token& stop) {
    const Deadline deadline = Deadline::in(kStartTime, stop);
    TAPPAY_CHECK(makeDirectory());
    TAPPAY_CHECK(makeWorld(deadline));
    Result<void> started;
    for (int attempt = 0; attempt < kPortAttempts; ++attempt) {
        m_ports = freePorts();
        TAPPAY_CHECK(writeConfigurations(m_layout, m_ports, m_options));
        if (attempt == 0) TAPPAY_CHECK(askOperator(deadline));
        if (m_options.shop) TAPPAY_CHECK(openShop(deadline));
        started = startPrograms(deadline);
        if (started) break;
        takeDown();
        if (!isTaken(m_ports.backEnd) && !isTaken(m_ports.network) && !isTaken(m_ports.shop)) break;
    }
    TAPPAY_CHECK(started);
    TAPPAY_CHECK(enrol(deadline));
    m_ready = true;
    return writeSummary();
}

Result<void> Sandbox::makeDirectory() {
    if (m_options.directory.isEmpty()) {
        const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
        const QString parent = QFileInfo(runtime).isWritable() ? runtime : QDir::tempPath();
        m_temporary = std::make_unique<QTemporaryDir>(parent + "/tappay-XXXXXX");
        m_temporary->setAutoRemove(!m_options.keep);
        m_layout.directory = m_temporary->path();
    } else {
        const QDir asked(m_options.directory);
        m_layout.directory = asked.absolutePath();
        if (!QDir().mkpath(m_layout.directory) || !asked.isEmpty())
            return fail(FailureCode::NotConfigured,
                        m_layout.directory.toStdString() + " is not an empty directory");
    }
    if (QFile::encodeName(m_layout.directory).size() > kLongestDirectory)
        return fail(FailureCode::NotConfigured,
                    m_layout.directory.toStdString() + " is too long for the sockets inside it");
    QFile::setPermissions(m_layout.directory,
                          QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    return makeDirectories(m_layout);
}

Result<void> Sandbox::makeWorld(const Deadline& deadline) {
    // The cards' RSA keys take longest; the rest is made meanwhile.
    Program setup("tappay-sim-setup", executable("tappay-sim"),
                  {"setup", "--dir", m_layout.path("sim")}, m_layout.log("tappay-sim-setup"));
    TAPPAY_CHECK(setup.start());
    const auto keys = makeKeys();
    const auto done = setup.waitDone(deadline);
    setup.stop(kGrace);
    TAPPAY_CHECK(keys);
    TAPPAY_CHECK(done);
    return takeCardFiles();
}

Result<void> Sandbox::makeKeys() const {
    crypto::SystemRandom random;
    TAPPAY_TRY(authorities, foundAuthorities());
    TAPPAY_CHECK(writeKeys(m_layout, authorities, random));
    TAPPAY_TRY(identity, device::makeIdentity(device::KeyKind::P256, "Virtual security device"));
    TAPPAY_CHECK(device::saveIdentity(identity, m_layout.device().toStdString()));
    return makeChip(m_options.chip, m_layout.path("tappayd/chip").toStdString(), authorities);
}

Result<void> Sandbox::askOperator(const Deadline& deadline) {
    const BackEndOperator backEnd(m_layout, executable("tappay-backend"));
    TAPPAY_CHECK(backEnd.giveParameters(deadline));
    if (m_options.chip == Chip::None) return {};
    TAPPAY_TRY(code, backEnd.makeCode(deadline));
    m_code = std::move(code);
    return {};
}

// Its address is another one at each attempt.
Result<void> Sandbox::openShop(const Deadline& deadline) {
    const BackEndOperator backEnd(m_layout, executable("tappay-backend"));
    TAPPAY_TRY(keys, backEnd.registerShop(localUrl(m_ports.shop), deadline));
    if (keys) TAPPAY_CHECK(writeShopKeys(m_layout, *keys));
    return makeBrowserHome(m_layout, m_programs, m_ports, deadline);
}

Result<void> Sandbox::enrol(const Deadline& deadline) {
    if (m_code.isEmpty() || m_options.isNew) return {};
    const auto begun = std::chrono::steady_clock::now();
    TAPPAY_CHECK(enrolTerminal(m_layout.operatorSocket(), m_code, deadline));
    m_enrolmentTime = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - begun);
    m_code.clear();
    return {};
}

// A card that is a file joins the others, so that it has a name too.
Result<void> Sandbox::takeCardFiles() {
    for (QString& card : m_options.cards)
        TAPPAY_CHECK(takeCardFile(card));
    return takeCardFile(m_options.tap);
}

Result<void> Sandbox::takeCardFile(QString& card) const {
    if (!card.contains('/') && !card.endsWith(".json")) return {};
    const QFileInfo file(card);
    const QString there = m_layout.path("sim/cards/") + file.fileName();
    if (!file.isFile() || (!QFile::exists(there) && !QFile::copy(card, there)))
        return fail(FailureCode::NotConfigured, ("card " + card).toStdString());
    card = file.completeBaseName();
    return {};
}

Result<void> Sandbox::startPrograms(const Deadline& deadline) {
    QStringList networkLine{"network", "serve", "--config", m_layout.path("sim/network.json")};
    for (const QString& fault : m_options.networkFaults)
        networkLine += {"--fault", fault};
    Program& network = add("tappay-sim-network", "tappay-sim", networkLine);
    TAPPAY_CHECK(network.start());
    Program& backEnd =
        add("tappay-backend", "tappay-backend", {"--config", m_layout.path("backend/config.json")});
    TAPPAY_CHECK(backEnd.start());
    if (m_options.pcscSocket.isEmpty()) TAPPAY_CHECK(startReader(deadline));
    TAPPAY_CHECK(startDevice(deadline));
    Program& terminal =
        add("tappayd", "tappayd", {"--config", m_layout.path("tappayd/config.json")});
    terminal.setEnvironment(environment());
    TAPPAY_CHECK(terminal.start());
    TAPPAY_CHECK(network.waitReady({.socket = {}, .port = m_ports.network}, deadline));
    TAPPAY_CHECK(backEnd.waitReady({.socket = {}, .port = m_ports.backEnd}, deadline));
    TAPPAY_CHECK(terminal.waitReady({.socket = m_layout.operatorSocket()}, deadline));
    if (!m_options.shop) return {};
    Program& shop =
        add("tappay-sim-shop", "tappay-sim", {"shop", "--config", m_layout.path("shop/shop.json")});
    TAPPAY_CHECK(shop.start());
    return shop.waitReady({.socket = {}, .port = m_ports.shop}, deadline);
}

Result<void> Sandbox::startReader(const Deadline& deadline) {
    TAPPAY_TRY(reader, ReaderService::start(m_layout.directory.toStdString(),
                                            readerDriver(m_programs).toStdString(),
                                            {.contactless = true, .pinPad = m_options.pinPad}));
    m_reader = std::move(reader);
    watchReader();
    QStringList line{"card",          "serve",
                     "--dir",         m_layout.path("sim"),
                     "--reader",      m_layout.readerSocket(),
                     "--contactless", m_layout.contactlessSocket(),
                     "--control",     m_layout.cardControl()};
    Program& card = add("tappay-sim-card", "tappay-sim", line);
    TAPPAY_CHECK(card.start());
    TAPPAY_CHECK(card.waitReady({.socket = m_layout.cardControl()}, deadline));
    // Faults count from an insertion, so they come first.
    for (const QString& fault : m_options.cardFaults)
        TAPPAY_CHECK(tellCards({{"cmd", "fault"}, {"spec", fault}}));
    if (!m_options.tap.isEmpty())
        TAPPAY_CHECK(tellCards({{"cmd", "tap"}, {"card", m_options.tap}}));
    if (m_options.empty || m_options.cards.isEmpty()) return {};
    return tellCards({{"cmd", "insert"}, {"card", m_options.cards.first()}});
}

Result<void> Sandbox::startDevice(const Deadline& deadline) {
    if (!m_options.deviceInReader && !m_options.deviceOverBluetooth) return {};
    QStringList line{"device",    "serve", "--dir",     m_layout.device(),
                     "--display", "on",    "--control", m_layout.deviceControl()};
    if (m_options.deviceInReader) line += {"--reader", m_layout.contactlessSocket()};
    if (m_options.deviceOverBluetooth) {
        TAPPAY_TRY(bus, device::PrivateBus::start(m_layout.directory.toStdString()));
        m_bus = std::move(bus);
        line += {"--bluetooth", QString::fromStdString(m_bus->address())};
    }
    Program& served = add("tappay-sim-device", "tappay-sim", line);
    TAPPAY_CHECK(served.start());
    return served.waitReady({.socket = m_layout.deviceControl()}, deadline);
}

Result<void> Sandbox::tellCards(const QJsonObject& request) {
    TAPPAY_TRY(answer,
               askControl(m_layout.cardControl().toStdString(),
                          QJsonDocument(request).toJson(QJsonDocument::Compact).toStdString()));
    const QJsonObject read = QJsonDocument::fromJson(QByteArray::fromStdString(answer)).object();
    if (read.value("ok").toBool()) return {};
    return fail(FailureCode::NotConfigured,
                ("cards: " + read.value("error").toString()).toStdString());
}

Program& Sandbox::add(const QString& name, const QString& program, const QStringList& arguments) {
    m_running.push_back(
        std::make_unique<Program>(name, executable(program), arguments, m_layout.log(name)));
    Program& added = *m_running.back();
    connect(&added.process(), &QProcess::finished, this, [this, &added] {
        if (m_ready) Q_EMIT programEnded(added.name(), added.howEnded(), added.logFile());
    });
    return added;
}

void Sandbox::watchReader() {
    const auto process = static_cast<int>(::syscall(SYS_pidfd_open, m_reader->processId(), 0));
    if (process < 0) return;
    m_readerWatch = std::make_unique<QSocketNotifier>(process, QSocketNotifier::Read);
    connect(m_readerWatch.get(), &QSocketNotifier::activated, this, [this] {
        m_readerWatch->setEnabled(false);
        if (m_ready) Q_EMIT programEnded("pcscd", "by itself", m_layout.log("pcscd"));
    });
}

void Sandbox::takeDown() {
    m_ready = false;
    for (const auto& program : m_running | std::views::reverse)
        program->stop(kGrace);
    m_running.clear();
    if (m_readerWatch) ::close(static_cast<int>(m_readerWatch->socket()));
    m_readerWatch.reset();
    m_reader.reset();
    m_bus.reset();
}

QList<QPair<QString, QString>> Sandbox::variables() const {
    QList<QPair<QString, QString>> all{
        {"TAPPAY_SOCKET", m_layout.operatorSocket()},
        {"TAPPAY_BROWSER_SOCKET", m_layout.browserSocket()},
        {"TAPPAY_SANDBOX_DIR", m_layout.directory},
        {"TAPPAY_DEVICE_DIR", m_layout.device()},
        {"TAPPAY_PHONE_AUTHORITY", m_layout.authority()},
        {"PCSCLITE_CSOCK_NAME",
         m_reader ? QString::fromStdString(m_reader->socketPath()) : m_options.pcscSocket}};
    // Qt takes what is on that bus for a service that is new enough.
    if (m_bus)
        all += {{"DBUS_SYSTEM_BUS_ADDRESS", QString::fromStdString(m_bus->address())},
                {"BLUETOOTH_FORCE_DBUS_LE_VERSION", "5.66"}};
    if (m_options.shop)
        all += {{"TAPPAY_SHOP_URL", localUrl(m_ports.shop)},
                {"TAPPAY_PAY_URL", localUrl(m_ports.backEnd)},
                {"TAPPAY_SHOP_CA", m_layout.authority()}};
    return all;
}

QProcessEnvironment Sandbox::environment() const {
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const auto& [name, value] : variables())
        environment.insert(name, value);
    return environment;
}

Result<void> Sandbox::writeSummary() const {
    QJsonArray programs;
    for (const auto& program : m_running)
        programs.append(QJsonObject{{"name", program->name()},
                                    {"pid", program->process().processId()},
                                    {"log", program->logFile()}});
    if (m_reader) programs.append(QJsonObject{{"name", "pcscd"}, {"pid", m_reader->processId()}});
    QJsonObject environment;
    for (const auto& [name, value] : variables())
        environment.insert(name, value);
    QJsonObject ports{{"backEnd", m_ports.backEnd}, {"network", m_ports.network}};
    if (m_options.shop) ports.insert("shop", m_ports.shop);
    QJsonObject summary{{"directory", m_layout.directory},
                        {"environment", environment},
                        {"ports", ports},
                        {"programs", programs}};
    if (!m_code.isEmpty()) summary.insert("enrolmentCode", m_code);
    return writeJson(m_layout.path("sandbox.json"), summary);
}

QString Sandbox::executable(const QString& name) const {
    return m_programs + '/' + name;
}

}  // namespace tappay::simulator::sandbox
