#pragma once

#include <QString>
#include <cstdint>

namespace tappay::simulator::sandbox {

// Where everything is in a sandbox directory: docs/configuration.md, "The sandbox directory".
struct Layout {
    QString directory;  // absolute

    [[nodiscard]] QString path(const char* relative) const {
        return directory + '/' + QLatin1String(relative);
    }
    [[nodiscard]] QString log(const QString& program) const {
        return directory + "/logs/" + program + ".log";
    }
    [[nodiscard]] QString operatorSocket() const { return path("app.sock"); }
    [[nodiscard]] QString browserSocket() const { return path("browser.sock"); }
    [[nodiscard]] QString readerSocket() const { return path("reader.sock"); }
    [[nodiscard]] QString contactlessSocket() const { return path("tap.sock"); }
    [[nodiscard]] QString cardControl() const { return path("sim.sock"); }
    // The virtual security device: keys and certificates.
    [[nodiscard]] QString device() const { return path("device"); }
    // Where it is told what to do, when it is served.
    [[nodiscard]] QString deviceControl() const { return path("device.sock"); }
    // The authority below which back end and shop have their certificates.
    [[nodiscard]] QString authority() const { return path("backend/ca.pem"); }
};

struct Ports {
    std::uint16_t backEnd = 0;
    std::uint16_t network = 0;
    std::uint16_t shop = 0;
};

// What a browser calls a port of this machine.
inline QString localUrl(std::uint16_t port) {
    return "https://localhost:" + QString::number(port);
}

}  // namespace tappay::simulator::sandbox
