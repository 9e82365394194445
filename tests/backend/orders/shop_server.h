#pragma once

#include <openssl/ssl.h>

#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace tappay::test {

// A shop's server as small as a test needs it: takes what is posted and answers as it is told to.
class ShopServer {
public:
    struct Post {
        std::string target, body;
        std::map<std::string, std::string> headers;
    };
    // 0 is no answer at all, -1 a closed connection.
    using Script = std::function<int(const Post& post)>;

    // PEM files.
    ShopServer(const std::string& certificate, const std::string& key);
    ~ShopServer();
    ShopServer(const ShopServer&) = delete;
    ShopServer& operator=(const ShopServer&) = delete;

    [[nodiscard]] std::string url(const std::string& target = "/hook") const;
    void setScript(Script script);
    std::vector<Post> posts();
    // True once so many have come, whatever was answered.
    bool waitFor(std::size_t count, std::chrono::milliseconds patience = std::chrono::seconds(15));
    // Connections, with or without a handshake that ended well.
    bool waitForConnections(std::size_t count,
                            std::chrono::milliseconds patience = std::chrono::seconds(15));

private:
    void run();
    void serve(int socket);

    struct Free {
        void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
    };
    std::unique_ptr<SSL_CTX, Free> m_context;
    int m_listener = -1;
    std::uint16_t m_port = 0;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    Script m_script;
    std::vector<Post> m_posts;
    std::size_t m_connections = 0;
    bool m_stopping = false;
    std::vector<std::thread> m_serving;
    std::thread m_thread;
};

}  // namespace tappay::test
