#include "backend/web_pages.h"

#include <algorithm>
#include <array>

#include "backend/web_files.h"
#include "base/failure.h"
#include "base/uuid.h"
#include "protocol/codec.h"

namespace tappay::backend {

namespace {

using Headers = std::vector<std::pair<std::string, std::string>>;

constexpr std::string_view kPay = "/pay/", kManage = "/manage";
// What the page loads. The library alone is for other sites too.
constexpr std::string_view kLibrary = "tappay.js";
constexpr std::array<std::string_view, 9> kParts = {
    "base.css",        "pay.css",   "pay.js",          "pay-view.js", "pay-words.js",
    "pay-failures.js", "manage.js", "manage-words.js", kLibrary};

// Own files and nothing inline; no frame around the page, for a click in it pays.
constexpr const char* kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'";

std::string_view contentsOf(std::string_view name) {
    const auto files = webFiles();
    const auto found = std::ranges::find(files, name, &WebFile::name);
    return found == files.end() ? std::string_view() : found->contents;
}

bool isKnown(std::string_view part) {
    return std::ranges::find(kParts, part) != kParts.end() && !contentsOf(part).empty();
}

HttpResponse respond(unsigned status, std::string_view type, std::string_view body,
                     const char* caching) {
    return {status,
            std::string(type),
            std::string(body),
            {{"Cache-Control", caching},
             {"X-Content-Type-Options", "nosniff"},
             {"Referrer-Policy", "no-referrer"}}};
}

HttpResponse page(unsigned status, std::string_view file) {
    auto response = respond(status, "text/html; charset=utf-8", contentsOf(file), "no-store");
    response.headers.insert(response.headers.end(),
                            {{"Content-Security-Policy", kPolicy},
                             {"X-Frame-Options", "DENY"},
                             {"Cross-Origin-Opener-Policy", "same-origin"},
                             {"Cross-Origin-Resource-Policy", "same-origin"},
                             {"Permissions-Policy", "camera=(), microphone=(), geolocation=()"}});
    return response;
}

HttpResponse part(std::string_view name) {
    const bool style = name.ends_with(".css");
    // Asked for again each time, so that a page never runs with an older library than its own.
    auto response =
        respond(200, style ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8",
                contentsOf(name), "no-cache");
    const bool shared = name == kLibrary;
    response.headers.emplace_back("Cross-Origin-Resource-Policy",
                                  shared ? "cross-origin" : "same-origin");
    // Lets shops load it with `crossorigin` and a checksum (`integrity`).
    if (shared) response.headers.emplace_back("Access-Control-Allow-Origin", "*");
    return response;
}

}  // namespace

std::optional<HttpResponse> webPage(std::string_view method, std::string_view target) {
    const std::string_view path = target.substr(0, target.find('?'));
    const bool isPage = path.starts_with(kPay) || path == kManage;
    const bool isPart = path.starts_with('/') && isKnown(path.substr(1));
    if (!isPage && !isPart) return {};
    if (method != "GET")
        return HttpResponse{405, "application/json",
                            protocol::encodeError({FailureCode::MethodUnknown, "GET only"})};
    if (isPart) return part(path.substr(1));
    if (path == kManage) return page(200, "manage.html");
    // The page itself says that there is no such order.
    return page(isUuid(path.substr(kPay.size())) ? 200 : 404, "pay.html");
}

}  // namespace tappay::backend
