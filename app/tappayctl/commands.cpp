#include "commands.h"

#include <array>

namespace tappay::ctl {

namespace {

using Options = QList<QCommandLineOption>;

Options none() {
    return {};
}

Options ofSale() {
    return {{"amount", "The amount, such as 12.34.", "AMOUNT"},
            {"currency", "ISO 4217 letters; the terminal's currency when left out.", "CURRENCY"},
            {"note", "A note for the receipt and the list.", "TEXT"},
            {"pin-stdin", "Read the PIN from standard input, one line for each try."}};
}

Options ofResume() {
    return {{"pin-stdin", "Read the PIN from standard input, one line for each try."}};
}

Options ofTransactions() {
    return {{"limit", "How many at most, 1 to 500; 20 when left out.", "N", "20"}};
}

Options ofReceipt() {
    return {{"copy", "merchant or cardholder (the default).", "COPY", "cardholder"},
            {"pdf", "Write the receipt to FILE as PDF.", "FILE"}};
}

Options ofPay() {
    return {{"yes", "Pay without asking."},
            {"pin-stdin", "Read the PIN from standard input, one line for each try."}};
}

Options ofCards() {
    return {{"payment", "With limits: for one payment; none: no limit.", "AMOUNT"},
            {"day", "With limits: for all payments of a day; none: no limit.", "AMOUNT"},
            {"output", "With export: the file to write.", "FILE"},
            {"yes", "With delete: for good."}};
}

const QCommandLineOption& ofHolder() {
    static const QCommandLineOption option(
        "for", "Whose: cardholder or shop; what the application is, when left out.", "HOLDER");
    return option;
}

Options ofPhone() {
    return {ofHolder(),
            {"accept", "With pair: accept when the phone shows CODE.", "CODE"},
            {"accept-any", "With pair: accept whatever phone comes; for trials only."}};
}

Options ofDevice() {
    return {ofHolder()};
}

Options ofConfirm() {
    return {{"card", "With order and transfer: the card's id in the account.", "CARD"},
            {"amount", "With refund and transfer: the amount, such as 12.34.", "AMOUNT"},
            {"payee-account", "With transfer: the account's digits.", "DIGITS"},
            {"payee-name", "With transfer: whose it is.", "NAME"},
            {"purpose", "With transfer: what for.", "TEXT"},
            {"id", "A UUID of your own, so that a repetition is no second one.", "ID"}};
}

Options ofTrace() {
    return {{"raw", "The trace as it is kept, line by line, fit for a bug report."}};
}

Options ofLog() {
    return {{"lines", "How many at most, 1 to 1000; 100 when left out.", "N", "100"}};
}

constexpr std::array kCommands{
    Command{"status", "", "What the terminal is, and what it can reach", none, status},
    Command{"sale", "--amount AMOUNT", "Take a payment and wait for its result", ofSale, sale},
    Command{"pay", "ORDER|LINK", "Show a web order, and pay it with the own card", ofPay, pay},
    Command{"consent", "ID yes|no", "Answer an order that waits for consent", ofResume, consent},
    Command{"resume", "ID", "Ask a card once more that may have paid", ofResume, resume},
    Command{"giveup", "ID", "Close a payment whose card does not come back", none, giveUp},
    Command{"transactions", "", "List payments, open ones first", ofTransactions, transactions},
    Command{"show", "ID", "Everything about one payment", none, show},
    Command{"receipt", "ID", "The receipt of a payment", ofReceipt, receipt},
    Command{"trace", "ID", "What the card said in a payment, and what was made of it", ofTrace,
            trace},
    Command{"undo", "ID", "Undo an approved payment", none, undo},
    Command{"enrol", "CODE", "Make this machine a terminal, with the operator's code", none, enrol},
    Command{"signon", "", "Sign on to the network anew", none, signOn},
    Command{"security", "", "Which protections are active, weaker or missing", none, security},
    Command{"chip", "", "The security chip that holds the terminal's keys", none, chip},
    Command{"keys", "[renew]", "Certificate and keys of the terminal; a new master key", none,
            keys},
    Command{"cards", "[ACTION]",
            "The cardholder's account: add, unbind ID, limits, remove-device ID, export, delete",
            ofCards, cards},
    Command{"phone", "[ACTION]",
            "Phones that confirm payments: list, pair, rename ID NAME, revoke ID", ofPhone, phone},
    Command{"device", "[ACTION]",
            "Security devices that sign on phones: list, accept ID, revoke ID", ofDevice, device},
    Command{"confirm", "[ACTION]",
            "Pay or refund by phone: order ORDER, refund ORDER, transfer, show ID, list, withdraw "
            "ID",
            ofConfirm, confirm},
    Command{"card", "read", "Read the card in the reader, without a payment", none, card},
    Command{"decode", "KIND HEX",
            "Explain octets: tlv, dol, tvr, tsi, aip, auc, cvm, cvr, ttq, ctq or iad", none,
            decode},
    Command{"log", "", "The newest lines of the application's log", ofLog, log},
};

}  // namespace

std::span<const Command> allCommands() {
    return kCommands;
}

std::optional<QString> onlyArgument(Session& session, const QString& what) {
    if (session.arguments().size() == 1) return session.arguments().first();
    session.usage(QStringLiteral("%1 is needed, and nothing else").arg(what));
    return {};
}

bool noArguments(Session& session) {
    if (session.arguments().isEmpty()) return true;
    session.usage(QStringLiteral("unknown argument ") + session.arguments().first());
    return false;
}

}  // namespace tappay::ctl
