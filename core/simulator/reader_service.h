#pragma once

#include <chrono>
#include <memory>
#include <string>

#include <sys/types.h>

#include "base/result.h"

// A PC/SC service (pcscd) of our own beside the machine's, with virtual readers in it.
namespace tappay::simulator {

// The reader with contacts is always there.
struct ReaderChoice {
    bool contactless = false;  // a second one, for tapping
    bool pinPad = false;       // the one with contacts has keys (PC/SC part 10)
};

class ReaderService {
public:
    // Makes in `directory` (absolute, private to the caller): `pcscd.sock`, the service's socket,
    // mode 0600; `pcscd/`, its reader configuration; `reader.sock`, where cards connect to the
    // reader with contacts; `tap.sock`, the same for the contactless one. `ifdLibrary` is the path
    // of libtappay-ifd.so. Returns when clients can connect. The service ends with this object, and
    // also when the thread that called start() or its process ends: call it from a thread that
    // lives as long as the service is wanted. NotConfigured: pcscd is not installed, the library is
    // missing, a path is too long for a socket, or /run/pcscd is missing and may not be made.
    // ReaderServiceDown: it ended by itself.
    static Result<std::unique_ptr<ReaderService>> start(const std::string& directory,
                                                        const std::string& ifdLibrary,
                                                        ReaderChoice choice = {});
    ReaderService(const ReaderService&) = delete;
    ReaderService& operator=(const ReaderService&) = delete;
    ~ReaderService();

    // The value for PCSCLITE_CSOCK_NAME.
    [[nodiscard]] std::string socketPath() const;
    [[nodiscard]] std::string readerSocketPath() const;
    [[nodiscard]] std::string contactlessSocketPath() const;
    [[nodiscard]] pid_t processId() const { return m_process; }

private:
    ReaderService(std::string directory, pid_t process);

    std::string m_directory;
    pid_t m_process;
};

}  // namespace tappay::simulator
