#pragma once

#include <p11-kit/pkcs11.h>

#include <filesystem>
#include <memory>
#include <string>
#include <utility>

#include "base/result.h"
#include "base/secret.h"

namespace tappay::backend::keys {

// A token of a PKCS#11 module (OASIS PKCS#11 2.40), with one session in which its user is logged
// in. One call at a time. KeyUnavailable when the module or the token is gone; CryptoFailed for
// what it can't unwrap.
class Pkcs11Token {
public:
    // NotConfigured when there is no such module or token, or the PIN is wrong.
    static Result<std::unique_ptr<Pkcs11Token>> open(const std::filesystem::path& module,
                                                     const std::string& label,
                                                     const SecretBytes& pin);
    ~Pkcs11Token();
    Pkcs11Token(const Pkcs11Token&) = delete;
    Pkcs11Token& operator=(const Pkcs11Token&) = delete;

    // A key in the module for as long as its owner is there.
    class SessionKey {
    public:
        SessionKey(Pkcs11Token& token, CK_OBJECT_HANDLE handle)
            : m_token(&token), m_handle(handle) {}
        SessionKey(SessionKey&& other) noexcept
            : m_token(std::exchange(other.m_token, nullptr)), m_handle(other.m_handle) {}
        SessionKey& operator=(SessionKey&&) = delete;
        ~SessionKey();
        [[nodiscard]] CK_OBJECT_HANDLE handle() const { return m_handle; }

    private:
        Pkcs11Token* m_token;
        CK_OBJECT_HANDLE m_handle;
    };

    // AES-256 on the token, never to leave it: found by its label or made.
    Result<CK_OBJECT_HANDLE> storageKey(const std::string& label);
    // Brings a value in and gives it out under the storage key (AES key wrap with padding).
    Result<Bytes> wrap(CK_OBJECT_HANDLE storageKey, CK_KEY_TYPE type, ByteView value);
    enum class Readable : bool { No, Yes };
    Result<SessionKey> unwrap(CK_OBJECT_HANDLE storageKey, CK_KEY_TYPE type, Readable readable,
                              ByteView wrapped);

    // Each in the module.
    Result<Bytes> encrypt(CK_MECHANISM_TYPE mechanism, const SessionKey& key, ByteView data);
    Result<Bytes> decrypt(CK_MECHANISM_TYPE mechanism, const SessionKey& key, ByteView data);
    Result<Bytes> sign(CK_MECHANISM_TYPE mechanism, const SessionKey& key, ByteView data);
    // Of a readable one.
    Result<SecretBytes> value(const SessionKey& key);

private:
    Pkcs11Token(CK_FUNCTION_LIST* functions, bool initialised)
        : m_functions(functions), m_initialised(initialised) {}
    Result<void> logIn(const std::string& label, const SecretBytes& pin);
    Result<CK_SLOT_ID> slotOf(const std::string& label);

    CK_FUNCTION_LIST* m_functions;
    bool m_initialised;  // by us, so that it is ours to finalise
    CK_SESSION_HANDLE m_session = CK_INVALID_HANDLE;
};

}  // namespace tappay::backend::keys
