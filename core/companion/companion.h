#pragma once

#include "companion/inbox.h"
#include "companion/signing_steps.h"
#include "protocol/pairing.h"

namespace tappay::companion {

// What the person is to see of the phone's pairing.
struct PairingView {
    enum class Stage : std::uint8_t {
        None,
        Sending,    // the answer to the QR code is on its way
        Comparing,  // the computer shows the same six digits, and the person decides there
        Paired,
    };
    Stage stage = Stage::None;
    std::string code;  // Comparing: six digits
    std::string name, phone, backEnd;
    protocol::HolderKind holder = protocol::HolderKind::Cardholder;
    // None: how the last one has ended.
    std::optional<protocol::PairingState> ended;
};

// The one confirmation that is shown.
struct CurrentConfirmation {
    enum class Stage : std::uint8_t {
        Shown,    // the person decides
        Looking,  // for the device
        Waiting,  // the device has it
        Sending,  // what was decided or signed
        Trouble,  // with the device: the person tries again or gives up
        Signed,   // the payment is under way
        Done,     // until the person puts it away
    };
    InboxEntry entry;
    std::string code;    // four digits, also on the computer
    bool mixed = false;  // letters that look like others
    Stage stage = Stage::Shown;
    std::string device;  // the name of the one that is expected
    // What went wrong with the last try.
    std::optional<Failure> failure;
    std::optional<unsigned> triesLeft;  // of the device's PIN
};
std::string_view nameOf(CurrentConfirmation::Stage stage);
std::string_view nameOf(PairingView::Stage stage);

// A device that is being added.
struct AddingView {
    enum class Stage : std::uint8_t { None, Looking, Choosing, Connecting, Waiting, Added, Failed };
    Stage stage = Stage::None;
    std::vector<confirm::FoundDevice> found;  // Choosing, and after
    std::optional<Failure> failure;
    std::optional<unsigned> triesLeft;
};
std::string_view nameOf(AddingView::Stage stage);

struct CompanionStatus {
    PairingView pairing;
    std::optional<CurrentConfirmation> current;
    std::vector<InboxEntry> history;  // newest first, without the current one
    std::vector<KeptDevice> devices;
    AddingView adding;
    std::string deviceCode;  // six digits that a device shows as well, while that is to be compared
    bool reachable = true;   // the back end, when it was asked last
    // Why this phone confirms nothing any more, or the last intent was not carried out.
    std::optional<Failure> failure;
    bool leaving = false;
};

// The phone as a window or words see it: a snapshot, and intents that answer at once. From any
// thread.
class Companion {
public:
    virtual ~Companion() = default;

    [[nodiscard]] virtual CompanionStatus status() const = 0;
    // Called after each change, on any thread; set once, before anything else.
    virtual void onChange(std::function<void()> listener) = 0;

    // InputMalformed for a text that is no invitation and for a name that can't be shown; TooLate
    // while the phone is paired; the failures of PhoneStore.
    virtual Result<void> pair(std::string_view invitation, const std::string& name) = 0;
    virtual void stopPairing() = 0;
    // Tells the back end that the phone leaves, and forgets everything.
    virtual void leave() = 0;
    // Forgets everything without telling anybody: for a phone that was revoked.
    virtual void forget() = 0;
    // `failure` is understood; what keeps the phone from confirming stays.
    virtual void dismiss() = 0;

    virtual void lookForDevices() = 0;
    virtual void addDevice(const confirm::FoundDevice& place, const std::string& name,
                           SecretBytes pin) = 0;
    virtual void stopAdding() = 0;
    virtual void forgetDevice(const std::string& id) = 0;
    // Whether the device shows `deviceCode`.
    virtual void compared(bool same) = 0;

    // Of the current confirmation; nothing happens when `id` isn't that any more.
    virtual void look(const std::string& id) = 0;  // the person sees it now
    virtual void confirm(const std::string& id, const std::string& device, SecretBytes pin) = 0;
    virtual void refuse(const std::string& id, protocol::ConfirmationReason reason) = 0;
    virtual void report(const std::string& id) = 0;
    virtual void stopDevice(const std::string& id) = 0;  // and decide again
    virtual void giveUp(const std::string& id) = 0;      // after Trouble
    virtual void putAway(const std::string& id) = 0;     // Done
};

}  // namespace tappay::companion
