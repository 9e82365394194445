#include "emv/online_processing.h"

#include <array>

#include "base/secret.h"
#include "emv/numeric.h"
#include "emv/risk_signals.h"
#include "emv/session.h"
#include "emv/tags.h"

namespace tappay::emv {

namespace {

SecretBytes secretDigits(const Bytes& compressed) {
    auto digits = digitsOf(compressed);
    if (!digits) return {};
    SecretBytes secret(asBytes(*digits));
    wipe(*digits);
    return secret;
}

// Track 2 equivalent data as characters: digits, 'D' for the separator, without the padding.
SecretBytes track2Text(const Bytes& track2) {
    std::string text = toHex(track2);
    const std::size_t end = text.find('F');
    SecretBytes secret(asBytes(text).first(std::min(end, text.size())));
    wipe(text);
    return secret;
}

// YYMM; a card that is tapped may give it in track 2 only.
std::string expiryOf(const DataStore& card) {
    if (const auto expiry = card.find(tag::kExpiry)) return toHex(*expiry).substr(0, 4);
    std::string track2 = toHex(card.get(tag::kTrack2));
    const std::size_t separator = track2.find('D');
    std::string expiry =
        separator == std::string::npos ? std::string() : track2.substr(separator + 1, 4);
    wipe(track2);
    return expiry;
}

Bytes field55(const Session& session) {
    static constexpr std::array kOrder{tag::kCryptogram,
                                       tag::kCid,
                                       tag::kIad,
                                       tag::kUnpredictableNumber,
                                       tag::kAtc,
                                       tag::kTvr,
                                       tag::kDate,
                                       tag::kType,
                                       tag::kAmount,
                                       tag::kCurrency,
                                       tag::kAip,
                                       tag::kCountry,
                                       tag::kAmountOther,
                                       tag::kCapabilities,
                                       tag::kCvmResults,
                                       tag::kTerminalType,
                                       tag::kIfdSerial,
                                       tag::kDfName,
                                       tag::kTerminalVersion,
                                       tag::kSequence,
                                       tag::kProductIdentification};
    Bytes objects;
    for (const tlv::Tag wanted : kOrder)
        if (const auto value = session.valueOf(wanted)) tlv::appendItem(objects, wanted, *value);
    return objects;
}

}  // namespace

HostRequest buildHostRequest(Session& session) {
    HostRequest request;
    request.amount = session.transaction.amount;
    Bytes pan = session.data.get(tag::kPan);
    request.pan = secretDigits(pan);
    wipe(pan);
    Bytes track2 = session.data.get(tag::kTrack2);
    request.track2 = track2Text(track2);
    wipe(track2);
    request.expiry = expiryOf(session.data);
    if (const auto sequence = session.data.find(tag::kPanSequence))
        request.panSequence = toHex(*sequence);
    request.aid = session.data.get(tag::kDfName);
    request.icc = field55(session);
    request.pinEntered = session.pinEntered;
    request.interface = session.interface;
    request.label = session.label;
    request.risk = findRiskSignals(session);
    return request;
}

HostRequest buildOfflineApproval(Session& session) {
    HostRequest request = buildHostRequest(session);
    for (const tlv::Tag also : {tag::kElectronicCash, tag::kResponseCode})
        if (const auto value = session.data.find(also)) tlv::appendItem(request.icc, also, *value);
    return request;
}

Result<HostAnswer> askIssuer(Session& session) {
    TAPPAY_CHECK(session.card.checkStop());
    session.cardholder.progress(Step::Authorising);
    session.card.ignoreStop();
    session.hostAsked = true;
    TAPPAY_TRY(answer, session.host.authorise(buildHostRequest(session)));
    if (answer.responseCode.size() != 2)
        return fail(FailureCode::HostAnswerInvalid, "response code is not two characters");
    session.hostApproved = answer.approved;
    session.data.set(tag::kResponseCode, asBytes(answer.responseCode));
    session.decided("Book 3, 10.9", {"the issuer ", answer.approved ? "approves" : "declines",
                                     " with response code ", answer.responseCode});
    return answer;
}

}  // namespace tappay::emv
