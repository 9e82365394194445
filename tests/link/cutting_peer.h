#pragma once

#include <openssl/ssl.h>

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>

namespace tappay::test {

// A TLS server that reads each request to its end and then answers it or cuts the connection. The
// probe of the link is answered by itself.
class CuttingPeer {
public:
    // The whole HTTP answer to the n-th question from 1; nothing to cut the connection.
    using Script = std::function<std::optional<std::string>(int number)>;

    CuttingPeer(const std::filesystem::path& certificate, const std::filesystem::path& key,
                Script script, int highestVersion = 0);
    ~CuttingPeer();
    CuttingPeer(const CuttingPeer&) = delete;
    CuttingPeer& operator=(const CuttingPeer&) = delete;

    [[nodiscard]] std::uint16_t port() const { return m_port; }
    [[nodiscard]] int questions() const { return m_questions; }
    static std::string answer(const std::string& status, const std::string& body);

private:
    struct Free {
        void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
        void operator()(SSL* ssl) const { SSL_free(ssl); }
    };
    void run();
    void serve(SSL* ssl);

    std::unique_ptr<SSL_CTX, Free> m_context;
    Script m_script;
    int m_listener = -1;
    std::uint16_t m_port = 0;
    std::atomic<int> m_questions = 0;
    std::thread m_thread;
};

}  // namespace tappay::test
