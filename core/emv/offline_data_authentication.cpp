#include "emv/offline_data_authentication.h"

#include <algorithm>

#include "emv/certificate_chain.h"
#include "emv/session.h"
#include "emv/signed_data.h"
#include "emv/tags.h"
#include "emv/verdict.h"

namespace tappay::emv {

namespace {

// Book 3, 10.3: CDA before DDA before SDA.
OdaMethod chooseMethod(const Aip& card, const Capabilities& terminal) {
    if (card.has(AipBit::Cda) && terminal.has(CapabilityBit::Cda)) return OdaMethod::Cda;
    if (card.has(AipBit::Dda) && terminal.has(CapabilityBit::Dda)) return OdaMethod::Dda;
    if (card.has(AipBit::Sda) && terminal.has(CapabilityBit::Sda)) return OdaMethod::Sda;
    return OdaMethod::None;
}

TvrBit failedBit(OdaMethod method) {
    if (method == OdaMethod::Cda) return TvrBit::CdaFailed;
    return method == OdaMethod::Dda ? TvrBit::DdaFailed : TvrBit::SdaFailed;
}

ChainCheck chainCheck(Session& session) {
    if (const auto index = session.data.find(tag::kCaKeyIndex))
        session.data.set(tag::kTerminalCaKeyIndex, *index);
    return {session.parameters, session.data, session.today()};
}

OdaResult<Bytes> findDataAuthenticationCode(const Session& session, const ChainCheck& check) {
    const auto issuerKey = findIssuerKey(check);
    if (!issuerKey) return std::unexpected(issuerKey.error());
    const auto signature = session.data.find(tag::kSignedStaticData);
    if (!signature) return std::unexpected(OdaFault::DataMissing);
    if (!session.staticData.sound) return std::unexpected(OdaFault::Invalid);
    return verifySignedStaticData(*issuerKey, *signature, session.staticData.octets);
}

OdaResult<void> authenticateStatically(Session& session) {
    const ChainCheck check = chainCheck(session);
    const auto code = judge(session.trace, "static-data",
                            [&] { return findDataAuthenticationCode(session, check); });
    if (!code) return std::unexpected(code.error());
    session.data.set(tag::kDataAuthenticationCode, *code);
    return {};
}

OdaResult<PublicKey> findCardKey(Session& session) {
    const ChainCheck check = chainCheck(session);
    return judge(session.trace, "card-key", [&] { return findIccKey(check, session.staticData); });
}

// Book 2, 6.5.1: the card's DDOL or the terminal's, and it must hold the unpredictable number.
OdaResult<Bytes> ddolData(const Session& session) {
    const auto cards = session.data.find(tag::kDdol);
    const auto entries = tlv::parseDol(cards ? *cards : ByteView(session.application->defaultDdol));
    if (!entries || std::ranges::find(*entries, tag::kUnpredictableNumber, &tlv::DolEntry::tag) ==
                        entries->end())
        return std::unexpected(OdaFault::Invalid);
    auto data = session.dolData(cards ? *cards : ByteView(session.application->defaultDdol));
    if (!data) return std::unexpected(OdaFault::Invalid);
    return std::move(*data);
}

// Book 3, 6.5.9.4: format 1 is the signature alone, format 2 a template with 9F4B.
OdaResult<Bytes> signatureOf(ByteView answer) {
    std::optional<ByteView> signature;
    if (const auto format1 = tlv::parseTemplate(answer, tag::kFormat1)) {
        signature = format1->value;
    } else if (const auto format2 = tlv::parseTemplate(answer, tag::kFormat2)) {
        if (const auto objects = tlv::parse(format2->value))
            signature = tlv::find(*objects, tag::kSignedDynamicData);
    }
    if (!signature) return std::unexpected(OdaFault::Invalid);
    return Bytes(signature->begin(), signature->end());
}

OdaResult<void> checkDynamicSignature(Session& session, const PublicKey& iccKey, ByteView answer,
                                      ByteView ddolValue) {
    const auto signature = signatureOf(answer);
    if (!signature) return std::unexpected(signature.error());
    const auto dynamic = judge(session.trace, "dynamic-signature", [&] {
        return verifySignedDynamicData(iccKey, *signature, ddolValue);
    });
    if (!dynamic) return std::unexpected(dynamic.error());
    session.data.set(tag::kIccDynamicNumber, dynamic->dynamicNumber);
    return {};
}

// Book 2, 6.5. The outer result is the card's presence, the inner one the authentication.
Result<OdaResult<void>> authenticateDynamically(Session& session) {
    const auto iccKey = findCardKey(session);
    if (!iccKey) return OdaResult<void>(std::unexpected(iccKey.error()));
    const auto terminalData = ddolData(session);
    if (!terminalData) return OdaResult<void>(std::unexpected(terminalData.error()));
    TAPPAY_TRY(answer, session.card.transmit(apdu::internalAuthenticate(*terminalData)));
    if (!answer.ok()) return OdaResult<void>(std::unexpected(OdaFault::Invalid));
    return checkDynamicSignature(session, *iccKey, answer.data, *terminalData);
}

// Book 2, 6.6: the signature follows with the cryptogram, if the keys are good.
OdaResult<void> prepareCombined(Session& session) {
    auto iccKey = findCardKey(session);
    if (!iccKey) return std::unexpected(iccKey.error());
    session.authentication.iccKey = std::move(*iccKey);
    return {};
}

std::string_view paragraphOf(OdaMethod method) {
    switch (method) {
        case OdaMethod::Sda:
            return "Book 2, 5";
        case OdaMethod::Dda:
            return "Book 2, 6.5";
        case OdaMethod::Cda:
            return "Book 2, 6.6";
        case OdaMethod::None:
            break;
    }
    return "Book 3, 10.3";
}

std::string_view nameOf(OdaMethod method) {
    switch (method) {
        case OdaMethod::Sda:
            return "SDA";
        case OdaMethod::Dda:
            return "DDA";
        case OdaMethod::Cda:
            return "CDA";
        case OdaMethod::None:
            break;
    }
    return "no method in common";
}

void noteResult(Session& session, const OdaResult<void>& result) {
    const OdaMethod method = session.authentication.method;
    const std::string_view paragraph = paragraphOf(method);
    if (!result) {
        session.note(failedBit(method), paragraph);
        if (result.error() == OdaFault::DataMissing)
            session.note(TvrBit::IccDataMissing, "Book 3, 7.5");
    }
    const bool pending = method == OdaMethod::Cda && result;
    if (result)
        session.decided(paragraph, {nameOf(method), pending ? ": keys are good" : ": successful"});
    if (!pending) session.tsi.set(TsiBit::OfflineDataAuthentication);
}

}  // namespace

Result<void> authenticateOfflineData(Session& session) {
    const OdaMethod method = chooseMethod(session.aip, session.capabilities);
    session.authentication.method = method;
    session.decided("Book 3, 10.3", {"offline data authentication: ", nameOf(method)});
    completeStaticData(session.staticData, session.data, session.aip.octets());
    switch (method) {
        case OdaMethod::None:
            session.note(TvrBit::OdaNotPerformed, "Book 3, 10.3");
            break;
        case OdaMethod::Sda:
            session.note(TvrBit::SdaSelected, "Book 3, 10.3");
            noteResult(session, authenticateStatically(session));
            break;
        case OdaMethod::Dda: {
            TAPPAY_TRY(result, authenticateDynamically(session));
            noteResult(session, result);
            break;
        }
        case OdaMethod::Cda:
            noteResult(session, prepareCombined(session));
            break;
    }
    return {};
}

}  // namespace tappay::emv
