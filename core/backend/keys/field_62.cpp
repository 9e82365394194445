#include "backend/keys/field_62.h"

#include <algorithm>
#include <array>

namespace tappay::backend::keys {

namespace {

constexpr std::size_t kCheckValue = 4, kSingle = 8, kDouble = 16;

struct Layout {
    std::size_t length, slots, octets;
};
constexpr std::array kLayouts = {Layout{24, 2, 8}, Layout{40, 2, 16}, Layout{56, 2, 24},
                                 Layout{60, 3, 16}, Layout{84, 3, 24}};

constexpr std::array kOrder = {KeyPurpose::NetworkPin, KeyPurpose::NetworkMac,
                               KeyPurpose::NetworkTrack};

// The zeros are no ciphertext: they are not deciphered.
void cutSingleLength(EncipheredKey& key) {
    const auto right = ByteView(key.enciphered).subspan(kSingle);
    if (key.purpose != KeyPurpose::NetworkMac || key.enciphered.size() != kDouble ||
        std::ranges::any_of(right, [](std::uint8_t octet) { return octet != 0; }))
        return;
    key.enciphered.resize(kSingle);
    key.algorithm = KeyAlgorithm::Des;
}

}  // namespace

Result<std::vector<EncipheredKey>> splitField62(ByteView field62, KeyAlgorithm networkMaster) {
    const auto* const layout = std::ranges::find(kLayouts, field62.size(), &Layout::length);
    const bool des = networkMaster == KeyAlgorithm::Tdes;
    if (layout == kLayouts.end() || (!des && layout->octets != kDouble))
        return fail(FailureCode::KeyRejected, "field 62 has a length that no set of keys has");
    std::vector<EncipheredKey> keys;
    for (std::size_t i = 0; i < layout->slots; ++i) {
        const auto slot = field62.subspan(i * (layout->octets + kCheckValue));
        const auto octets = slot.first(layout->octets);
        const auto check = slot.subspan(layout->octets, kCheckValue);
        EncipheredKey key{kOrder.at(i),
                          networkMaster,
                          {octets.begin(), octets.end()},
                          {check.begin(), check.end()}};
        if (layout->octets == kSingle) key.algorithm = KeyAlgorithm::Des;
        if (des) cutSingleLength(key);
        keys.push_back(std::move(key));
    }
    return keys;
}

}  // namespace tappay::backend::keys
