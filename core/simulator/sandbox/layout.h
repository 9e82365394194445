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
};

struct Ports {
    std::uint16_t backEnd = 0;
    std::uint16_t network = 0;
};

}  // namespace tappay::simulator::sandbox
