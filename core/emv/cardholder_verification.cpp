#include "emv/cardholder_verification.h"

#include <algorithm>

#include "emv/cvm_list.h"
#include "emv/offline_pin.h"
#include "emv/session.h"
#include "emv/tags.h"
#include "emv/transaction_kind.h"

namespace tappay::emv {

namespace {

// Third octet of the CVM results.
enum class CvmResult : std::uint8_t { Unknown = 0x00, Failed = 0x01, Successful = 0x02 };

constexpr std::uint8_t kNoCvmPerformed = 0x3F;

void noteResults(Session& session, std::uint8_t code, std::uint8_t condition, CvmResult result) {
    const Bytes results{code, condition, static_cast<std::uint8_t>(result)};
    session.data.set(tag::kCvmResults, results);
    session.decided("Book 4, 6.3.4.5", {"CVM results ", toHex(results)});
}

bool isPin(CvmMethod method) {
    switch (method) {
        case CvmMethod::PlaintextPin:
        case CvmMethod::OnlinePin:
        case CvmMethod::PlaintextPinAndSignature:
        case CvmMethod::EncipheredPin:
        case CvmMethod::EncipheredPinAndSignature:
            return true;
        default:
            return false;
    }
}

bool isRecognised(CvmMethod method) {
    return isPin(method) || method == CvmMethod::Fail || method == CvmMethod::Signature ||
           method == CvmMethod::NoCvm || method == CvmMethod::IdentityDocument;
}

bool withSignature(CvmMethod method) {
    return method == CvmMethod::Signature || method == CvmMethod::PlaintextPinAndSignature ||
           method == CvmMethod::EncipheredPinAndSignature;
}

// Of a method's PIN the terminal's capability; of the others none is needed.
bool pinSupported(CvmMethod method, const Capabilities& terminal) {
    switch (method) {
        case CvmMethod::PlaintextPin:
        case CvmMethod::PlaintextPinAndSignature:
            return terminal.has(CapabilityBit::PlaintextOfflinePin);
        case CvmMethod::EncipheredPin:
        case CvmMethod::EncipheredPinAndSignature:
            return terminal.has(CapabilityBit::EncipheredOfflinePin);
        case CvmMethod::OnlinePin:
            return terminal.has(CapabilityBit::OnlinePin);
        default:
            return true;
    }
}

// What the terminal says of itself in 9F33; both parts of a combination are needed. Documents are
// not checked here, though the method is known (JR/T 0025.5).
bool isSupported(CvmMethod method, const Capabilities& terminal) {
    if (!isRecognised(method) || method == CvmMethod::IdentityDocument) return false;
    if (method == CvmMethod::NoCvm) return terminal.has(CapabilityBit::NoCvm);
    return pinSupported(method, terminal) &&
           (!withSignature(method) || terminal.has(CapabilityBit::Signature));
}

// The rules of one list, tried in turn.
class Verification {
public:
    Verification(Session& session, CvmList list)
        : m_session(session), m_list(std::move(list)), m_offlinePin(session) {}

    // Book 3, figure 10.
    Result<void> run() {
        noteResults(m_session, kNoCvmPerformed, 0x00, CvmResult::Failed);
        m_session.tsi.set(TsiBit::CardholderVerification);
        for (const CvmRule& rule : m_list.rules) {
            if (!isSatisfied(rule)) continue;
            TAPPAY_TRY(successful, apply(rule));
            if (successful) return {};
            if (!rule.continues()) break;
        }
        m_session.note(TvrBit::CardholderNotVerified, "Book 3, 10.5");
        return {};
    }

private:
    // Book 3, Annex C3, table 40. A condition that can't be tested is not satisfied.
    bool isSatisfied(const CvmRule& rule) const {
        const std::uint8_t type = m_session.transaction.type;
        const bool unattended = isUnattended(m_session.parameters.terminal.type);
        switch (static_cast<CvmCondition>(rule.condition)) {
            case CvmCondition::Always:
                return true;
            case CvmCondition::UnattendedCash:
                return isCash(type) && unattended;
            case CvmCondition::NoCash:
                return !isCash(type) && !hasCashback(type);
            case CvmCondition::MethodSupported:
                return isSupported(rule.method(), m_session.capabilities);
            case CvmCondition::ManualCash:
                return isCash(type) && !unattended;
            case CvmCondition::Cashback:
                return hasCashback(type);
            case CvmCondition::UnderX:
                return inApplicationCurrency() && amount() < m_list.amountX;
            case CvmCondition::OverX:
                return inApplicationCurrency() && amount() > m_list.amountX;
            case CvmCondition::UnderY:
                return inApplicationCurrency() && amount() < m_list.amountY;
            case CvmCondition::OverY:
                return inApplicationCurrency() && amount() > m_list.amountY;
        }
        return false;
    }

