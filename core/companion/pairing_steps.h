#pragma once

#include "companion/phone_caller.h"
#include "protocol/pairing.h"

namespace tappay::companion {

// How a phone comes to be paired: docs/protocol.md, "Pairing". What was begun is on disk first, and
// goes on after a restart.
class PairingSteps {
public:
    PairingSteps(PhoneStore& store, const Clock& clock) : m_store(store), m_clock(clock) {}

    // Takes up the text of a QR code. InputMalformed for any other and for a name that can't be
    // shown; TooLate while the phone is paired.
    Result<void> begin(std::string_view invitation, const std::string& name);
    // Of the pairing that was begun; nothing without one.
    [[nodiscard]] Result<std::optional<OpenPairing>> open() const { return m_store.pairing(); }
    // The six digits that the computer shows as well, once it has the phone's answer.
    [[nodiscard]] Result<std::string> code() const;

    // Says that this phone is the one, until it has been heard; then asks what has become of it.
    // Accepted: the phone is paired and the secret gone. Refused and Expired: nothing is left.
    // HostAnswerInvalid for what the answer key of the QR code has not signed, or when the computer
    // has not proved that it knows the secret.
    Result<protocol::PairingState> answer(link::HttpSession& session, const Deadline& deadline);
    Result<protocol::PairingState> look(link::HttpSession& session, const Deadline& deadline);
    // The person has given up.
    Result<void> drop();

private:
    struct Parts;
    [[nodiscard]] Result<Parts> parts() const;
    template <typename Message>
    Result<protocol::PairingState> ask(link::HttpSession& session, const char* path,
                                       const Parts& of, Message message, const Deadline& deadline);
    Result<protocol::PairingState> follow(const Parts& of, const protocol::Pairing& told);

    PhoneStore& m_store;
    const Clock& m_clock;
};

}  // namespace tappay::companion
