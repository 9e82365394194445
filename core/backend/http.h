#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace tappay::backend {

// What the API sees of HTTP.
struct HttpRequest {
    std::string method;         // "GET", "POST", or any other
    std::string target;         // path and query as sent
    std::string contentType;    // empty when absent
    std::string authorisation;  // the Authorization header; empty when absent
    std::string body;
};

struct HttpResponse {
    unsigned status = 200;
    std::string contentType;
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers = {};  // further ones
};

// Called once for each request, from any thread.
using HttpReply = std::move_only_function<void(HttpResponse)>;
// Called on a server thread; must not block it for long.
using HttpHandler = std::function<void(HttpRequest, HttpReply)>;

}  // namespace tappay::backend
