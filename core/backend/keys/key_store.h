#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "backend/keys/key_handle.h"
#include "base/result.h"
#include "store/database.h"

namespace tappay::backend::keys {

// Of a terminal's master key. The one in use stays so until a sign-on has used the next.
enum class Standing : std::uint8_t {
    Offered = 1,       // sent; nobody knows whether it arrived
    Acknowledged = 2,  // the terminal proved that it holds it
    InUse = 3,         // a sign-on has used it
    Replaced = 4,      // its value is gone
};

struct MasterKey {
    std::uint32_t version = 0;
    Standing standing = Standing::Offered;
    KeyHandle key;  // of a replaced one only the check value is left
    // Unix milliseconds: when the terminal first proved that it holds it, and since when an
    // operator wants another one.
    std::optional<std::int64_t> acknowledged = {}, renewal = {};
};

// What a terminal and the back end share from one sign-on to the next.
struct SignOnKeys {
    std::string session;
    std::string terminalId;
    std::uint32_t keyVersion = 0;  // of the master key
    KeyHandle pin, process;
    std::int64_t expires = 0;  // Unix milliseconds
    Bytes initialKeyId = {};   // of AES DUKPT, where the PIN key is an initial key
};

// One use of a sign-on's process key.
struct Sealing {
    std::string session;
    std::uint32_t number = 0;
    std::string transactionId;
    Bytes pinKeySerial = {};  // where a PIN came under a key of AES DUKPT
};

// The rows of key handles. Each call is one transaction: a power cut leaves what was before it or
// what is after it. One thread at a time; failures as in store/database.h.
class KeyStore {
public:
    static Result<KeyStore> open(const std::filesystem::path& file);

    // Gives the key the terminal's next version. An earlier offer that nobody acknowledged is
    // replaced.
    Result<std::uint32_t> offer(const std::string& terminalId, const KeyHandle& master);
    // May come more than once. KeyRejected when the version is not on offer (any more).
    Result<void> acknowledge(const std::string& terminalId, std::uint32_t version,
                             std::int64_t now);
    // The terminal shall ask for another one from now on. KeyUnavailable when it has none.
    Result<void> wantRenewal(const std::string& terminalId, std::int64_t now);
    // KeyUnavailable when there is none with this version or it is replaced.
    Result<MasterKey> masterKey(const std::string& terminalId, std::uint32_t version);
    Result<std::vector<MasterKey>> masterKeys(const std::string& terminalId);

    // Puts the master key of this version to use and replaces those before it. KeyRejected when it
    // is not acknowledged. The sign-on before this one stays good for what is under way; earlier
    // ones are forgotten.
    Result<void> signOn(const SignOnKeys& keys);
    // NotSignedOn when there is none.
    Result<SignOnKeys> signedOn(const std::string& session);
    // Sealed transactions that came, all in one commit; one answer for each. NotSignedOn;
    // KeyRejected when the number is not above the last of its sign-on, unless the same transaction
    // had it; so too for the serial of a PIN key.
    Result<std::vector<Result<void>>> noteSealings(std::span<const Sealing> sealings);

    // All working keys of the last sign-on to the network are replaced by these.
    Result<void> setWorkingKeys(const std::string& terminalId, const std::vector<KeyHandle>& keys);
    Result<void> setNetworkMaster(const std::string& terminalId, const KeyHandle& key);
    // Those of all terminals.
    Result<std::map<std::string, std::vector<KeyHandle>>> workingKeys();
    // KeyUnavailable when there is none.
    Result<KeyHandle> networkKey(const std::string& terminalId, KeyPurpose purpose);

private:
    explicit KeyStore(store::Database database) : m_database(std::move(database)) {}
    Result<std::int64_t> insertKey(const KeyHandle& key);
    Result<KeyHandle> readKey(std::int64_t id);
    Result<void> replaceMasters(const std::string& terminalId, std::uint32_t below,
                                Standing standing);
    Result<void> noteSealing(const Sealing& sealing);
    Result<void> checkPinKey(std::int64_t signOn, ByteView initialKeyId, const Sealing& sealing);
    Result<void> forgetSignOns(const std::string& terminalId);
    Result<void> insertNetworkKey(const std::string& terminalId, const KeyHandle& key);

    store::Database m_database;
};

}  // namespace tappay::backend::keys
