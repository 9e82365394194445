#include "emv/terminal_action_analysis.h"

#include "emv/session.h"
#include "emv/tags.h"
#include "emv/transaction_kind.h"

namespace tappay::emv {

namespace {

constexpr std::string_view kParagraph = "Book 3, 10.7";
constexpr ActionCode kNothing{};
constexpr ActionCode kEverything{0xFF, 0xFF, 0xFF, 0xFF, 0xFF};

// Book 3, 10.7: without an issuer action code, denial is never wanted, online and default always.
ActionCode issuerActionCode(const Session& session, tlv::Tag tag, const ActionCode& whenAbsent) {
    const auto value = session.data.find(tag);
    if (!value) return whenAbsent;
    return BitField<5, TvrBit>(*value).octets();
}

bool matches(const Tvr& tvr, const ActionCode& terminal, const ActionCode& issuer) {
    for (std::size_t i = 0; i < terminal.size(); ++i)
        if ((tvr.octets()[i] & (terminal[i] | issuer[i])) != 0) return true;
    return false;
}

}  // namespace

CryptogramType analyseTerminalAction(const Session& session) {
    const AidParameters& own = *session.application;
    const std::uint8_t type = session.parameters.terminal.type;
    if (matches(session.tvr, own.tacDenial, issuerActionCode(session, tag::kIacDenial, kNothing))) {
        session.decided(kParagraph, "action codes for denial match the TVR");
        return CryptogramType::Aac;
    }
    if (isOfflineOnly(type)) return analyseUnableToGoOnline(session);
    if (isOnlineOnly(type)) {
        session.decided(kParagraph, "a terminal that is online only");
        return CryptogramType::Arqc;
    }
    if (session.transaction.forceOnline) {
        session.decided("Book 4, 6.5.1", "the merchant wants the issuer to be asked");
        return CryptogramType::Arqc;
    }
    const bool online = matches(session.tvr, own.tacOnline,
                                issuerActionCode(session, tag::kIacOnline, kEverything));
    session.decided(kParagraph, online ? "action codes for online match the TVR"
                                       : "no action code matches the TVR");
    return online ? CryptogramType::Arqc : CryptogramType::Tc;
}

CryptogramType analyseUnableToGoOnline(const Session& session) {
    if (isOnlineOnly(session.parameters.terminal.type)) {
        session.decided(kParagraph, "a terminal that is online only does not approve by itself");
        return CryptogramType::Aac;
    }
    const bool denied = matches(session.tvr, session.application->tacDefault,
                                issuerActionCode(session, tag::kIacDefault, kEverything));
    session.decided(kParagraph, denied ? "default action codes match the TVR"
                                       : "no default action code matches the TVR");
    return denied ? CryptogramType::Aac : CryptogramType::Tc;
}

}  // namespace tappay::emv
