#include <algorithm>
#include <array>

#include "iso8583/fields.h"

// The window looks these texts up in its translations; the macro only marks them for lupdate.
#define QT_TRANSLATE_NOOP(context, text) text

namespace tappay::iso8583 {

namespace {

using enum Answer;

// Said for every code whose reason is the issuer's own: suspicion, loss, theft, a block. Someone
// with a stolen card learns no more than someone whose bank just said no.
constexpr std::string_view kRefused =
    QT_TRANSLATE_NOOP("Answer", "The bank declined the payment. Use another card or ask the bank.");
constexpr std::string_view kApproved = QT_TRANSLATE_NOOP("Answer", "Approved.");
constexpr std::string_view kExpired =
    QT_TRANSLATE_NOOP("Answer", "The card has expired. Use another card.");
constexpr std::string_view kLimit =
    QT_TRANSLATE_NOOP("Answer", "The payment is over a limit of the card. Use another card.");
constexpr std::string_view kPinTries =
    QT_TRANSLATE_NOOP("Answer", "The PIN was wrong too often. Use another card.");
constexpr std::string_view kCardNumber =
    QT_TRANSLATE_NOOP("Answer", "The bank does not know this card. Use another card.");
constexpr std::string_view kUnavailable =
    QT_TRANSLATE_NOOP("Answer", "The bank is not available now. Try again later.");
constexpr std::string_view kSignOn =
    QT_TRANSLATE_NOOP("Answer", "The terminal has to sign on again. Then start the payment again.");
constexpr std::string_view kTerminal = QT_TRANSLATE_NOOP(
    "Answer", "The bank does not accept this terminal or merchant. Ask the operator.");
constexpr std::string_view kNotPermitted =
    QT_TRANSLATE_NOOP("Answer", "The card may not be used for this payment. Use another card.");
constexpr std::string_view kRequest =
    QT_TRANSLATE_NOOP("Answer", "The bank could not process the request. Ask the operator.");
constexpr std::string_view kOriginal = QT_TRANSLATE_NOOP(
    "Answer", "The bank does not find the original payment. Check its number and amount.");

struct Code {
    std::string_view code;
    Answer answer;
    std::string_view advice;
};

// CUPS POS terminal specification, response codes of field 39. Codes that aren't here decline.
constexpr std::array kCodes{
    Code{"00", Approved, kApproved},
    Code{"03", Declined, kTerminal},
    Code{"04", CaptureCard, kRefused},
    Code{"06", Declined, kRequest},
    Code{"07", CaptureCard, kRefused},
    Code{"09", Declined, kUnavailable},
    Code{"10", ApprovedPartially,
         QT_TRANSLATE_NOOP("Answer", "Approved for a part of the amount.")},
    Code{"11", Approved, kApproved},
    Code{"12", Declined, kRequest},
    Code{"13", Declined, QT_TRANSLATE_NOOP("Answer", "The bank refuses this amount. Check it.")},
    Code{"14", Declined, kCardNumber},
    Code{"15", Declined, kCardNumber},
    Code{"16", Approved, kApproved},
    Code{"17", Declined, QT_TRANSLATE_NOOP("Answer", "The payment was cancelled.")},
    Code{"19", Declined, kUnavailable},
    Code{"20", Declined, kRequest},
    Code{"21", Declined,
         QT_TRANSLATE_NOOP("Answer", "The card has not been activated. Ask the bank.")},
    Code{"22", SignOnAgain, kSignOn},
    Code{"25", Declined, kOriginal},
    Code{"30", Declined, kRequest},
    Code{"31", Declined, kCardNumber},
    Code{"33", CaptureCard, kExpired},
    Code{"34", CaptureCard, kRefused},
    Code{"35", CaptureCard, kRefused},
    Code{"36", CaptureCard, kRefused},
    Code{"37", CaptureCard, kRefused},
    Code{"38", CaptureCard, kPinTries},
    Code{"40", Declined, kNotPermitted},
    Code{"41", CaptureCard, kRefused},
    Code{"43", CaptureCard, kRefused},
    Code{"45", Declined,
         QT_TRANSLATE_NOOP("Answer", "Use the chip of the card, not its magnetic stripe.")},
    Code{
        "51", Declined,
        QT_TRANSLATE_NOOP("Answer", "There is not enough money in the account. Use another card.")},
    Code{"54", Declined, kExpired},
    Code{"55", Declined, QT_TRANSLATE_NOOP("Answer", "The PIN was wrong. Start again.")},
    Code{"56", Declined, kCardNumber},
    Code{"57", Declined, kNotPermitted},
    Code{"58", Declined, kTerminal},
    Code{"60", Declined, kTerminal},
    Code{"61", Declined, kLimit},
    Code{"64", Declined, kOriginal},
    Code{"65", Declined, kLimit},
    Code{"67", CaptureCard, kRefused},
    Code{"68", Declined, kUnavailable},
    Code{"75", Declined, kPinTries},
    Code{"77", SignOnAgain, kSignOn},
    Code{"90", Declined,
         QT_TRANSLATE_NOOP("Answer", "The bank is closing its day. Try again in a few minutes.")},
    Code{"91", Declined, kUnavailable},
    Code{"92", Declined, kUnavailable},
    Code{"94", Declined, QT_TRANSLATE_NOOP("Answer", "The bank has had this request already.")},
    Code{"96", Declined, kUnavailable},
    Code{"97", Declined, kTerminal},
    Code{"98", Declined, kUnavailable},
    Code{"99", SignOnAgain, kSignOn},
    Code{"A0", SignOnAgain, kSignOn},
    Code{"A2", Approved, kApproved},
    Code{"A4", Approved, kApproved},
    Code{"A5", Approved, kApproved},
    Code{"A6", Approved, kApproved},
    Code{"A7", SignOnAgain, kSignOn},
};

static_assert(std::ranges::is_sorted(kCodes, std::ranges::less{}, &Code::code));

const Code* lookUp(std::string_view code) {
    const auto* const found = std::ranges::lower_bound(kCodes, code, {}, &Code::code);
    return found != kCodes.end() && found->code == code ? found : nullptr;
}

}  // namespace

Answer answerOf(std::string_view responseCode) {
    const Code* code = lookUp(responseCode);
    return code == nullptr ? Declined : code->answer;
}

std::string_view adviceOf(std::string_view responseCode) {
    const Code* code = lookUp(responseCode);
    return code == nullptr ? kRefused : code->advice;
}

}  // namespace tappay::iso8583
