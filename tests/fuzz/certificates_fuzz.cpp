#include <cstdlib>

#include "crypto/hash.h"
#include "emv/certificates.h"
#include "emv/trial.h"

// Signed data that the authorities really signed but with other contents than the books want. The
// first octet chooses the object, and whether its hash is made right again; then come pairs of a
// position and what to change there. Only what nobody changed may be approved offline.
namespace {

using namespace tappay;
using namespace tappay::emv;
using namespace tappay::emv::test;

constexpr std::size_t kHash = 20;

struct Target {
    tlv::Tag object;
    const crypto::RsaPrivateKey* signer;
    Bytes alsoHashed;
};

Bytes valueOf(const ModelCard& card, tlv::Tag wanted) {
    for (const auto& [address, objects] : card.records)
        for (const auto& [tag, value] : objects)
            if (tag == wanted) return value;
    return {};
}

// Returns whether anything but the honest octets is signed now.
bool change(ModelCard& card, const Target& target, bool mendHash, ByteView edits) {
    const Bytes honest =
        crypto::rsaRecover(target.signer->publicKey, valueOf(card, target.object)).value();
    Bytes content = honest;
    for (; edits.size() >= 2; edits = edits.subspan(2))
        content[edits[0] % content.size()] ^= edits[1];
    if (mendHash) {
        const ByteView body = ByteView(content).subspan(1, content.size() - kHash - 2);
        const Bytes hash = crypto::sha1(concat({body, target.alsoHashed}));
        std::ranges::copy(hash, content.end() - kHash - 1);
    }
    if (content == honest) return false;
    // What is no smaller than the modulus can't be signed at all.
    const auto made = crypto::rsaSignRaw(*target.signer, content);
    card.put(target.object, made ? toHex(*made) : "00");
    return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    static const Chain& chain = Chain::withRemainders();
    const bool isStatic = (data[0] & 0x03) == 2;
    const std::string aip = isStatic ? "4000" : "2000";
    Trial trial;
    trial.makeOffline();
    trial.application().tacDenial = actionCode("CC00000000");
    trial.parameters.caKeys = {chain.caKey()};
    chain.certify(trial.card, aip);
    if (isStatic) chain.signStatically(trial.card, aip);
    chain.answerDda(trial.card);

    const Bytes staticData = concat({trial.card.recordContents(1, 1), *fromHex(aip)});
    const std::array targets{Target{tag::kIssuerCertificate, &chain.ca,
                                    concat({valueOf(trial.card, tag::kIssuerRemainder),
                                            chain.issuer.publicKey.exponent})},
                             Target{tag::kIccCertificate, &chain.issuer,
                                    concat({valueOf(trial.card, tag::kIccRemainder),
                                            chain.icc.publicKey.exponent, staticData})},
                             Target{tag::kSignedStaticData, &chain.issuer, staticData}};
    const Target& target = targets[std::min<std::size_t>(data[0] & 0x03, 2)];
    if ((data[0] & 0x03) == 3) return 0;
    const bool mendHash = (data[0] & 0x80) != 0;
    const bool changed = change(trial.card, target, mendHash, ByteView(data, size).subspan(1));
    const Outcome outcome = trial.run();
    if (approved(outcome) && changed && !mendHash) std::abort();
    if (!changed && !approved(outcome)) std::abort();
    return 0;
}
