#include "support/private_pcscd.h"

#include <stdlib.h>
#include <unistd.h>

namespace tappay::test {

PrivatePcscd::PrivatePcscd()
    : m_directory(std::filesystem::temp_directory_path() /
                  ("tappay-pcscd-" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(m_directory);
    std::filesystem::permissions(m_directory, std::filesystem::perms::owner_all);
    ::setenv("PCSCLITE_CSOCK_NAME", (directory() + "/pcscd.sock").c_str(), 1);
}

PrivatePcscd::~PrivatePcscd() {
    stop();
    std::error_code ignored;
    std::filesystem::remove_all(m_directory, ignored);
}

std::string PrivatePcscd::start(simulator::ReaderChoice choice) {
    auto service =
        simulator::ReaderService::start(directory(), TAPPAY_LIB_DIR "/libtappay-ifd.so", choice);
    if (!service) return service.error().detail;
    m_service = std::move(*service);
    return {};
}

}  // namespace tappay::test
