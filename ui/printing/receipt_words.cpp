#include <QtCore/QtGlobal>

// The words the terminal puts on a receipt, marked here for translation: the terminal itself knows
// nothing of languages.
namespace tappay::ui {

extern const char* const kReceiptWords[];
const char* const kReceiptWords[] = {
    QT_TRANSLATE_NOOP("Receipt", "Merchant"),
    QT_TRANSLATE_NOOP("Receipt", "Merchant no."),
    QT_TRANSLATE_NOOP("Receipt", "Terminal no."),
    QT_TRANSLATE_NOOP("Receipt", "Operator"),
    QT_TRANSLATE_NOOP("Receipt", "Acquirer"),
    QT_TRANSLATE_NOOP("Receipt", "Issuer"),
    QT_TRANSLATE_NOOP("Receipt", "Card no."),
    QT_TRANSLATE_NOOP("Receipt", "Card sequence no."),
    QT_TRANSLATE_NOOP("Receipt", "Type"),
    QT_TRANSLATE_NOOP("Receipt", "Batch"),
    QT_TRANSLATE_NOOP("Receipt", "Voucher no."),
    QT_TRANSLATE_NOOP("Receipt", "Authorisation code"),
    QT_TRANSLATE_NOOP("Receipt", "Reference no."),
    QT_TRANSLATE_NOOP("Receipt", "Date and time"),
    QT_TRANSLATE_NOOP("Receipt", "Amount"),
    QT_TRANSLATE_NOOP("Receipt", "Result"),
    QT_TRANSLATE_NOOP("Receipt", "Balance on the card"),
    QT_TRANSLATE_NOOP("Receipt", "Response code"),
    QT_TRANSLATE_NOOP("Receipt", "Remark"),
    QT_TRANSLATE_NOOP("Receipt", "AID"),
    QT_TRANSLATE_NOOP("Receipt", "Application"),
    QT_TRANSLATE_NOOP("Receipt", "TC"),
    QT_TRANSLATE_NOOP("Receipt", "Cryptogram"),
    QT_TRANSLATE_NOOP("Receipt", "TVR"),
    QT_TRANSLATE_NOOP("Receipt", "TSI"),
    QT_TRANSLATE_NOOP("Receipt", "ATC"),
    QT_TRANSLATE_NOOP("Receipt", "Cardholder check"),
    QT_TRANSLATE_NOOP("Receipt", "Merchant copy"),
    QT_TRANSLATE_NOOP("Receipt", "Cardholder copy"),
    QT_TRANSLATE_NOOP("Receipt", "DRAFT"),
    QT_TRANSLATE_NOOP("Receipt", "REPRINT"),
    QT_TRANSLATE_NOOP("Receipt", "Sale"),
    QT_TRANSLATE_NOOP("Receipt", "Approved"),
    QT_TRANSLATE_NOOP("Receipt", "Declined. Nothing charged"),
    QT_TRANSLATE_NOOP("Receipt", "Undone. Nothing charged"),
    QT_TRANSLATE_NOOP("Receipt", "Cancelled. Nothing charged"),
    QT_TRANSLATE_NOOP("Receipt", "Not completed. Nothing charged"),
    QT_TRANSLATE_NOOP("Receipt", "Result not known yet. Do not charge again"),
    QT_TRANSLATE_NOOP("Receipt", "Paid from card. Bank will be told"),
    QT_TRANSLATE_NOOP("Receipt", "Paid from card. Refused by the bank"),
    QT_TRANSLATE_NOOP("Receipt", "Not confirmed. The card may have paid"),
    QT_TRANSLATE_NOOP("Receipt", "Charged. Too late to undo"),
    QT_TRANSLATE_NOOP("Receipt", "No PIN and no signature needed"),
    QT_TRANSLATE_NOOP("Receipt", "Signature"),
    QT_TRANSLATE_NOOP("Receipt", "PIN and signature"),
    QT_TRANSLATE_NOOP("Receipt", "PIN"),
};

}  // namespace tappay::ui
