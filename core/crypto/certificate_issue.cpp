#include <openssl/pem.h>
#include <openssl/rand.h>

#include <array>
#include <tuple>

#include "crypto/ec_key.h"
#include "crypto/rsa_key.h"
#include "crypto/x509.h"

namespace tappay::crypto {

namespace {

using Extension = std::unique_ptr<X509_EXTENSION, Freed<X509_EXTENSION_free>>;
using GeneralName = std::unique_ptr<GENERAL_NAME, Freed<GENERAL_NAME_free>>;
using GeneralNames = std::unique_ptr<GENERAL_NAMES, Freed<GENERAL_NAMES_free>>;
using KeyUsages = std::unique_ptr<EXTENDED_KEY_USAGE, Freed<EXTENDED_KEY_USAGE_free>>;

constexpr int kSerialOctets = 16;

Result<Key> imported(const CertifiedKey& key) {
    if (const auto* rsa = std::get_if<RsaPublicKey>(&key)) return importRsaPublic(*rsa);
    return importEcPublic(std::get<EcPublicKey>(key));
}

bool addEntry(X509_NAME* name, const char* attribute, const std::string& value) {
    if (value.empty()) return true;
    const ObjectName object(OBJ_txt2obj(attribute, 0));
    return object &&
           X509_NAME_add_entry_by_OBJ(name, object.get(), MBSTRING_UTF8,
                                      reinterpret_cast<const unsigned char*>(value.data()),
                                      static_cast<int>(value.size()), -1, 0) == 1;
}

bool setSerial(X509* certificate) {
    std::array<std::uint8_t, kSerialOctets> octets{};
    if (RAND_bytes(octets.data(), kSerialOctets) != 1) return false;
    octets[0] = static_cast<std::uint8_t>((octets[0] & 0x7F) | 0x40);  // positive, never shorter
    const Number serial(BN_bin2bn(octets.data(), kSerialOctets, nullptr));
    return serial &&
           BN_to_ASN1_INTEGER(serial.get(), X509_get_serialNumber(certificate)) != nullptr;
}

bool setTimes(X509* certificate, const Validity& validity) {
    const auto set = [](ASN1_TIME* to, std::chrono::sys_seconds at) {
        return ASN1_TIME_set(to, static_cast<time_t>(at.time_since_epoch().count())) != nullptr;
    };
    return set(X509_getm_notBefore(certificate), validity.notBefore) &&
           set(X509_getm_notAfter(certificate), validity.notAfter);
}

bool addText(X509* certificate, X509* issuer, int kind, const std::string& value) {
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str()));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

bool addExtendedUsage(X509* certificate, Purpose purpose) {
    const KeyUsages usages(sk_ASN1_OBJECT_new_null());
    ObjectName usage = extendedUsageOf(purpose);
    if (!usages || !usage || sk_ASN1_OBJECT_push(usages.get(), usage.get()) == 0) return false;
    std::ignore = usage.release();
    return X509_add1_ext_i2d(certificate, NID_ext_key_usage, usages.get(), 0, 0) == 1;
}

// Critical, as the subject may be empty: the directory name with the three attributes (3.1.2).
bool addChip(X509* certificate, const ChipModel& chip) {
    const GeneralNames names(sk_GENERAL_NAME_new_null());
    GeneralName name(GENERAL_NAME_new());
    X509Name directory(X509_NAME_new());
    if (!names || !name || !directory ||
        !addEntry(directory.get(), kTpmManufacturer, chip.manufacturer) ||
        !addEntry(directory.get(), kTpmModel, chip.model) ||
        !addEntry(directory.get(), kTpmVersion, chip.version))
        return false;
    GENERAL_NAME_set0_value(name.get(), GEN_DIRNAME, directory.release());
    if (sk_GENERAL_NAME_push(names.get(), name.get()) == 0) return false;
    std::ignore = name.release();
    return X509_add1_ext_i2d(certificate, NID_subject_alt_name, names.get(), 1, 0) == 1;
}

std::string hostsText(const std::vector<std::string>& hosts) {
    std::string text;
    for (const auto& host : hosts) {
        const bool address = host.find_first_not_of("0123456789.") == std::string::npos;
        text += (text.empty() ? "" : ",") + std::string(address ? "IP:" : "DNS:") + host;
    }
    return text;
}

bool addExtensions(X509* x, X509* issuer, const CertificateContents& contents) {
    const bool rsa = std::holds_alternative<RsaPublicKey>(contents.key);
    switch (contents.purpose) {
        case Purpose::Authority:
            return addText(x, issuer, NID_basic_constraints,
                           "critical,CA:TRUE,pathlen:" + std::to_string(contents.pathLength)) &&
                   addText(x, issuer, NID_key_usage, "critical,keyCertSign,cRLSign") &&
                   addText(x, issuer, NID_subject_key_identifier, "hash") &&
                   (issuer == x || addText(x, issuer, NID_authority_key_identifier, "keyid"));
        case Purpose::ServerAuthentication:
            return addText(x, issuer, NID_basic_constraints, "critical,CA:FALSE") &&
                   addText(x, issuer, NID_key_usage, "critical,digitalSignature") &&
                   addExtendedUsage(x, contents.purpose) &&
                   addText(x, issuer, NID_subject_alt_name, hostsText(contents.hosts)) &&
                   addText(x, issuer, NID_authority_key_identifier, "keyid");
        case Purpose::ClientAuthentication:
            return addExtendedUsage(x, contents.purpose);
        case Purpose::EndorsementKey:
            return contents.chip && addChip(x, *contents.chip) &&
                   addText(x, issuer, NID_basic_constraints, "critical,CA:FALSE") &&
                   addText(x, issuer, NID_key_usage,
                           rsa ? "critical,keyEncipherment" : "critical,keyAgreement") &&
                   addExtendedUsage(x, contents.purpose) &&
                   addText(x, issuer, NID_authority_key_identifier, "keyid");
    }
    return false;
}

// `issuer` null: itself.
Result<Bytes> issue(const CertificateContents& contents, X509* issuer, const EcPrivateKey& key) {
    TAPPAY_TRY(subjectKey, imported(contents.key));
    TAPPAY_TRY(pem, key.toPem());
    const std::unique_ptr<BIO, Freed<BIO_free>> memory(
        BIO_new_mem_buf(pem.view().data(), static_cast<int>(pem.size())));
    const Key signer(PEM_read_bio_PrivateKey(memory.get(), nullptr, nullptr, nullptr));
    const X509Certificate made(X509_new());
    X509* x = made.get();
    X509* from = issuer != nullptr ? issuer : x;
    if (!signer || !made || X509_set_version(x, X509_VERSION_3) != 1 || !setSerial(x) ||
        !setTimes(x, contents.validity) || X509_set_pubkey(x, subjectKey.get()) != 1 ||
        !addEntry(X509_get_subject_name(x), "CN", contents.subject.commonName) ||
        !addEntry(X509_get_subject_name(x), "serialNumber", contents.subject.serialNumber) ||
        X509_set_issuer_name(x, X509_get_subject_name(from)) != 1 ||
        !addExtensions(x, from, contents) || X509_check_private_key(from, signer.get()) != 1 ||
        X509_sign(x, signer.get(), EVP_sha256()) == 0)
        return cryptoFailed("certificate could not be issued");
    return x509ToDer(x);
}

}  // namespace

Result<Bytes> issueCertificate(const CertificateContents& contents, const Issuer& issuer) {
    TAPPAY_TRY(from, x509FromDer(issuer.certificate));
    return issue(contents, from.get(), issuer.key);
}

Result<Bytes> issueRoot(const CertificateContents& contents, const EcPrivateKey& key) {
    if (contents.purpose != Purpose::Authority) return cryptoFailed("a root is an authority");
    return issue(contents, nullptr, key);
}

}  // namespace tappay::crypto
