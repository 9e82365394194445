#include <cstdlib>

#include "../crypto/chip_key.h"
#include "crypto/random.h"
#include "crypto/tpm2/credential.h"
#include "crypto/tpm2/duplication.h"
#include "crypto/tpm2/protection.h"
#include "crypto/tpm2/statement.h"

namespace {

using namespace tappay;
using namespace tappay::crypto;

struct Chip {
    ChipKey endorsement{tpm2::Role::Endorsement}, attestation{tpm2::Role::Attestation};
    ChipKey storage{tpm2::Role::Storage};
    Bytes nonce = Bytes(32);
    SystemRandom random;
};

// A public area that is taken is the octets it was read from.
void readArea(ByteView octets) {
    for (const auto role : {tpm2::Role::Endorsement, tpm2::Role::Attestation, tpm2::Role::Identity,
                            tpm2::Role::Storage})
        if (const auto area = tpm2::parsePublicArea(role, octets))
            if (area->marshalled != Bytes(octets.begin(), octets.end())) std::abort();
}

// What the chip's own key has signed comes as far as the parsers.
void readStatement(const Chip& chip, const Bytes& said) {
    const tpm2::Statement statement{said, chip.attestation.key.signEcdsa(said).value()};
    const auto& key = chip.attestation.area;
    if (tpm2::checkCertified(statement, key, chip.nonce, chip.storage.area.name) &&
        tpm2::checkCounter(statement, key, chip.nonce))
        std::abort();
    (void)tpm2::checkQuote(statement, key, chip.nonce);
}

// The same for what a sender who knows the seed has wrapped, and for what nobody has.
void openWrapped(Chip& chip, const Bytes& contents) {
    const auto& name = chip.attestation.area.name;
    const auto sent =
        tpm2::sendSeed(chip.endorsement.area, tpm2::kIdentityLabel, chip.random).value();
    const auto object = tpm2::protect(sent.seed.view(), name, contents).value();
    (void)tpm2::openCredential(chip.endorsement.key, name, {object, sent.secret});
    (void)tpm2::openCredential(chip.endorsement.key, name, {contents, sent.secret});
    (void)tpm2::openCredential(chip.endorsement.key, name, {object, contents});
    const auto seed = tpm2::sendSeed(chip.storage.area, tpm2::kDuplicateLabel, chip.random).value();
    const Bytes area = chip.storage.area.marshalled;
    const auto key = tpm2::protect(seed.seed.view(), tpm2::nameOf(area), contents).value();
    if (tpm2::unwrapHmacKey(chip.storage.key, {area, key, seed.secret})) std::abort();
    (void)tpm2::unwrapHmacKey(chip.storage.key, {contents, key, seed.secret});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static Chip chip;
    const Bytes octets(data, data + size);
    readArea(octets);
    readStatement(chip, octets);
    openWrapped(chip, octets);
    return 0;
}
