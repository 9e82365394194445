#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/log.h"
#include "base/random.h"
#include "base/result.h"
#include "chip/chip.h"
#include "link/channel.h"
#include "protocol/envelope.h"

// The terminal's side of the back end. Calls block the calling thread until an answer, the deadline
// or a stop request; they may come from any thread.
namespace tappay::link {

struct LinkState {
    bool reachable = false;
    std::optional<std::chrono::milliseconds> roundTrip;  // of the last answered call
};

// Who the terminal is to the back end, and whom it believes: what came of its enrolment.
struct TerminalIdentity {
    std::string terminalId;
    std::string keyId;           // kid of the terminal's messages
    crypto::EcPublicKey sealTo;  // the back end's ECDH key
    std::string sealKeyId;
    crypto::EcPublicKey answersBy;  // the back end's signing key
};

class BackEnd {
public:
    virtual ~BackEnd() = default;
    // From now on; all of a payment's calls below fail with NotEnrolled before the first.
    // CryptoFailed when the back end's key is none.
    virtual Result<void> identify(TerminalIdentity identity) = 0;

    // HostUnreachable: not one octet of the request left. HostTimeout: it left, no answer.
    // HostAnswerInvalid: signature, key, terminal or amount differ from the request. KeyReused.
    // Refused before anything was sent to the network (surelyNotRun): for what the code says of the
    // terminal's clock, standing or sign-on, or HostRefused.
    // `seal`: the card travels under this sign-on; nullptr: for the back end's own key.
    // Repeating the same request is safe: the back end runs a key once.
    // `through`: the channel's way first; when it brings no answer of the back end, the very same
    // octets over the own connection. Once it has been used no failure says that nothing was run.
    virtual Result<protocol::PaymentAnswer> authorise(const protocol::AuthorisationRequest& request,
                                                      const protocol::SignOnSeal* seal,
                                                      const Deadline& deadline,
                                                      Channel* through) = 0;
    Result<protocol::PaymentAnswer> authorise(const protocol::AuthorisationRequest& request,
                                              const protocol::SignOnSeal* seal,
                                              const Deadline& deadline) {
        return authorise(request, seal, deadline, nullptr);
    }
    // The card has completed the payment of an order. Idempotent. Approved: the order is paid with
    // it; any other state: it was not, and nothing will be charged.
    virtual Result<protocol::PaymentAnswer> capture(const std::string& key,
                                                    const std::string& cryptogram,
                                                    const Deadline& deadline, Channel* through) = 0;
    // Seals the card of a payment for the back end alone, so that it can be kept and told later.
    virtual Result<std::string> sealCard(const std::string& key,
                                         const protocol::CardData& card) = 0;
    // Tells of a payment that the card approved by itself; `request` is without card, and its own
    // time is set here. Idempotent.
    // Approved: booked. Declined: the bank refused it. Pending: the back end has it and goes on.
    virtual Result<protocol::PaymentAnswer> advise(protocol::AdviceRequest request,
                                                   const std::string& sealed,
                                                   const Deadline& deadline) = 0;
    virtual Result<protocol::PaymentAnswer> status(const std::string& key,
                                                   const Deadline& deadline) = 0;
    // Idempotent. For a key the back end has never seen it leaves a tombstone, so that a late
    // authorisation under this key is refused, and answers Undone.
    virtual Result<protocol::PaymentAnswer> undo(const std::string& key,
                                                 protocol::UndoReason reason,
                                                 const Deadline& deadline) = 0;
    // What the terminal asks about itself. `body` is signed; gives the body of the answer, whose
    // signature the caller checks. HostUnreachable, HostTimeout, or what the back end says itself.
    virtual Result<std::string> ask(const std::string& path, const std::string& body,
                                    const Deadline& deadline) = 0;
    [[nodiscard]] virtual LinkState state() const = 0;
    virtual void onStateChange(std::function<void(const LinkState&)> listener) = 0;
};

// Whether a payment whose authorise() failed so did not run and will not.
bool surelyNotRun(FailureCode code);

struct BackEndConfig {
    std::string url;                 // "https://localhost:12345"
    std::vector<Bytes> authorities;  // DER, the only trusted roots
};

// Probes /livez now and then while idle to keep `state` truthful, with growing pauses when down.
std::unique_ptr<BackEnd> connectBackEnd(const BackEndConfig& config, chip::Chip& chip,
                                        Random& random, const Log& log);

}  // namespace tappay::link
