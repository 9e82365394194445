#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/log.h"
#include "base/money.h"
#include "base/random.h"
#include "card/pcsc/readers.h"
#include "chip/chip.h"
#include "link/back_end.h"
#include "terminal/money_state.h"
#include "terminal/order_facts.h"
#include "terminal/receipt.h"
#include "terminal/standing.h"

// The Tap & Pay application: takes intents, runs them on its own worker thread, and publishes
// snapshots. All methods are thread-safe and return at once.
namespace tappay::terminal {

// What the screen shows while a payment runs; `state` alone says what the money did.
enum class Stage : std::uint8_t {
    Consent,      // the person has to agree to the order
    PresentCard,  // tap or insert, as `acceptsTap` and `acceptsInsert` say
    InsertCard,   // this card, or another one, has to be inserted
    TapAgain,     // it moved too early: the same card again
    SeePhone,     // confirm on the phone, then tap it again
    OneCardOnly,  // several at once: take all away but one
    KeepCard,
    CardRead,  // tapped and read: it may go
    ChooseApplication,
    EnterPin,
    Authorising,
    Completing,
    RemoveCard,
    Checking,  // state unknown or undoing
    Done,
};

struct PinPrompt {
    int digits = 0;         // how many are entered
    bool onReader = false;  // on the reader's own keys, which tell nobody how many
    bool bypassAllowed = false;
    bool wrongBefore = false;
    std::optional<int> triesLeft;
};

struct TransactionSnapshot {
    std::string id;             // UUIDv7, also the idempotency key
    std::string kind = "sale";  // "purchase": of an order, at the own computer
    Money amount;
    std::string note;
    State state = State::Intended;
    Stage stage = Stage::PresentCard;
    int lights = 0;  // 0..4
    bool canCancel = false;
    bool canUndo = false;
    bool canResume = false;  // in doubt, and the card can still be asked: tap it again
    std::optional<Failure> failure;
    std::optional<OrderFacts> order;  // of a purchase
    std::string responseCode;         // of the issuer
    std::string interface;            // "contact", "contactless", empty before a card was seen
    bool acceptsTap = false, acceptsInsert = false;
    std::optional<Money> cardBalance;  // left on the card after a payment from it
    std::optional<PinPrompt> pin;
    std::vector<std::string> applications;  // to choose from
    bool applicationRefused = false;        // the one chosen before can't be used: another one
    std::optional<std::chrono::system_clock::time_point> deadline;  // of the current wait
    int undoAttempts = 0;
    std::optional<std::chrono::system_clock::time_point> nextAttempt;

    std::string maskedPan, panSequence, cardLabel, aid;
    std::string authCode, reference, stan, batch, issuerName, acquirerId;
    // "none", "signature", "online_pin", "offline_pin", "offline_pin_and_signature"
    std::string cvm;
    bool signatureNeeded = false;
    std::string tvr, tsi, cryptogram, atc;  // hex
    std::string risk;  // what was unusual, as in protocol::AuthorisationRequest
    std::chrono::system_clock::time_point created, changed;
    std::string terminalId, merchantId;
};

struct Status {
    std::string version;
    std::string terminalId, merchantId, merchantName, operatorId;
    Currency currency;
    chip::Form chip = chip::Form::Software;
    card::Snapshot readers;
    link::LinkState backEnd;
    std::string batch;
    int pendingCount = 0;
    std::optional<std::string> running;  // id of the payment on the screen
    std::optional<Failure> trouble;      // e.g. JournalUnavailable: no payment is taken
    std::optional<Failure> standing;     // NotEnrolled, TerminalSuspended, ...: likewise
};

enum class PinKey : std::uint8_t { D0, D1, D2, D3, D4, D5, D6, D7, D8, D9, Clear, Back, Enter };

struct Config {
    std::string directory;  // journal lives here; locked against a second instance
    std::string operatorId = "01";
    std::chrono::seconds cardWait{60}, pinWait{60}, pinKeyWait{30}, hostWait{25};
    std::chrono::seconds tapAgainWait{10}, phoneWait{60};
    bool keepTraces = true;                             // of the newest payments
    std::vector<std::chrono::milliseconds> undoPauses;  // empty: 1 s growing to 60 s
};

struct World {
    chip::Chip& chip;
    Standing& standing;
    card::Readers& readers;
    link::BackEnd& backEnd;
    const Clock& clock;
    Random& random;
    const Log& log;
};

class Terminal {
public:
    virtual ~Terminal() = default;

