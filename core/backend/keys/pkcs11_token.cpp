#include "backend/keys/pkcs11_token.h"

#include <dlfcn.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <vector>

namespace tappay::backend::keys {

namespace {

CK_BBOOL kTrue = CK_TRUE, kFalse = CK_FALSE;
CK_OBJECT_CLASS kSecretKey = CKO_SECRET_KEY;
CK_KEY_TYPE kAes = CKK_AES;
CK_ULONG kStorageKeyOctets = 32;
constexpr CK_ULONG kMostMac = 64, kWrapOverhead = 16;

template <typename T>
CK_ATTRIBUTE attribute(CK_ATTRIBUTE_TYPE type, T& value) {
    return {type, &value, sizeof value};
}

// PKCS#11 takes everything by pointers that aren't const, and changes none of it.
CK_BYTE_PTR octets(ByteView data) {
    return const_cast<CK_BYTE_PTR>(data.data());
}

CK_ULONG sizeOf(ByteView data) {
    return data.size();
}

std::unexpected<Failure> failed(const char* function, CK_RV status, FailureCode code) {
    std::array<char, 64> text{};
    (void)std::snprintf(text.data(), text.size(), "%s: 0x%lx", function, status);
    return fail(code, text.data());
}

// Modules differ in what they say of octets they can't unwrap; they agree on their own troubles.
FailureCode codeOf(CK_RV status) {
    constexpr std::array own = {CKR_HOST_MEMORY,
                                CKR_DEVICE_ERROR,
                                CKR_DEVICE_MEMORY,
                                CKR_DEVICE_REMOVED,
                                CKR_SESSION_CLOSED,
                                CKR_SESSION_HANDLE_INVALID,
                                CKR_TOKEN_NOT_PRESENT,
                                CKR_USER_NOT_LOGGED_IN,
                                CKR_KEY_HANDLE_INVALID,
                                CKR_CRYPTOKI_NOT_INITIALIZED,
                                CKR_UNWRAPPING_KEY_HANDLE_INVALID};
    return std::ranges::find(own, status) != own.end() ? FailureCode::KeyUnavailable
                                                       : FailureCode::CryptoFailed;
}

std::unexpected<Failure> notConfigured(const std::string& what) {
    return fail(FailureCode::NotConfigured, what);
}

Result<CK_FUNCTION_LIST*> load(const std::filesystem::path& module) {
    // Never unloaded: modules leave handlers behind that run when the program ends.
    void* library = ::dlopen(module.c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    if (library == nullptr) return notConfigured(module.string() + " can't be loaded");
    const auto list = reinterpret_cast<CK_C_GetFunctionList>(::dlsym(library, "C_GetFunctionList"));
    CK_FUNCTION_LIST* functions = nullptr;
    if (list == nullptr || list(&functions) != CKR_OK || functions == nullptr)
        return notConfigured(module.string() + " is no PKCS#11 module");
    return functions;
}

bool labelled(const CK_TOKEN_INFO& info, std::string_view label) {
    std::string_view found(reinterpret_cast<const char*>(info.label), sizeof info.label);
    found = found.substr(0, found.find_last_not_of(' ') + 1);
    return found == label;
}

}  // namespace

Pkcs11Token::SessionKey::~SessionKey() {
    if (m_token != nullptr) m_token->m_functions->C_DestroyObject(m_token->m_session, m_handle);
}

Result<std::unique_ptr<Pkcs11Token>> Pkcs11Token::open(const std::filesystem::path& module,
                                                       const std::string& label,
                                                       const SecretBytes& pin) {
    TAPPAY_TRY(functions, load(module));
    CK_C_INITIALIZE_ARGS arguments{};
    arguments.flags = CKF_OS_LOCKING_OK;
    const auto status = functions->C_Initialize(&arguments);
    if (status != CKR_OK && status != CKR_CRYPTOKI_ALREADY_INITIALIZED)
        return failed("C_Initialize", status, FailureCode::NotConfigured);
    std::unique_ptr<Pkcs11Token> token(new Pkcs11Token(functions, status == CKR_OK));
    TAPPAY_CHECK(token->logIn(label, pin));
    return token;
}

Pkcs11Token::~Pkcs11Token() {
    if (m_session != CK_INVALID_HANDLE) m_functions->C_CloseSession(m_session);
    if (m_initialised) m_functions->C_Finalize(nullptr);
}

Result<CK_SLOT_ID> Pkcs11Token::slotOf(const std::string& label) {
    CK_ULONG count = 0;
    auto status = m_functions->C_GetSlotList(CK_TRUE, nullptr, &count);
    std::vector<CK_SLOT_ID> slots(count);
    if (status == CKR_OK) status = m_functions->C_GetSlotList(CK_TRUE, slots.data(), &count);
    if (status != CKR_OK) return failed("C_GetSlotList", status, FailureCode::NotConfigured);
    slots.resize(std::min<std::size_t>(count, slots.size()));
    for (const auto slot : slots) {
        CK_TOKEN_INFO info{};
        if (m_functions->C_GetTokenInfo(slot, &info) == CKR_OK && labelled(info, label))
            return slot;
    }
    return notConfigured("no token " + label);
}

Result<void> Pkcs11Token::logIn(const std::string& label, const SecretBytes& pin) {
    TAPPAY_TRY(slot, slotOf(label));
    auto status = m_functions->C_OpenSession(slot, CKF_SERIAL_SESSION | CKF_RW_SESSION, nullptr,
                                             nullptr, &m_session);
    if (status != CKR_OK) return failed("C_OpenSession", status, FailureCode::NotConfigured);
    status = m_functions->C_Login(m_session, CKU_USER, octets(pin.view()), sizeOf(pin.view()));
    if (status != CKR_OK && status != CKR_USER_ALREADY_LOGGED_IN)
        return failed("C_Login", status, FailureCode::NotConfigured);
    return {};
}

Result<CK_OBJECT_HANDLE> Pkcs11Token::storageKey(const std::string& label) {
    const CK_ATTRIBUTE name{CKA_LABEL, const_cast<char*>(label.data()), label.size()};
    std::array find = {attribute(CKA_CLASS, kSecretKey), attribute(CKA_TOKEN, kTrue), name};
    CK_OBJECT_HANDLE key = CK_INVALID_HANDLE;
    CK_ULONG found = 0;
    auto status = m_functions->C_FindObjectsInit(m_session, find.data(), find.size());
    if (status != CKR_OK) return failed("C_FindObjectsInit", status, FailureCode::KeyUnavailable);
    status = m_functions->C_FindObjects(m_session, &key, 1, &found);
    m_functions->C_FindObjectsFinal(m_session);
    if (status != CKR_OK) return failed("C_FindObjects", status, FailureCode::KeyUnavailable);
    if (found == 1) return key;
    std::array make = {attribute(CKA_CLASS, kSecretKey),
                       attribute(CKA_KEY_TYPE, kAes),
                       attribute(CKA_VALUE_LEN, kStorageKeyOctets),
                       attribute(CKA_TOKEN, kTrue),
                       attribute(CKA_PRIVATE, kTrue),
                       attribute(CKA_SENSITIVE, kTrue),
                       attribute(CKA_EXTRACTABLE, kFalse),
                       attribute(CKA_WRAP, kTrue),
                       attribute(CKA_UNWRAP, kTrue),
                       attribute(CKA_ENCRYPT, kFalse),
                       attribute(CKA_DECRYPT, kFalse),
                       name};
    CK_MECHANISM generation{CKM_AES_KEY_GEN, nullptr, 0};
    status = m_functions->C_GenerateKey(m_session, &generation, make.data(), make.size(), &key);
    if (status != CKR_OK) return failed("C_GenerateKey", status, FailureCode::KeyUnavailable);
    return key;
}

Result<Bytes> Pkcs11Token::wrap(CK_OBJECT_HANDLE storageKey, CK_KEY_TYPE type, ByteView value) {
    std::array bring = {attribute(CKA_CLASS, kSecretKey),
                        attribute(CKA_KEY_TYPE, type),
                        attribute(CKA_TOKEN, kFalse),
                        attribute(CKA_PRIVATE, kTrue),
                        attribute(CKA_SENSITIVE, kTrue),
                        attribute(CKA_EXTRACTABLE, kTrue),
                        CK_ATTRIBUTE{CKA_VALUE, octets(value), sizeOf(value)}};
    CK_OBJECT_HANDLE handle = CK_INVALID_HANDLE;
    auto status = m_functions->C_CreateObject(m_session, bring.data(), bring.size(), &handle);
    if (status != CKR_OK) return failed("C_CreateObject", status, codeOf(status));
    const SessionKey key(*this, handle);
    CK_MECHANISM mechanism{CKM_AES_KEY_WRAP_PAD, nullptr, 0};
    Bytes wrapped(value.size() + kWrapOverhead);
    CK_ULONG size = wrapped.size();
    status =
        m_functions->C_WrapKey(m_session, &mechanism, storageKey, handle, wrapped.data(), &size);
    if (status != CKR_OK) return failed("C_WrapKey", status, codeOf(status));
    wrapped.resize(size);
    return wrapped;
}

Result<Pkcs11Token::SessionKey> Pkcs11Token::unwrap(CK_OBJECT_HANDLE storageKey, CK_KEY_TYPE type,
                                                    Readable readable, ByteView wrapped) {
    auto& isReadable = readable == Readable::Yes ? kTrue : kFalse;
    auto& isSensitive = readable == Readable::Yes ? kFalse : kTrue;
    std::array take = {attribute(CKA_CLASS, kSecretKey),
                       attribute(CKA_KEY_TYPE, type),
                       attribute(CKA_TOKEN, kFalse),
                       attribute(CKA_PRIVATE, kTrue),
                       attribute(CKA_SENSITIVE, isSensitive),
                       attribute(CKA_EXTRACTABLE, isReadable),
                       attribute(CKA_ENCRYPT, kTrue),
                       attribute(CKA_DECRYPT, kTrue),
                       attribute(CKA_SIGN, kTrue)};
    CK_MECHANISM mechanism{CKM_AES_KEY_WRAP_PAD, nullptr, 0};
    CK_OBJECT_HANDLE handle = CK_INVALID_HANDLE;
    const auto status =
        m_functions->C_UnwrapKey(m_session, &mechanism, storageKey, octets(wrapped),
                                 sizeOf(wrapped), take.data(), take.size(), &handle);
    if (status != CKR_OK) return failed("C_UnwrapKey", status, codeOf(status));
    return SessionKey(*this, handle);
}

Result<Bytes> Pkcs11Token::encrypt(CK_MECHANISM_TYPE mechanism, const SessionKey& key,
                                   ByteView data) {
    CK_MECHANISM chosen{mechanism, nullptr, 0};
    Bytes result(data.size());
    CK_ULONG size = result.size();
    auto status = m_functions->C_EncryptInit(m_session, &chosen, key.handle());
    if (status == CKR_OK)
        status =
            m_functions->C_Encrypt(m_session, octets(data), sizeOf(data), result.data(), &size);
    if (status != CKR_OK || size != result.size())
        return failed("C_Encrypt", status, codeOf(status));
    return result;
}

Result<Bytes> Pkcs11Token::decrypt(CK_MECHANISM_TYPE mechanism, const SessionKey& key,
                                   ByteView data) {
    CK_MECHANISM chosen{mechanism, nullptr, 0};
    Bytes result(data.size());
    CK_ULONG size = result.size();
    auto status = m_functions->C_DecryptInit(m_session, &chosen, key.handle());
    if (status == CKR_OK)
        status =
            m_functions->C_Decrypt(m_session, octets(data), sizeOf(data), result.data(), &size);
    if (status != CKR_OK || size != result.size()) {
        wipe(result);
        return failed("C_Decrypt", status, codeOf(status));
    }
    return result;
}

Result<Bytes> Pkcs11Token::sign(CK_MECHANISM_TYPE mechanism, const SessionKey& key, ByteView data) {
    CK_MECHANISM chosen{mechanism, nullptr, 0};
    Bytes mac(kMostMac);
    CK_ULONG size = mac.size();
    auto status = m_functions->C_SignInit(m_session, &chosen, key.handle());
    if (status == CKR_OK)
        status = m_functions->C_Sign(m_session, octets(data), sizeOf(data), mac.data(), &size);
    if (status != CKR_OK) return failed("C_Sign", status, codeOf(status));
    mac.resize(size);
    return mac;
}

Result<SecretBytes> Pkcs11Token::value(const SessionKey& key) {
    CK_ATTRIBUTE wanted{CKA_VALUE, nullptr, 0};
    auto status = m_functions->C_GetAttributeValue(m_session, key.handle(), &wanted, 1);
    if (status != CKR_OK || wanted.ulValueLen > kMostMac)
        return failed("C_GetAttributeValue", status, codeOf(status));
    SecretBytes value(wanted.ulValueLen);
    wanted.pValue = value.writable().data();
    status = m_functions->C_GetAttributeValue(m_session, key.handle(), &wanted, 1);
    if (status != CKR_OK) return failed("C_GetAttributeValue", status, codeOf(status));
    return value;
}

}  // namespace tappay::backend::keys
