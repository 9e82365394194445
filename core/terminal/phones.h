#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/secret.h"
#include "protocol/phone.h"

// What a person sees and does of the phones that confirm payments. Thread-safe; calls return at
// once.
namespace tappay::terminal {

// From Accepted on it has ended.
enum class PairingStage : std::uint8_t {
    Offering,
    Offered,   // the phone may read the QR code
    Answered,  // by a phone that has proven it knows the secret: the person compares the codes
    Accepting,
    Accepted,
    Refused,
    Expired,
};
constexpr bool isEnd(PairingStage stage) {
    return stage >= PairingStage::Accepted;
}

struct PairingView {
    std::string id;
    PairingStage stage = PairingStage::Offering;
    std::shared_ptr<const SecretBytes> invitation;  // the QR code's text; in Offered alone
    std::string code;                               // six digits, from Answered on
    std::string name;                               // of the phone, likewise
    std::string expires;                            // by this machine's clock
};

enum class PhonesStep : std::uint8_t { Idle, Asking, Pairing };

struct PhonesStatus {
    protocol::HolderKind holder = protocol::HolderKind::Cardholder;
    std::vector<protocol::Phone> phones;
    PhonesStep step = PhonesStep::Idle;
    std::optional<PairingView> pairing;  // stays after its end until it is closed
    std::optional<std::chrono::system_clock::time_point> asked;  // when the back end last told
    std::optional<Failure> failure;                              // of the last step
};

class PhoneList {
public:
    virtual ~PhoneList() = default;

    [[nodiscard]] virtual PhonesStatus phones(protocol::HolderKind holder) const = 0;

    // Here and below: Busy while another step runs, and the failure of the terminal's standing.
    // When it returns the step has begun, and how it goes is in phones().
    virtual Result<void> refresh(protocol::HolderKind holder) = 0;
    virtual Result<void> rename(protocol::HolderKind holder, const std::string& phone,
                                const std::string& name) = 0;
    virtual Result<void> revoke(protocol::HolderKind holder, const std::string& phone) = 0;

    // One pairing at a time, whoever's.
    virtual Result<void> pair(protocol::HolderKind holder) = 0;
    // The person has compared the codes. TooLate before a phone has answered, and after the end.
    virtual Result<void> accept() = 0;
    // Also before a phone has answered. TooLate after the end.
    virtual Result<void> refuse() = 0;
    // Forgets one that has ended. Busy before.
    virtual Result<void> close() = 0;

    // Called on the thread that changes it.
    virtual void onPhones(std::function<void(protocol::HolderKind)> listener) = 0;
};

}  // namespace tappay::terminal
