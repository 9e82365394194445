#include <gtest/gtest.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QProcess>

#include <filesystem>

#include "card/pcsc/readers.h"
#include "confirm/bluetooth/bluetooth_devices.h"
#include "confirm/display_device.h"
#include "confirm/reader_devices.h"
#include "confirm/request_on_desk.h"
#include "simulator/device/bluetooth/private_bus.h"
#include "simulator/device/identity.h"
#include "support/private_pcscd.h"

// `tappay-sim device` as a process of its own, in a reader and over Bluetooth.
namespace tappay::simulator::device {
namespace {

using namespace std::chrono_literals;

constexpr int kPatience = 10'000;

class ServedDevice {
public:
    explicit ServedDevice(QStringList arguments) {
        m_process.setProgram(QStringLiteral(TAPPAY_BIN_DIR "/tappay-sim"));
        m_process.setArguments(QStringList{"device", "serve"} + arguments);
        m_process.start();
    }
    ~ServedDevice() { end(); }

    // True when this line came; "display:" lines before it are kept.
    bool says(const QByteArray& line) {
        while (m_process.canReadLine() || m_process.waitForReadyRead(kPatience)) {
            while (m_process.canReadLine()) {
                const auto said = m_process.readLine().trimmed();
                if (said == line) return true;
                m_shown += said + '\n';
            }
        }
        return false;
    }
    bool follows(const QByteArray& word) {
        m_process.write(word + '\n');
        return says("ok");
    }
    [[nodiscard]] const QByteArray& shown() const { return m_shown; }
    void end() {
        m_process.terminate();
        m_process.waitForFinished(kPatience);
    }

private:
    QProcess m_process;
    QByteArray m_shown;
};

class ServedDeviceTest : public testing::Test {
protected:
    void SetUp() override {
        static int count = 1;
        static std::string name = "test";
        static char* arguments[] = {name.data(), nullptr};
        static const QCoreApplication application(count, arguments);
        const auto made =
            QProcess::execute(QStringLiteral(TAPPAY_BIN_DIR "/tappay-sim"),
                              {"device", "make", "--dir", QString::fromStdString(device())});
        ASSERT_EQ(made, 0);
        m_certificate = loadIdentity(device()).value().signingCertificate;
    }
    void TearDown() override { std::filesystem::remove_all(m_directory); }
    [[nodiscard]] std::string device() const { return m_directory + "/device"; }

    Result<confirm::DeviceSignature> sign(apdu::Card& card, int number) {
        TAPPAY_TRY(display, confirm::DisplayDevice::open(card));
        return display.confirm(test::requestNumbered(number), test::pinOnDesk(), m_certificate,
                               Deadline::in(20s));
    }

    const std::string m_directory = [] {
        auto made = testing::TempDir() + "served-" + std::to_string(::getpid());
        std::filesystem::create_directories(made);
        return made;
    }();
    Bytes m_certificate;
};

TEST_F(ServedDeviceTest, InAReader) {
    test::PrivatePcscd pcscd;
    ASSERT_EQ(pcscd.start(), "");
    const QStringList line{"--dir",     QString::fromStdString(device()),
                           "--reader",  QString::fromStdString(pcscd.readerSocket()),
                           "--display", "on"};
    confirm::ReaderDevices finder;
    const Log log("test", LogLevel::Error);
    const auto readers = card::watchPcscReaders(log);
    Bytes first;
    {
        ServedDevice served(line);
        ASSERT_TRUE(served.says("ready"));
        ASSERT_TRUE(readers->waitForCard({}, Deadline::in(5s)));
        const auto found = finder.find(Deadline::in(5s));
        ASSERT_EQ(found.value().size(), 1U);
        auto card = finder.connect(found->front(), {}, Deadline::in(5s));
        ASSERT_TRUE(card) << card.error().detail;
        const auto signature = sign(**card, 1);
        ASSERT_TRUE(signature) << signature.error().detail;
        EXPECT_TRUE(test::verifies(*signature, test::requestNumbered(1)));
        first = signature->signature;
        // Each answer takes 1.5 seconds, and none is too late.
        ASSERT_TRUE(served.follows("slow"));
        EXPECT_TRUE(served.shown().contains("display: CNY 128050 (minor units)"));
        const auto began = std::chrono::steady_clock::now();
        EXPECT_TRUE(confirm::PivDevice::open(**card));
        EXPECT_GE(std::chrono::steady_clock::now() - began, 1500ms);
        card->reset();
        ASSERT_TRUE(served.follows("remove"));
        EXPECT_EQ(finder.connect(found->front(), {}, Deadline::in(5s)).error().code,
                  FailureCode::DeviceRemoved);
    }
    ServedDevice again(line);
    ASSERT_TRUE(again.says("ready"));
    ASSERT_TRUE(readers->waitForCard({}, Deadline::in(5s)));
    auto card = finder.connect(finder.find(Deadline::in(5s)).value().at(0), {}, Deadline::in(5s));
    ASSERT_TRUE(card);
    const auto remembered = sign(**card, 1);
    ASSERT_TRUE(remembered) << remembered.error().detail;
    EXPECT_EQ(remembered->signature, first) << "after its process had ended";
}

TEST_F(ServedDeviceTest, OverBluetooth) {
    auto bus = PrivateBus::start(m_directory);
    ASSERT_TRUE(bus) << bus.error().detail;
    ::setenv("DBUS_SYSTEM_BUS_ADDRESS", (*bus)->address().c_str(), 1);
    ::setenv("BLUETOOTH_FORCE_DBUS_LE_VERSION", "5.66", 1);
    const auto control = m_directory + "/device.sock";
    ServedDevice served({"--dir", QString::fromStdString(device()), "--bluetooth",
                         QString::fromStdString((*bus)->address()), "--display", "on", "--name",
                         "My key", "--control", QString::fromStdString(control)});
    ASSERT_TRUE(served.says("ready"));

    confirm::BluetoothDevices finder({.search = 300ms, .exchange = {}});
    const auto found = finder.find(Deadline::in(10s));
    ASSERT_TRUE(found) << found.error().detail;
    ASSERT_EQ(found->size(), 1U);
    EXPECT_EQ(found->front().name, "My key");
    const auto key = crypto::EcPrivateKey::generate(crypto::Curve::P256).value();
    confirm::DeviceKeys keys;
    keys.pairing = &key;
    keys.trust.authorities = {loadIdentity(device()).value().authority};
    keys.trust.at = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    std::string code;
    keys.sameCode = [&](const std::string& shown) {
        code = shown;
        return true;
    };
    auto card = finder.connect(found->front(), keys, Deadline::in(10s));
    ASSERT_TRUE(card) << card.error().detail;
    EXPECT_TRUE(sign(**card, 1));
    const auto tell = [&](const char* word) {
        return QProcess::execute(
            QStringLiteral(TAPPAY_BIN_DIR "/tappay-sim"),
            {"device", "tell", word, "--control", QString::fromStdString(control)});
    };
    EXPECT_EQ(tell("nonsense"), 1);
    ASSERT_EQ(tell("away"), 0);
    EXPECT_EQ(sign(**card, 2).error().code, FailureCode::DeviceRemoved);
    ASSERT_TRUE(served.follows("near"));
    EXPECT_TRUE(
        served.shown().contains(QByteArray::fromStdString("display: Pairing code " + code)));
}

}  // namespace
}  // namespace tappay::simulator::device
