#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "simulator/reader_service.h"

namespace tappay::test {

// A real pcscd with the virtual reader, in a directory of its own under the temporary directory.
// The client library of this process is pointed to it; it keeps the first socket name it sees, so
// a test program has one of these at a time and all in the same place.
class PrivatePcscd {
public:
    PrivatePcscd();
    ~PrivatePcscd();

    // Starts the service; the failure's text when it can't.
    std::string start(simulator::ReaderChoice choice = {});
    void stop() { m_service.reset(); }

    [[nodiscard]] std::string directory() const { return m_directory.string(); }
    [[nodiscard]] std::string readerSocket() const { return directory() + "/reader.sock"; }
    [[nodiscard]] std::string contactlessSocket() const { return directory() + "/tap.sock"; }

private:
    std::filesystem::path m_directory;
    std::unique_ptr<simulator::ReaderService> m_service;
};

}  // namespace tappay::test