    // True when the cardholder is verified by this rule as far as the terminal can tell.
    Result<bool> apply(const CvmRule& rule) {
        if (!isRecognised(rule.method())) {
            m_session.note(TvrBit::UnrecognisedCvm, "Book 3, 10.5");
            return false;
        }
        if (!isSupported(rule.method(), m_session.capabilities)) {
            if (!pinSupported(rule.method(), m_session.capabilities))
                m_session.note(TvrBit::PinPadMissing, "Book 4, 6.3.4.1");
            return false;
        }
        return perform(rule);
    }

    Result<bool> perform(const CvmRule& rule) {
        switch (rule.method()) {
            case CvmMethod::OnlinePin:
                return enterOnlinePin(rule);
            case CvmMethod::PlaintextPin:
            case CvmMethod::PlaintextPinAndSignature:
                return verifyOfflinePin(rule, PinProtection::Plaintext);
            case CvmMethod::EncipheredPin:
            case CvmMethod::EncipheredPinAndSignature:
                return verifyOfflinePin(rule, PinProtection::Enciphered);
            case CvmMethod::Signature:
                return succeed(rule, CvmUsed::Signature, CvmResult::Unknown);
            case CvmMethod::NoCvm:
                return succeed(rule, CvmUsed::None, CvmResult::Successful);
            default:  // "fail CVM processing"
                return failRule(rule);
        }
    }

    bool succeed(const CvmRule& rule, CvmUsed used, CvmResult result) {
        m_session.cvm = used;
        m_session.signatureNeeded = withSignature(rule.method());
        noteResults(m_session, rule.code, rule.condition, result);
        return true;
    }

    bool failRule(const CvmRule& rule) {
        noteResults(m_session, rule.code, rule.condition, CvmResult::Failed);
        return false;
    }

    // Book 4, 6.3.4.3: a PIN once refused by the person is not asked for again; what wants one has
    // failed.
    bool failBypassed(const CvmRule& rule) {
        m_bypassed = true;
        m_session.note(TvrBit::PinNotEntered, "Book 4, 6.3.4.3");
        return failRule(rule);
    }

    // Book 3, 10.5.1 and 10.5.3. Whether the signature is good nobody knows yet.
    Result<bool> verifyOfflinePin(const CvmRule& rule, PinProtection protection) {
        if (m_bypassed) return failBypassed(rule);
        TAPPAY_TRY(verdict, m_offlinePin.perform(protection, rule.continues()));
        if (verdict == PinVerdict::Bypassed) return failBypassed(rule);
        if (verdict != PinVerdict::Correct) return failRule(rule);
        return withSignature(rule.method())
                   ? succeed(rule, CvmUsed::OfflinePinAndSignature, CvmResult::Unknown)
                   : succeed(rule, CvmUsed::OfflinePin, CvmResult::Successful);
    }

    // Book 4, 6.3.4.2.
    Result<bool> enterOnlinePin(const CvmRule& rule) {
        if (m_bypassed) return failBypassed(rule);
        PinRequest request;
        request.amount = m_session.transaction.amount;
        request.bypassAllowed = rule.continues();
        const auto entered = m_session.cardholder.enterOnlinePin(request);
        if (!entered && entered.error().code == FailureCode::NotConfigured) {
            m_session.note(TvrBit::PinPadMissing, "Book 4, 6.3.4.2");
            return failRule(rule);
        }
        if (!entered) return std::unexpected(entered.error());
        if (*entered == PinEntry::Bypassed) return failBypassed(rule);
        m_session.note(TvrBit::OnlinePinEntered, "Book 3, 10.5.2");
        m_session.pinEntered = true;
        return succeed(rule, CvmUsed::OnlinePin, CvmResult::Unknown);
    }

    bool inApplicationCurrency() const {
        const auto currency = m_session.data.find(tag::kApplicationCurrency);
        return currency && std::ranges::equal(*currency, m_session.data.get(tag::kCurrency));
    }

    std::uint64_t amount() const {
        return static_cast<std::uint64_t>(m_session.transaction.amount.minor);
    }

    Session& m_session;
    CvmList m_list;
    OfflinePinCheck m_offlinePin;
    bool m_bypassed = false;
};

}  // namespace

Result<void> verifyCardholder(Session& session) {
    noteResults(session, kNoCvmPerformed, 0x00, CvmResult::Unknown);
    if (!session.aip.has(AipBit::CardholderVerification)) return {};
    const auto encoded = session.data.find(tag::kCvmList);
    if (!encoded) {
        session.note(TvrBit::IccDataMissing, "Book 3, 10.5");
        return {};
    }
    TAPPAY_TRY(list, parseCvmList(*encoded));
    if (list.rules.empty()) {  // the same as no list
        session.note(TvrBit::IccDataMissing, "Book 3, 10.5");
        return {};
    }
    return Verification(session, std::move(list)).run();
}

}  // namespace tappay::emv
