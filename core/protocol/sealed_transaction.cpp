#include "protocol/sealed_transaction.h"

#include "crypto/cipher.h"

namespace tappay::protocol {

namespace {

constexpr std::size_t kNumber = 4, kNonce = 12, kTag = 16, kMaxCard = 8 * 1024;

}  // namespace

Result<Bytes> sealTransaction(const SecretBytes& transactionKey, std::uint32_t number,
                              ByteView card, Random& random) {
    if (number == 0 || card.size() > kMaxCard)
        return fail(FailureCode::InputMalformed, "transaction to seal");
    Bytes sealed(kNumber + kNonce);
    for (std::size_t i = 0; i < kNumber; ++i)
        sealed[i] = static_cast<std::uint8_t>(number >> (8 * (kNumber - 1 - i)));
    random.fill(std::span(sealed).subspan(kNumber));
    const auto head = ByteView(sealed).first(kNumber), nonce = ByteView(sealed).subspan(kNumber);
    TAPPAY_TRY(box, crypto::sealGcm(transactionKey.view(), nonce, head, card));
    return concat({sealed, box.ciphertext, box.tag});
}

Result<OpenedTransaction> openTransaction(ByteView transactionKey, ByteView sealed) {
    constexpr std::size_t overhead = kNumber + kNonce + kTag;
    if (sealed.size() < overhead || sealed.size() > overhead + kMaxCard)
        return fail(FailureCode::InputMalformed, "sealed transaction's length");
    const auto head = sealed.first(kNumber);
    const auto body = sealed.subspan(kNumber + kNonce, sealed.size() - overhead);
    TAPPAY_TRY(clear, crypto::openGcm(transactionKey, sealed.subspan(kNumber, kNonce), head, body,
                                      sealed.last(kTag)));
    OpenedTransaction opened{0, SecretBytes(clear)};
    wipe(clear);
    for (const auto octet : head)
        opened.number = opened.number << 8 | octet;
    return opened;
}

}  // namespace tappay::protocol
