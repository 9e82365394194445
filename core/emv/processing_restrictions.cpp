#include "emv/processing_restrictions.h"

#include <algorithm>

#include "emv/numeric.h"
#include "emv/session.h"
#include "emv/tags.h"
#include "emv/transaction_kind.h"

namespace tappay::emv {

namespace {

// Book 3, 10.4.1: a card without a version is taken to have the terminal's.
void compareVersions(Session& session) {
    const auto cards = session.data.find(tag::kCardVersion);
    if (cards && !std::ranges::equal(*cards, session.application->version))
        session.note(TvrBit::VersionsDiffer, "Book 3, 10.4.1");
}

bool placeAllowed(const Session& session, const Auc& usage) {
    const TerminalData& terminal = session.parameters.terminal;
    const std::uint8_t offered =
        terminal.additionalCapabilities.empty() ? 0 : terminal.additionalCapabilities[0];
    return usage.has(isAtm(terminal.type, offered) ? AucBit::AtAtms : AucBit::AtOtherTerminals);
}

// Goods and services are one to a shop's terminal; JR/T 0025.5 wants both bits to be the same.
bool kindAllowed(const Session& session, const Auc& usage, bool domestic) {
    const std::uint8_t type = session.transaction.type;
    if (isCash(type)) return usage.has(domestic ? AucBit::DomesticCash : AucBit::InternationalCash);
    if (hasCashback(type) &&
        !usage.has(domestic ? AucBit::DomesticCashback : AucBit::InternationalCashback))
        return false;
    return domestic
               ? usage.has(AucBit::DomesticGoods) || usage.has(AucBit::DomesticServices)
               : usage.has(AucBit::InternationalGoods) || usage.has(AucBit::InternationalServices);
}

// Book 3, 10.4.2: place always, kind of transaction only when the issuer's country is known.
void controlUsage(Session& session) {
    const auto control = session.data.find(tag::kAuc);
    if (!control) return;
    const Auc usage(*control);
    const auto issuerCountry = session.data.find(tag::kIssuerCountry);
    const bool allowed =
        placeAllowed(session, usage) &&
        (!issuerCountry ||
         kindAllowed(session, usage,
                     std::ranges::equal(*issuerCountry, session.data.get(tag::kCountry))));
    if (!allowed) session.note(TvrBit::ServiceNotAllowed, "Book 3, 10.4.2");
}

// Book 3, 10.4.3. The dates were found to be dates when they were read.
void checkDates(Session& session) {
    const std::uint32_t today = session.today();
    const auto effective = session.data.find(tag::kEffective);
    if (effective && parseDay(*effective).value_or(0) > today)
        session.note(TvrBit::NotYetEffective, "Book 3, 10.4.3");
    if (parseDay(session.data.get(tag::kExpiry)).value_or(0) < today)
        session.note(TvrBit::Expired, "Book 3, 10.4.3");
}

}  // namespace

void restrictProcessing(Session& session) {
    compareVersions(session);
    controlUsage(session);
    checkDates(session);
}

}  // namespace tappay::emv
