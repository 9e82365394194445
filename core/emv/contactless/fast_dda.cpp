#include "emv/contactless/fast_dda.h"

#include <algorithm>

#include "emv/certificate_chain.h"
#include "emv/numeric.h"
#include "emv/verdict.h"

namespace tappay::emv::contactless {

namespace {

constexpr std::string_view kParagraph = "JR/T 0025.12, fast DDA";
constexpr std::size_t kVersionLength = 1, kCardsNumberLength = 4, kQualifiersLength = 2;

// A card that could sign in the newer way, asked by a terminal that can, and signs in the older:
// somebody has taken 9F69 away.
bool isRolledBack(const Tap& tap) {
    const auto version = tap.session.data.find(tag::kCardVersion);
    return tap.ttq.has(TtqBit::FddaVersion01) && version &&
           fromBinary(*version) >= tap.session.parameters.contactless.requiredForNewFdda;
}

// The qualifiers are signed as part of 9F69, and 9F6C must be the same.
bool qualifiersAgree(const Tap& tap, ByteView authenticationData) {
    const auto qualifiers = tap.session.data.find(tag::kCardQualifiers);
    return !qualifiers ||
           std::ranges::equal(
               *qualifiers,
               authenticationData.subspan(kVersionLength + kCardsNumberLength, kQualifiersLength));
}

// What the terminal adds to the signature. Version 00: 9F37. Version 01: 9F37, 9F02, 5F2A and the
// card's 9F69.
OdaResult<Bytes> terminalsPart(const Tap& tap) {
    const DataStore& data = tap.session.data;
    const Bytes unpredictable = data.get(tag::kUnpredictableNumber);
    const Bytes cards = data.get(tag::kCardAuthenticationData);
    const std::uint8_t version = cards.empty() ? 0x00 : cards[0];
    if (version > 0x01 || (version == 0x00 && isRolledBack(tap)))
        return std::unexpected(OdaFault::Invalid);
    tap.session.decided(kParagraph, version == 0x00 ? "version 00" : "version 01");
    if (version == 0x00) return unpredictable;
    if (!qualifiersAgree(tap, cards)) return std::unexpected(OdaFault::Invalid);
    return concat({unpredictable, data.get(tag::kAmount), data.get(tag::kCurrency), cards});
}

OdaResult<void> verify(Tap& tap) {
    Session& session = tap.session;
    if (!session.aip.has(AipBit::Dda)) return std::unexpected(OdaFault::Invalid);
    const auto signature = session.data.find(tag::kSignedDynamicData);
    if (!signature) return std::unexpected(OdaFault::DataMissing);
    const auto signedByTerminal = terminalsPart(tap);
    if (!signedByTerminal) return std::unexpected(signedByTerminal.error());
    completeStaticData(session.staticData, session.data, session.aip.octets());
    const auto iccKey = judge(session.trace, "card-key", [&] {
        return findIccKey({session.parameters, session.data, session.today()}, session.staticData);
    });
    if (!iccKey) return std::unexpected(iccKey.error());
    const auto dynamic = judge(session.trace, "fast-signature", [&] {
        return verifySignedDynamicData(*iccKey, *signature, *signedByTerminal);
    });
    if (!dynamic) return std::unexpected(dynamic.error());
    if (dynamic->dynamicNumber != session.data.get(tag::kAtc) || !dynamic->rest.empty())
        return std::unexpected(OdaFault::Invalid);
    return {};
}

}  // namespace

bool authenticateFast(Tap& tap) {
    Session& session = tap.session;
    const auto result = verify(tap);
    session.tsi.set(TsiBit::OfflineDataAuthentication);
    if (result) {
        session.decided(kParagraph, "successful");
        return true;
    }
    session.note(TvrBit::DdaFailed, kParagraph);
    if (result.error() == OdaFault::DataMissing)
        session.note(TvrBit::IccDataMissing, "Book 3, 7.5");
    return false;
}

}  // namespace tappay::emv::contactless
