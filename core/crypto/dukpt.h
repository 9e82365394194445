#pragma once

#include "base/result.h"
#include "base/secret.h"

// Derived unique key per transaction: a key from which nobody can get back to an earlier one.
// ANSI X9.24-3 (AES) and X9.24-1 (two-key triple DES). A key serial number names device and
// transaction; the side that holds the base derivation key finds every key from it.
namespace tappay::crypto::dukpt {

enum class Use : std::uint8_t {
    Pin,
    MacGeneration,
    MacVerification,
    DataEncryption,
    DataDecryption,
};

// Derivation key id (4), derivation id of the device (4), counter (4).
constexpr std::size_t kAesKeyId = 8, kAesSerial = 12;
// The last counter there is: then the device needs another initial key.
constexpr std::uint32_t kAesLastCounter = 0xFFFF0000;

Bytes aesSerial(ByteView initialKeyId, std::uint32_t counter);
Result<std::uint32_t> aesCounter(ByteView serial);
// From 0 to the first. Only counters with at most 16 bits set are used; KeyUnavailable after the
// last one.
Result<std::uint32_t> nextAesCounter(std::uint32_t counter);
// The serial of a new transaction goes on from the last seen: KeyRejected when it belongs to
// another device, was seen before or goes back.
Result<void> checkAesAdvance(ByteView last, ByteView serial);

// `base`: AES, 16, 24 or 32 octets; keys derived from it have its length.
Result<SecretBytes> aesInitialKey(ByteView base, ByteView initialKeyId);
// The key of one use in one transaction. KeyUnavailable for a counter that is never used.
Result<SecretBytes> aesKey(const SecretBytes& initial, ByteView serial, Use use);
// The transaction's derivation key itself, from which those of its uses come.
Result<SecretBytes> aesTransactionKey(const SecretBytes& initial, ByteView serial);
Result<SecretBytes> aesUseKey(const SecretBytes& transaction, ByteView serial, Use use);
// One step of the way there: the derivation key at this serial from the one a bit above it.
Result<SecretBytes> aesStep(const SecretBytes& above, ByteView serial);

// Serial number of 10 octets, the last 21 bits of it the counter.
constexpr std::size_t kTdesSerial = 10;
constexpr std::uint32_t kTdesLastCounter = 0x1FF800;
Result<std::uint32_t> nextTdesCounter(std::uint32_t counter);  // at most 10 bits set
Result<SecretBytes> tdesInitialKey(ByteView base16, ByteView serial);
Result<SecretBytes> tdesTransactionKey(const SecretBytes& initial, ByteView serial);
// MacVerification and DataDecryption are the keys of the response.
Result<SecretBytes> tdesKey(const SecretBytes& initial, ByteView serial, Use use);

}  // namespace tappay::crypto::dukpt
