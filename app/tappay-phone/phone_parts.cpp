#include "phone_parts.h"

#include <QtCore/QFile>

#include "confirm/bluetooth/bluetooth_devices.h"
#include "crypto/certificate.h"
#include "link/https_session.h"
#ifdef TAPPAY_READERS
#include "confirm/reader_devices.h"
#endif

namespace tappay::phone {

namespace {

Result<std::vector<Bytes>> certificates(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(FailureCode::NotConfigured, path.toStdString() + " can't be read");
    return crypto::certificatesFromPem(file.readAll().toStdString());
}

companion::SessionMaker sessionsTo(std::vector<Bytes> authorities) {
    return [authorities = std::move(authorities)](
               const std::string& backEnd) -> Result<std::unique_ptr<link::HttpSession>> {
        TAPPAY_TRY(session, link::HttpsSession::open("https://" + backEnd, authorities));
        return session;
    };
}

}  // namespace

Result<std::unique_ptr<PhoneParts>> open(const CommandLine& line) {
    TAPPAY_TRY(authorities, certificates(line.authority));
    std::vector<Bytes> makers;
    if (!line.makers.isEmpty()) {
        TAPPAY_TRY(read, certificates(line.makers));
        makers = std::move(read);
    }
    auto parts = std::make_unique<PhoneParts>();
#ifdef TAPPAY_READERS
    if (line.reader)
        parts->devices.add(confirm::DeviceWay::Reader, std::make_unique<confirm::ReaderDevices>());
#endif
    if (line.bluetooth)
        parts->devices.add(confirm::DeviceWay::Bluetooth,
                           std::make_unique<confirm::BluetoothDevices>());
    TAPPAY_TRY(opened, companion::LiveCompanion::open(
                           {line.directory.toStdString(), sessionsTo(std::move(authorities)),
                            parts->devices, std::move(makers), parts->clock, parts->log}));
    parts->companion = std::move(opened);
    return parts;
}

}  // namespace tappay::phone
