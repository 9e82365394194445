#pragma once

#include <boost/beast/http.hpp>

#include "backend/http.h"
#include "backend/tls_stream.h"
#include "protocol/codec.h"

// Requests and responses between Beast and the API; for http_server.cpp.
namespace tappay::backend {

namespace beast = boost::beast;
namespace http = beast::http;
using StreamResponse = http::response<http::string_body>;

inline std::string headerOf(const http::fields& fields, http::field name) {
    const auto value = fields[name];
    return {value.data(), value.size()};
}

inline StreamResponse respond(HttpResponse answer, unsigned version, bool keepAlive) {
    StreamResponse response(static_cast<http::status>(answer.status), version);
    response.set(http::field::content_type, answer.contentType);
    response.set(http::field::cache_control, "no-store");
    for (const auto& [name, value] : answer.headers)
        response.set(name, value);
    response.body() = std::move(answer.body);
    response.keep_alive(keepAlive);
    response.prepare_payload();
    return response;
}

inline StreamResponse refuse(unsigned status, const std::string& detail) {
    return respond(
        {status, "application/json", protocol::encodeError({FailureCode::InputMalformed, detail})},
        11, false);
}

// What to tell a peer whose request could not be read; nothing when it is gone or speaks no TLS.
inline std::optional<StreamResponse> refusalFor(const beast::error_code& error) {
    if (error == beast::error::timeout) return refuse(408, "too slow");
    if (error == http::error::body_limit) return refuse(413, "too large");
    if (error.category() == http::make_error_code(http::error::bad_method).category() &&
        error != http::error::end_of_stream && error != http::error::partial_message)
        return refuse(400, "not HTTP");
    return {};
}

// GET with an Upgrade header (RFC 6455, 4.1); the rest is looked at by who answers it.
inline bool isUpgrade(const StreamRequest& request) {
    return request.method() == http::verb::get &&
           beast::iequals(request[http::field::upgrade], "websocket");
}

}  // namespace tappay::backend
