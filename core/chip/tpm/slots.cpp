#include "chip/tpm/slots.h"

#include <algorithm>
#include <optional>

#include "chip/tpm/objects.h"
#include "chip/tpm/places.h"
#include "chip/tpm/wire.h"

namespace tappay::chip::tpm {
namespace {

constexpr std::size_t kLongestContext = 1024;

std::size_t after(std::size_t place) {
    return (place + 1) % std::tuple_size_v<Ring>;
}

// Which places are taken, and which of them holds the key in use.
struct State {
    std::array<bool, std::tuple_size_v<Ring>> taken{};
    std::optional<std::size_t> current;
};

Result<State> stateOf(Connection& connection, Slot slot) {
    const Ring& ring = ringOf(slot);
    TAPPAY_TRY(found, connection.handles(ring.front(), ring.back()));
    State state;
    for (std::size_t place = 0; place < ring.size(); ++place)
        state.taken[place] = std::ranges::find(found, ring[place]) != found.end();
    for (std::size_t place = 0; place < ring.size(); ++place)
        if (state.taken[place] && !state.taken[after(place)]) state.current = place;
    return state;
}

Result<void> removeAllBut(Connection& connection, Slot slot, const State& state) {
    const Ring& ring = ringOf(slot);
    for (std::size_t place = 0; place < ring.size(); ++place)
        if (state.taken[place] && place != state.current)
            TAPPAY_CHECK(remove(connection, ring[place]));
    return {};
}

// Anything else that the storage key would accept is no master key: a key that may be duplicated
// further under a policy, or deciphers.
Result<TPM2B_PUBLIC> hmacKeyArea(ByteView marshalled) {
    TAPPAY_TRY(area, templateFor(marshalled));
    const TPMT_PUBLIC& key = area.publicArea;
    constexpr TPMA_OBJECT may = TPMA_OBJECT_SIGN_ENCRYPT | TPMA_OBJECT_USERWITHAUTH;
    const auto& scheme = key.parameters.keyedHashDetail.scheme;
    if (key.type != TPM2_ALG_KEYEDHASH || key.nameAlg != TPM2_ALG_SHA256 ||
        (key.objectAttributes & ~TPMA_OBJECT_NODA) != may || key.authPolicy.size != 0 ||
        scheme.scheme != TPM2_ALG_HMAC || scheme.details.hmac.hashAlg != TPM2_ALG_SHA256)
        return fail(FailureCode::CryptoFailed, "what came is no master key");
    return area;
}

Result<Answer<TPM2B_PRIVATE>> unwrap(Connection& connection, ESYS_TR storage,
                                     const TPM2B_PUBLIC& area,
                                     const crypto::tpm2::WrappedKey& key) {
    TAPPAY_TRY(duplicate, sized<TPM2B_PRIVATE>(key.duplicate));
    TAPPAY_TRY(seed, hiddenSeed(key.seed));
    const TPM2B_DATA noInnerKey{};
    TPMT_SYM_DEF_OBJECT noInnerWrapping{};
    noInnerWrapping.algorithm = TPM2_ALG_NULL;
    TPM2B_PRIVATE* ours = nullptr;
    TAPPAY_CHECK(connection.run("TPM2_Import", [&](ESYS_CONTEXT* context) {
        return Esys_Import(context, storage, ESYS_TR_PASSWORD, ESYS_TR_NONE, ESYS_TR_NONE,
                           &noInnerKey, &area, &duplicate, &seed, &noInnerWrapping, &ours);
    }));
    return Answer<TPM2B_PRIVATE>(ours);
}

Result<Transient> loadWrapped(Connection& connection, const crypto::tpm2::WrappedKey& key) {
    TAPPAY_TRY(area, hmacKeyArea(key.publicArea));
    TAPPAY_TRY(storage, connection.at(kStorageKey));
    TAPPAY_TRY(secret, unwrap(connection, storage, area, key));
    return loadUnder(connection, storage, *secret, area);
}

}  // namespace

Result<void> importKey(Connection& connection, Slot slot, const crypto::tpm2::WrappedKey& key) {
    TAPPAY_TRY(state, stateOf(connection, slot));
    TAPPAY_CHECK(removeAllBut(connection, slot, state));
    const Ring& ring = ringOf(slot);
    const std::size_t place = state.current ? after(*state.current) : 0;
    {
        TAPPAY_TRY(loaded, loadWrapped(connection, key));
        TAPPAY_CHECK(keep(connection, loaded, ring[place]));
    }
    // From here on the new key is the one in use; an old one that could not be removed now goes
    // with the next import or opening.
    if (state.current) (void)remove(connection, ring[*state.current]);
    return {};
}

Result<SecretBytes> deriveFrom(Connection& connection, Slot slot, ByteView context) {
    if (context.size() > kLongestContext)
        return fail(FailureCode::CryptoFailed, "context too long to derive from");
    TAPPAY_TRY(state, stateOf(connection, slot));
    if (!state.current) return fail(FailureCode::KeyUnavailable, "no master key in this slot");
    TAPPAY_TRY(key, connection.at(ringOf(slot)[*state.current]));
    TAPPAY_TRY(buffer, sized<TPM2B_MAX_BUFFER>(context));
    TAPPAY_TRY(cover, connection.cover(TPMA_SESSION_ENCRYPT));
    TPM2B_DIGEST* derived = nullptr;
    TAPPAY_CHECK(connection.run("TPM2_HMAC", [&](ESYS_CONTEXT* esys) {
        return Esys_HMAC(esys, key, ESYS_TR_PASSWORD, cover, ESYS_TR_NONE, &buffer, TPM2_ALG_SHA256,
                         &derived);
    }));
    const WipedAnswer<TPM2B_DIGEST> answer(derived);
    return SecretBytes(contentsOf(*answer));
}

Result<void> forgetSlot(Connection& connection, Slot slot) {
    TAPPAY_TRY(state, stateOf(connection, slot));
    TAPPAY_CHECK(removeAllBut(connection, slot, state));
    return state.current ? remove(connection, ringOf(slot)[*state.current]) : Result<void>{};
}

Result<bool> slotHolds(Connection& connection, Slot slot) {
    TAPPAY_TRY(state, stateOf(connection, slot));
    return state.current.has_value();
}

Result<void> tidySlots(Connection& connection) {
    for (const Slot slot : {Slot::A, Slot::B}) {
        TAPPAY_TRY(state, stateOf(connection, slot));
        TAPPAY_CHECK(removeAllBut(connection, slot, state));
    }
    return {};
}

}  // namespace tappay::chip::tpm
