#include "crypto/certificate.h"

#include <openssl/err.h>
#include <openssl/pem.h>

#include <ctime>

#include "crypto/ec_key.h"
#include "crypto/rsa_key.h"
#include "crypto/x509.h"

namespace tappay::crypto {

namespace {

using Bio = std::unique_ptr<BIO, Freed<BIO_free>>;
using GeneralNames = std::unique_ptr<GENERAL_NAMES, Freed<GENERAL_NAMES_free>>;

constexpr std::size_t kLargest = 8192;
constexpr std::size_t kMost = 16;  // in one text

std::unexpected<Failure> malformed(const char* what) {
    return fail(FailureCode::InputMalformed, what);
}

// The first entry with this attribute; empty when there is none.
std::string entry(const X509_NAME* name, const char* attribute) {
    const ObjectName object(OBJ_txt2obj(attribute, 0));
    const int at = X509_NAME_get_index_by_OBJ(name, object.get(), -1);
    if (at < 0) return {};
    unsigned char* text = nullptr;
    const int size =
        ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)));
    if (size < 0) return {};
    std::string result(reinterpret_cast<const char*>(text), static_cast<std::size_t>(size));
    OPENSSL_free(text);
    return result;
}

DistinguishedName nameOf(const X509_NAME* name) {
    return {entry(name, "CN"), entry(name, "serialNumber")};
}

Result<std::chrono::sys_seconds> timeOf(const ASN1_TIME* time) {
    std::tm calendar{};
    if (ASN1_TIME_to_tm(time, &calendar) != 1) return malformed("certificate's time");
    return std::chrono::sys_seconds(std::chrono::seconds(::timegm(&calendar)));
}

Result<CertifiedKey> keyOf(const X509* certificate) {
    const EVP_PKEY* key = X509_get0_pubkey(certificate);
    if (key != nullptr && EVP_PKEY_is_a(key, "RSA") == 1) {
        TAPPAY_TRY(rsa, exportRsaPublic(key));
        return rsa;
    }
    auto ec = exportEcPublic(key);
    if (!ec) return malformed("certificate's key is of a kind that is not used here");
    return std::move(*ec);
}

Bytes serialOf(const X509* certificate) {
    const Number value(ASN1_INTEGER_to_BN(X509_get0_serialNumber(certificate), nullptr));
    if (!value) return {};
    Bytes octets(static_cast<std::size_t>(BN_num_bytes(value.get())));
    BN_bn2bin(value.get(), octets.data());
    return octets;
}

std::optional<ChipModel> chipOf(const X509* certificate) {
    const GeneralNames names(static_cast<GENERAL_NAMES*>(
        X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr)));
    for (int i = 0; i < sk_GENERAL_NAME_num(names.get()); ++i) {
        int kind = 0;
        const auto* value = GENERAL_NAME_get0_value(sk_GENERAL_NAME_value(names.get(), i), &kind);
        if (kind != GEN_DIRNAME) continue;
        const auto* directory = static_cast<const X509_NAME*>(value);
        ChipModel chip{entry(directory, kTpmManufacturer), entry(directory, kTpmModel),
                       entry(directory, kTpmVersion)};
        if (!chip.manufacturer.empty()) return chip;
    }
    return std::nullopt;
}

}  // namespace

ObjectName extendedUsageOf(Purpose purpose) {
    switch (purpose) {
        case Purpose::Authority:
            break;
        case Purpose::ServerAuthentication:
            return ObjectName(OBJ_txt2obj("serverAuth", 0));
        case Purpose::ClientAuthentication:
            return ObjectName(OBJ_txt2obj("clientAuth", 0));
        case Purpose::EndorsementKey:
            return ObjectName(OBJ_txt2obj(kEkCertificate, 1));
    }
    return nullptr;
}

Result<X509Certificate> x509FromDer(ByteView der) {
    const std::uint8_t* at = der.data();
    if (der.empty() || der.size() > kLargest) return malformed("certificate's size");
    X509Certificate certificate(d2i_X509(nullptr, &at, static_cast<long>(der.size())));
    if (!certificate || at != der.data() + der.size()) return malformed("certificate");
    return certificate;
}

Result<Bytes> x509ToDer(X509* certificate) {
    const int size = i2d_X509(certificate, nullptr);
    if (size <= 0) return cryptoFailed("certificate's encoding");
    Bytes der(static_cast<std::size_t>(size));
    std::uint8_t* at = der.data();
    i2d_X509(certificate, &at);
    return der;
}

Result<Certificate> parseCertificate(ByteView der) {
    TAPPAY_TRY(x509, x509FromDer(der));
    TAPPAY_TRY(key, keyOf(x509.get()));
    TAPPAY_TRY(notBefore, timeOf(X509_get0_notBefore(x509.get())));
    TAPPAY_TRY(notAfter, timeOf(X509_get0_notAfter(x509.get())));
    return Certificate{nameOf(X509_get_subject_name(x509.get())),
                       nameOf(X509_get_issuer_name(x509.get())),
                       serialOf(x509.get()),
                       std::move(key),
                       {notBefore, notAfter},
                       chipOf(x509.get())};
}

Result<std::vector<Bytes>> certificatesFromPem(std::string_view pem) {
    const Bio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    std::vector<Bytes> all;
    while (bio && all.size() < kMost) {
        const X509Certificate certificate(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
        if (!certificate) break;
        TAPPAY_TRY(der, x509ToDer(certificate.get()));
        all.push_back(std::move(der));
    }
    const bool toTheEnd = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
    ERR_clear_error();
    if (all.empty() || !toTheEnd) return malformed("certificates as PEM");
    return all;
}

Result<std::string> certificateToPem(ByteView der) {
    TAPPAY_TRY(certificate, x509FromDer(der));
    const Bio bio(BIO_new(BIO_s_mem()));
    if (!bio || PEM_write_bio_X509(bio.get(), certificate.get()) != 1)
        return cryptoFailed("certificate as PEM");
    char* text = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &text);
    return std::string(text, static_cast<std::size_t>(size));
}

}  // namespace tappay::crypto
