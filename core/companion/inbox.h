#pragma once

#include <mutex>

#include "companion/phone_store.h"
#include "protocol/confirmation_request.h"
#include "protocol/push.h"

namespace tappay::companion {

// A confirmation on this phone.
struct InboxEntry {
    protocol::Confirmation told;            // as last heard
    protocol::ConfirmationRequest request;  // read from its octets: all that is shown comes of it
    // A device was asked for a signature, and nobody knows whether it made one.
    bool deviceAsked = false;
    // Made by a device; the back end has not been heard to have it.
    Bytes signature;
    std::string device;  // its id
};

// What was told to this phone. On disk before it is acknowledged by the next question, so that a
// phone that was killed finds again what the back end believes it to have. From any thread.
class Inbox {
public:
    static constexpr std::size_t kMostKept = 24;  // of those that have ended the latest

    explicit Inbox(PhoneStore& store) : m_store(store) {}
    Inbox(const Inbox&) = delete;
    Inbox& operator=(const Inbox&) = delete;

    // What a former run has left. KeyUnavailable.
    Result<void> load();

    [[nodiscard]] std::int64_t cursor() const;
    // Oldest first.
    [[nodiscard]] std::vector<InboxEntry> entries() const;
    [[nodiscard]] std::optional<InboxEntry> find(const std::string& id) const;

    // An answer to a question with cursor(). What can't be read or contradicts what was told
    // before is left out; HostAnswerInvalid then, when all the others have been taken.
    Result<void> take(const protocol::Events& events);
    // The answer to a step. HostAnswerInvalid.
    Result<void> note(const protocol::Confirmation& told);
    Result<void> noteAsked(const std::string& id);
    // The device has refused, or was not reached: it has made no signature.
    Result<void> noteNotSigned(const std::string& id);
    Result<void> noteSigned(const std::string& id, const std::string& device, Bytes signature);

private:
    using Entries = std::vector<InboxEntry>;
    static Result<void> merge(Entries& entries, const protocol::Confirmation& told);
    Result<void> keep(Entries entries, std::int64_t cursor);
    template <typename Change>
    Result<void> change(const std::string& id, Change how);

    PhoneStore& m_store;
    mutable std::mutex m_mutex;
    Entries m_entries;
    std::int64_t m_cursor = 0;
};

}  // namespace tappay::companion
