#include "emv/certificate_chain.h"

#include <algorithm>

#include "emv/tags.h"

namespace tappay::emv {

namespace {

constexpr std::size_t kRidLength = 5;

// Book 2, 5.2: by the registered provider of the application and the card's index. A key past its
// day counts as absent.
OdaResult<const CaKey*> findCaKey(const ChainCheck& check) {
    const auto index = check.card.find(tag::kCaKeyIndex);
    if (!index) return std::unexpected(OdaFault::DataMissing);
    const auto dfName = check.card.find(tag::kDfName);
    if (index->size() != 1 || !dfName || dfName->size() < kRidLength)
        return std::unexpected(OdaFault::Invalid);
    const auto& keys = check.parameters.caKeys;
    const auto found = std::ranges::find_if(keys, [&](const CaKey& key) {
        return key.index == (*index)[0] && std::ranges::equal(key.rid, dfName->first(kRidLength)) &&
               (key.expiry == 0 || key.expiry >= check.today);
    });
    if (found == keys.end()) return std::unexpected(OdaFault::Invalid);
    return &*found;
}

// Book 2, 5.3 step 10.
bool isRevoked(const Parameters& parameters, const CaKey& authority, ByteView serial) {
    return std::ranges::any_of(parameters.revoked, [&](const RevokedCertificate& revoked) {
        return revoked.rid == authority.rid && revoked.index == authority.index &&
               std::ranges::equal(revoked.serial, serial);
    });
}

}  // namespace

OdaResult<PublicKey> findIssuerKey(const ChainCheck& check) {
    const auto authority = findCaKey(check);
    if (!authority) return std::unexpected(authority.error());
    auto issuer = recoverIssuerKey((*authority)->key, check.card, check.today);
    if (!issuer) return std::unexpected(issuer.error());
    if (isRevoked(check.parameters, **authority, issuer->serial))
        return std::unexpected(OdaFault::Invalid);
    return std::move(issuer->key);
}

OdaResult<PublicKey> findIccKey(const ChainCheck& check, const StaticData& staticData) {
    const auto issuerKey = findIssuerKey(check);
    if (!issuerKey) return std::unexpected(issuerKey.error());
    if (!staticData.sound) return std::unexpected(OdaFault::Invalid);
    return recoverIccKey(*issuerKey, check.card, staticData.octets, check.today);
}

OdaResult<PublicKey> findPinEnciphermentKey(const ChainCheck& check) {
    const auto issuerKey = findIssuerKey(check);
    if (!issuerKey) return std::unexpected(issuerKey.error());
    return recoverPinKey(*issuerKey, check.card, check.today);
}

void completeStaticData(StaticData& data, const DataStore& card, ByteView aip) {
    const auto list = card.find(tag::kStaticDataTagList);
    if (!list) return;
    const bool aipOnly = list->size() == 1 && (*list)[0] == tag::kAip;
    data.sound = data.sound && aipOnly;
    append(data.octets, aip);
}

bool knowsSm2(const Parameters& parameters, ByteView rid) {
    return std::ranges::any_of(parameters.caKeys, [&](const CaKey& key) {
        return isSm2(key.key) && std::ranges::equal(key.rid, rid);
    });
}

}  // namespace tappay::emv
