#include "emv/generate_ac.h"

#include <algorithm>

#include "crypto/hash.h"
#include "emv/combined_data_authentication.h"
#include "emv/session.h"
#include "emv/tags.h"
#include "emv/terminal_data.h"

namespace tappay::emv {

namespace {

constexpr std::uint8_t kCdaRequested = 0x10;
constexpr std::size_t kLongestIad = 32;

std::unexpected<Failure> malformed(std::string detail) {
    return fail(FailureCode::CardDataMalformed, "GENERATE AC: " + std::move(detail));
}

// CID, ATC, cryptogram and issuer application data in a row.
Result<GenerateAcAnswer> parseFormat1(ByteView value) {
    if (value.size() < 11 || value.size() > 11 + kLongestIad)
        return malformed("format 1 of wrong length");
    GenerateAcAnswer answer;
    answer.cid = value[0];
    answer.atc = value.subspan(1, 2);
    answer.cryptogram = value.subspan(3, 8);
    if (value.size() > 11) answer.iad = value.subspan(11);
    return answer;
}

Result<GenerateAcAnswer> parseFormat2(ByteView value) {
    TAPPAY_TRY(objects, tlv::parse(value));
    TAPPAY_CHECK(refuseDuplicates(objects));
    const auto cid = tlv::find(objects, tag::kCid);
    const auto atc = tlv::find(objects, tag::kAtc);
    if (!cid || cid->size() != 1 || !atc || atc->size() != 2) return malformed("no CID or no ATC");
    GenerateAcAnswer answer;
    answer.cid = (*cid)[0];
    answer.atc = *atc;
    answer.cryptogram = tlv::find(objects, tag::kCryptogram);
    answer.iad = tlv::find(objects, tag::kIad);
    answer.signature = tlv::find(objects, tag::kSignedDynamicData);
    if (answer.cryptogram && answer.cryptogram->size() != 8)
        return malformed("cryptogram of wrong length");
    if (answer.iad && answer.iad->size() > kLongestIad)
        return malformed("issuer application data too long");
    for (const tlv::Item& object : objects)
        if (object.tag != tag::kSignedDynamicData) append(answer.signedObjects, object.whole);
    answer.objects = std::move(objects);
    return answer;
}

// How far a cryptogram goes towards approval: the card may stay behind the request, never pass it
// (Book 3, 10.8.1 and table 34).
int rank(CryptogramType type) {
    switch (type) {
        case CryptogramType::Aac:
            return 0;
        case CryptogramType::Arqc:
            return 1;
        case CryptogramType::Tc:
            return 2;
    }
    return 3;
}

// Book 3, 10.8.1.2: without a TDOL the terminal's default counts, which here is empty. The TVR
// says so, hence before the CDOL's other values are taken.
void computeTcHash(Session& session, ByteView cdol) {
    const auto entries = tlv::parseDol(cdol);
    if (!entries ||
        std::ranges::find(*entries, tag::kTcHash, &tlv::DolEntry::tag) == entries->end())
        return;
    const auto tdol = session.data.find(tag::kTdol);
    if (!tdol) session.note(TvrBit::DefaultTdolUsed, "Book 3, 9.2.2");
    const auto data = session.dolData(tdol.value_or(ByteView{}));
    session.data.set(tag::kTcHash, crypto::sha1(data.value_or(Bytes{})));
}

Result<void> keepAnswer(Session& session, const GenerateAcAnswer& answer, bool second) {
    const auto earlier = session.data.find(tag::kAtc);
    if (second && earlier && !std::ranges::equal(*earlier, answer.atc))
        return malformed("the ATC changed within the transaction");
    session.data.set(tag::kCid, Bytes{answer.cid});
    session.data.set(tag::kAtc, answer.atc);
    if (answer.cryptogram) session.data.set(tag::kCryptogram, *answer.cryptogram);
    if (answer.iad) session.data.set(tag::kIad, *answer.iad);
    return {};
}

// Book 2, 6.6.2. False when the card did not sign as it had to.
bool isAuthentic(Session& session, const GenerateAcAnswer& answer, ByteView cdolData) {
    session.tsi.set(TsiBit::OfflineDataAuthentication);
    if (!answer.signature) return false;
    const auto cryptogram = verifyCombinedAuthentication(
        session, {answer.cid, *answer.signature, answer.signedObjects, cdolData});
    if (cryptogram) session.data.set(tag::kCryptogram, *cryptogram);
    return cryptogram.has_value();
}

Result<void> checkAnswer(const Session& session, const GenerateAcAnswer& answer,
                         CryptogramType wanted, bool second) {
    for (const tlv::Item& object : answer.objects)
        if (contradictsAmount(session, object.tag, object.value))
            return malformed("another amount or currency");
    if (rank(answer.type()) > rank(wanted)) return malformed("more than was asked for");
    if (second && answer.type() == CryptogramType::Arqc) return malformed("a second ARQC");
    const bool mayBeSigned = session.performsCda() && wanted != CryptogramType::Aac &&
                             answer.type() != CryptogramType::Aac && answer.signature;
    if (!answer.cryptogram && !mayBeSigned) return malformed("no cryptogram");
    return {};
}

Result<Cryptogram> generateAc(Session& session, CryptogramType wanted, ByteView cdolData,
                              ByteView cdolDataSoFar, bool second) {
    const bool withCda = session.performsCda() && wanted != CryptogramType::Aac;
    const auto p1 = static_cast<std::uint8_t>(static_cast<std::uint8_t>(wanted) |
                                              (withCda ? kCdaRequested : 0));
    session.decided("Book 3, 10.8", {second ? "second" : "first", " GENERATE AC: asks for ",
                                     nameOf(wanted), withCda ? " with CDA" : ""});
    TAPPAY_TRY(response, session.card.transmit(apdu::generateAc(p1, cdolData)));
    if (!response.ok()) return refused("GENERATE AC", response.sw);
    TAPPAY_TRY(answer, parseGenerateAc(response.data));
    TAPPAY_CHECK(checkAnswer(session, answer, wanted, second));
    TAPPAY_CHECK(keepAnswer(session, answer, second));
    session.decided("Book 3, 10.8", {"the card gives ", nameOf(answer.type())});
    Cryptogram cryptogram{answer.type(), true};
    if (withCda && answer.type() != CryptogramType::Aac) {
        cryptogram.authentic = isAuthentic(session, answer, cdolDataSoFar);
        if (cryptogram.authentic) session.decided("Book 2, 6.6.2", "CDA: successful");
        if (!cryptogram.authentic) session.note(TvrBit::CdaFailed, "Book 2, 6.6.2");
    }
    return cryptogram;
}

}  // namespace

std::string_view nameOf(CryptogramType type) {
    switch (type) {
        case CryptogramType::Aac:
            return "AAC";
        case CryptogramType::Arqc:
            return "ARQC";
        case CryptogramType::Tc:
            return "TC";
    }
    return "";
}

Result<GenerateAcAnswer> parseGenerateAc(ByteView answer) {
    Result<GenerateAcAnswer> parsed = malformed("neither format 1 nor format 2");
    if (const auto format1 = tlv::parseTemplate(answer, tag::kFormat1))
        parsed = parseFormat1(format1->value);
    else if (const auto format2 = tlv::parseTemplate(answer, tag::kFormat2))
        parsed = parseFormat2(format2->value);
    if (parsed && (parsed->cid & 0xC0) == 0xC0) return malformed("no known cryptogram type");
    return parsed;
}

Result<Cryptogram> generateFirstAc(Session& session, CryptogramType wanted) {
    const Bytes cdol = session.data.get(tag::kCdol1);
    computeTcHash(session, cdol);
    TAPPAY_TRY(cdolData, session.dolData(cdol));
    session.cdol1Data = std::move(cdolData);
    TAPPAY_TRY(cryptogram,
               generateAc(session, wanted, session.cdol1Data, session.cdol1Data, false));
    session.tsi.set(TsiBit::CardRiskManagement);
    return cryptogram;
}

Result<Cryptogram> generateSecondAc(Session& session, CryptogramType wanted) {
    const Bytes cdol = session.data.get(tag::kCdol2);
    computeTcHash(session, cdol);
    TAPPAY_TRY(cdolData, session.dolData(cdol));
    return generateAc(session, wanted, cdolData, concat({session.cdol1Data, cdolData}), true);
}

}  // namespace tappay::emv
