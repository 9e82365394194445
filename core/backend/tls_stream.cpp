#include "backend/tls_stream.h"

namespace tappay::backend {

namespace {

constexpr const char* kCiphers =
    "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-CHACHA20-POLY1305:"
    "ECDHE-RSA-AES256-GCM-SHA384:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-RSA-CHACHA20-POLY1305";

}  // namespace

Result<boost::asio::ssl::context> tlsContext(const ServerConfig& config) {
    boost::asio::ssl::context context(boost::asio::ssl::context::tls_server);
    SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_2_VERSION);
    SSL_CTX_set_cipher_list(context.native_handle(), kCiphers);
    SSL_CTX_set_options(context.native_handle(), SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION);
    boost::beast::error_code error;
    context.use_certificate_chain_file(config.certificate.string(), error);
    if (error) return fail(FailureCode::NotConfigured, "tlsCertificate: " + error.message());
    context.use_private_key_file(config.key.string(), boost::asio::ssl::context::pem, error);
    if (error) return fail(FailureCode::NotConfigured, "tlsKey: " + error.message());
    return context;
}

}  // namespace tappay::backend
