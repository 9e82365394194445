#pragma once

#include <utility>

// For the translation units with Beast alone, which take more than a minute to compile when
// optimised. Boost 1.74 uses std::exchange without including <utility>.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>

#include "backend/config.h"

namespace tappay::backend {

using TlsStream = boost::beast::ssl_stream<boost::beast::tcp_stream>;
using StreamRequest = boost::beast::http::request<boost::beast::http::string_body>;

inline auto into(boost::beast::error_code& error) {
    return boost::asio::redirect_error(boost::asio::use_awaitable, error);
}

// NotConfigured when certificate or key can't be used.
Result<boost::asio::ssl::context> tlsContext(const ServerConfig& config);

}  // namespace tappay::backend