    // Writes the intent to the journal, then starts. `id` may be given by the caller (till
    // software) so that a lost reply does not make a second payment: the same id with the same
    // amount returns the same payment, with another amount KeyReused. Busy, AmountInvalid (zero, or
    // over the limit), CurrencyUnsupported, JournalUnavailable, StorageFull; the failure of the
    // terminal's standing.
    virtual Result<std::string> startSale(const Money& amount, const std::string& note,
                                          const std::optional<std::string>& id) = 0;
    // Shows a signed order and waits for the consent. `origin`: of the page that asks, as the
    // browser knows it; nothing where none does. `carrier`: who brings its calls to the back end;
    // may be null. OrderInvalid, OrderOriginWrong, OrderPaid, OrderInProgress, OrderExpired; Busy
    // and the others as above.
    virtual Result<std::string> startCheckout(const std::string& order,
                                              const std::optional<std::string>& origin,
                                              std::shared_ptr<link::Carrier> carrier) = 0;
    // The same for an order that the back end is asked for; blocks. NotFound, HostUnreachable,
    // HostTimeout.
    virtual Result<std::string> openCheckout(const std::string& orderId,
                                             const Deadline& deadline) = 0;
    // The person agrees to the order. TooLate when nobody waits for it.
    virtual Result<void> accept(const std::string& id) = 0;
    // Before the request is sent; afterwards TooLate. Cancelling a cancelled payment succeeds.
    virtual Result<void> cancel(const std::string& id) = 0;
    virtual Result<void> pinKey(const std::string& id, PinKey key) = 0;
    virtual Result<void> bypassPin(const std::string& id) = 0;
    virtual Result<void> chooseApplication(const std::string& id, std::size_t index) = 0;
    // In doubt: waits for the same card once more. TooLate when it is not in doubt, or when the
    // program was started anew since and no longer knows the card; Busy.
    virtual Result<void> resume(const std::string& id) = 0;
    // In doubt, and the customer has left. TooLate when it is not in doubt.
    virtual Result<void> giveUp(const std::string& id) = 0;
    // An approved sale of the current batch: asks the back end until it is confirmed.
    virtual Result<void> undo(const std::string& id) = 0;
    // Asks for pending results now instead of at the next planned time.
    virtual void checkNow() = 0;

    [[nodiscard]] virtual Status status() const = 0;
    [[nodiscard]] virtual Result<TransactionSnapshot> transaction(const std::string& id) const = 0;
    // Newest first; pending ones first of all. `limit` at most 500.
    [[nodiscard]] virtual Result<std::vector<TransactionSnapshot>> transactions(
        int limit) const = 0;
    [[nodiscard]] virtual Result<Receipt> receipt(const std::string& id, Copy copy) const = 0;
    // What card, person and host said in this payment, redacted (emv/trace/transcript.h). NotFound
    // also when it was not kept.
    [[nodiscard]] virtual Result<std::string> trace(const std::string& id) const = 0;
    // Masked facts of the card in the reader; runs SELECT and READ RECORD only.
    virtual Result<std::vector<std::pair<std::string, std::string>>> readCard(
        const Deadline& deadline) = 0;

    // The cards for something that is no payment: until the last copy is gone nobody pays, and no
    // card is read. Busy while a payment runs, or somebody else has them.
    virtual Result<std::shared_ptr<void>> holdCards() = 0;

    // Called on the terminal's threads, after the journal has the change.
    virtual void onTransaction(std::function<void(const TransactionSnapshot&)> listener) = 0;
    virtual void onStatus(std::function<void(const Status&)> listener) = 0;
};

// Opens the journal, takes the instance lock, and goes on with what an earlier run left open.
// AlreadyRunning, JournalUnavailable, NotConfigured.
Result<std::unique_ptr<Terminal>> startTerminal(Config config, World world);

}  // namespace tappay::terminal
