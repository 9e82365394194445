#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"

namespace tappay::backend {

struct HttpsPost {
    std::string host, port, target;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
};

// Posts to servers of others, whose certificates are checked. On threads of its own: neither a slow
// server nor a slow name service holds up anything else.
class HttpsPoster {
public:
    // Called once for each post, on the poster's thread, unless the poster ends before: the HTTP
    // status, HostUnreachable, or HostTimeout.
    using Done = std::move_only_function<void(Result<unsigned>)>;

    // `authorities` is a PEM file; empty for those that the system knows. NotConfigured.
    static Result<std::unique_ptr<HttpsPoster>> create(const std::filesystem::path& authorities);
    ~HttpsPoster();  // what is under way is dropped

    void post(HttpsPost post, std::chrono::milliseconds limit, Done done);

private:
    class Impl;
    explicit HttpsPoster(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

}  // namespace tappay::backend
