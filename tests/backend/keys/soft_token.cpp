#include "backend/keys/soft_token.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <stdexcept>

#include "backend/keys/secret_files.h"
#include "crypto/random.h"

namespace tappay::backend::keys {

namespace {

constexpr const char* kLabel = "tappay";
constexpr const char* kUserPin = "5678";

void run(const std::vector<const char*>& command) {
    const pid_t child = ::fork();
    if (child == 0) {
        const int nowhere = ::open("/dev/null", O_WRONLY);
        ::dup2(nowhere, STDOUT_FILENO);
        ::dup2(nowhere, STDERR_FILENO);
        auto arguments = command;
        arguments.push_back(nullptr);
        ::execvp(arguments[0], const_cast<char* const*>(arguments.data()));
        ::_exit(127);
    }
    int status = 0;
    if (child < 0 || ::waitpid(child, &status, 0) != child || status != 0)
        throw std::runtime_error(std::string("failed: ") + command[0]);
}

}  // namespace

KeyDirectory::KeyDirectory() {
    std::string pattern = std::filesystem::temp_directory_path() / "tappay-keys-XXXXXX";
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no directory");
    m_path = pattern;
    crypto::SystemRandom random;
    if (!makeStorageKey(m_path / "storage.key", random)) throw std::runtime_error("no key");
}

KeyDirectory::~KeyDirectory() {
    std::filesystem::remove_all(m_path);
}

std::filesystem::path KeyDirectory::module() {
    return TAPPAY_SOFTHSM2;
}

VaultConfig KeyDirectory::memory() const {
    return {.storageKeyFile = m_path / "storage.key", .module = {}, .token = {}, .pinFile = {}};
}

VaultConfig KeyDirectory::token() const {
    const auto pinFile = m_path / "token.pin", settings = m_path / "softhsm2.conf";
    if (!m_tokenMade) {
        std::filesystem::create_directory(m_path / "tokens");
        std::ofstream(settings) << "directories.tokendir = " << (m_path / "tokens").string()
                                << "\nobjectstore.backend = file\nlog.level = ERROR\n";
        std::ofstream(pinFile) << kUserPin << '\n';
        std::filesystem::permissions(pinFile, std::filesystem::perms(0600));
        ::setenv("SOFTHSM2_CONF", settings.c_str(), 1);
        run({"softhsm2-util", "--init-token", "--free", "--label", kLabel, "--so-pin", "1234",
             "--pin", kUserPin});
        m_tokenMade = true;
    }
    return {.storageKeyFile = {}, .module = module(), .token = kLabel, .pinFile = pinFile};
}

}  // namespace tappay::backend::keys
