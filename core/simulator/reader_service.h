#pragma once

#include <chrono>
#include <memory>
#include <string>

#include <sys/types.h>

#include "base/result.h"

// A PC/SC service (pcscd) of our own beside the machine's, with one virtual reader in it.
namespace tappay::simulator {

class ReaderService {
public:
    // Makes in `directory` (absolute, private to the caller): `pcscd.sock`, the service's socket,
    // mode 0600; `pcscd/`, its reader configuration; `reader.sock`, where cards connect to the
    // virtual reader. `ifdLibrary` is the path of libtappay-ifd.so. Returns when clients can
    // connect. The service ends with this object, and also when the thread that called start() or
    // its process ends: call it from a thread that lives as long as the service is wanted.
    // NotConfigured: pcscd is not installed, the library is missing, a path is too long for a
    // socket, or /run/pcscd is missing and may not be made. ReaderServiceDown: it ended by itself.
    static Result<std::unique_ptr<ReaderService>> start(const std::string& directory,
                                                        const std::string& ifdLibrary);
    ReaderService(const ReaderService&) = delete;
    ReaderService& operator=(const ReaderService&) = delete;
    ~ReaderService();

    // The value for PCSCLITE_CSOCK_NAME.
    [[nodiscard]] std::string socketPath() const;
    [[nodiscard]] std::string readerSocketPath() const;
    [[nodiscard]] pid_t processId() const { return m_process; }

private:
    ReaderService(std::string directory, pid_t process);

    std::string m_directory;
    pid_t m_process;
};

}  // namespace tappay::simulator
