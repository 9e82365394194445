#pragma once

#include <filesystem>
#include <mutex>
#include <optional>
#include <vector>

#include "base/file_descriptor.h"
#include "confirm/device_finder.h"
#include "protocol/pairing_proof.h"
#include "protocol/phone.h"

namespace tappay::companion {

// What this phone is, once it is paired.
struct PairedPhone {
    std::string backEnd;  // host:port
    std::string phone;    // its id
    std::string name;
    protocol::HolderKind holder = protocol::HolderKind::Cardholder;
    crypto::EcPublicKey answerKey;  // of the back end
};

// A pairing that has been begun.
struct OpenPairing {
    protocol::PairingInvitation invitation;
    std::string name;  // what the phone shall be called
};

// A security device that this phone has brought.
struct KeptDevice {
    enum class Standing : std::uint8_t {
        Offered,     // the computer has still to agree, as far as the phone knows
        Registered,  // has signed something that was accepted
        Revoked,
    };
    std::string id;
    std::string name;
    Standing standing = Standing::Offered;
    confirm::FoundDevice place;  // where it was when it was added
    Bytes certificate;
};
std::string_view nameOf(KeptDevice::Standing standing);
std::string_view nameOf(confirm::DeviceWay way);

// The files of a phone: one directory for its owner alone, files of mode 0600, each replaced as a
// whole. On a desktop nothing enciphers them. From any thread. KeyUnavailable for what can't be
// read or understood, and StorageFull.
class PhoneStore {
public:
    // AlreadyRunning while another program has the directory: two would look like a copied phone.
    static Result<std::unique_ptr<PhoneStore>> open(const std::filesystem::path& directory);

    [[nodiscard]] Result<std::optional<crypto::EcPrivateKey>> key() const;
    // A new one, in the place of any before.
    Result<crypto::EcPrivateKey> makeKey();

    [[nodiscard]] Result<std::optional<OpenPairing>> pairing() const;
    Result<void> write(const OpenPairing& pairing);
    Result<void> removePairing();

    [[nodiscard]] Result<std::optional<PairedPhone>> phone() const;
    Result<void> write(const PairedPhone& phone);

    // Above every number that was given before, also to a program that was killed since.
    Result<std::uint32_t> nextSequence();

    [[nodiscard]] Result<std::vector<KeptDevice>> devices() const;
    Result<void> write(const std::vector<KeptDevice>& devices);

    // As the inbox writes it; empty before.
    [[nodiscard]] Result<std::string> inbox() const;
    Result<void> writeInbox(std::string_view json);
    Result<void> removeInbox();

    // Everything of the pairing, the key first.
    Result<void> forget();

private:
    PhoneStore(std::filesystem::path directory, FileDescriptor lock)
        : m_directory(std::move(directory)), m_lock(std::move(lock)) {}
    [[nodiscard]] std::filesystem::path file(const char* name) const { return m_directory / name; }
    [[nodiscard]] Result<std::string> text(const char* name) const;

    std::filesystem::path m_directory;
    FileDescriptor m_lock;
    mutable std::mutex m_mutex;
    std::uint32_t m_sequence = 0, m_reserved = 0;  // the last given, the last written down
};

}  // namespace tappay::companion
