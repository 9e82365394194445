#include "purchase.h"

#include <gtest/gtest.h>

#include "crypto/mac.h"
#include "crypto/pin_block.h"
#include "iso8583/fields.h"
#include "simulator/network/issuer_keys.h"
#include "tlv/tlv.h"

namespace tappay::simulator::network::test {

namespace {

Bytes hex(std::string_view text) {
    return fromHex(text).value();
}

Bytes atcOctets(std::uint16_t atc) {
    return {static_cast<std::uint8_t>(atc >> 8), static_cast<std::uint8_t>(atc)};
}

std::string n12(std::int64_t minor) {
    return moneyToN12({minor, currencyByAlpha("CNY").value()});
}

// Field 55 of a card of the test bank.
Bytes icc(const NetworkConfig& config, const Purchase& purchase) {
    const std::pair<tlv::Tag, Bytes> signedData[] = {
        {0x9F02, hex(n12(purchase.minor))},
        {0x9F03, Bytes(6, 0)},
        {0x9F1A, hex("0156")},
        {0x95, hex(purchase.tvr)},
        {0x5F2A, hex("0156")},
        {0x9A, hex("261122")},
        {0x9C, hex(purchase.inquiry ? "31" : "00")},
        {0x9F37, hex("A1B2C3D4")},
        {0x82, hex("7C00")},
        {0x9F36, atcOctets(purchase.atc)},
    };
    Bytes data, field;
    for (const auto& [tag, value] : signedData) {
        append(data, value);
        tlv::appendItem(field, tag, value);
    }
    const Bytes results = hex(purchase.offline ? "03900000" : "03A00000");
    append(data, results);
    const auto& issuer = config.bank.issuers.front();
    const auto cipher = purchase.sm4 ? Cipher::Sm4 : Cipher::Tdes;
    const auto& imk = purchase.sm4 ? issuer.imkAcSm4 : issuer.imkAc;
    const auto card = deriveCardKey(imk.view(), purchase.pan, purchase.panSequence, cipher).value();
    const auto session = deriveSessionKey(card.view(), purchase.atc, cipher).value();
    Bytes arqc = applicationCryptogram(session.view(), data, cipher).value();
    if (!purchase.genuine) arqc[0] ^= 1;
    tlv::appendItem(field, 0x9F26, arqc);
    tlv::appendItem(field, 0x9F27, hex(purchase.offline ? "40" : "80"));
    if (purchase.electronicCash) tlv::appendItem(field, 0x9F74, asBytes("ECC001"));
    tlv::appendItem(field, 0x9F10,
                    concat({hex("070101"), results, hex(purchase.sm4 ? "04" : "01")}));
    return field;
}

Bytes pinBlock(const NetworkConfig& config, const Purchase& purchase) {
    const auto pin = asBytes(purchase.pin), pan = asBytes(purchase.pan);
    crypto::SystemRandom random;
    return config.pinField == iso8583::PinField::Octets16
               ? crypto::encipherPinFormat4(config.pik.view(), pin, pan, random).value()
               : crypto::encipherPinFormat0(config.pik.view(), pin, pan).value();
}

Account account(const char* pan, AccountStatus status) {
    const Currency cny = currencyByAlpha("CNY").value();
    return {.pan = SecretBytes(asBytes(pan)),
            .panSequence = "01",
            .expiry = "3012",
            .pin = SecretBytes(asBytes(kPin)),
            .opening = Money{10'000'00, cny},
            .singleLimit = Money{5'000'00, cny},
            .status = status,
            .wrongPins = 0};
}

}  // namespace

NetworkConfig makeConfig() {
    NetworkConfig config;
    config.mak = SecretBytes(ByteView(hex("0123456789ABCDEFFEDCBA9876543210")));
    config.pik = SecretBytes(ByteView(hex("10101010232323233232323245454545")));
    IssuerKeys issuer;
    issuer.name = "Test Bank";
    issuer.prefix = "622848";
    issuer.imkAc = SecretBytes(ByteView(hex("101112131415161718191A1B1C1D1E1F")));
    issuer.imkMac = SecretBytes(ByteView(hex("202122232425262728292A2B2C2D2E2F")));
    issuer.imkEnc = SecretBytes(ByteView(hex("303132333435363738393A3B3C3D3E3F")));
    issuer.imkAcSm4 = SecretBytes(ByteView(hex("404142434445464748494A4B4C4D4E4F")));
    issuer.imkMacSm4 = SecretBytes(ByteView(hex("505152535455565758595A5B5C5D5E5F")));
    issuer.imkEncSm4 = SecretBytes(ByteView(hex("606162636465666768696A6B6C6D6E6F")));
    config.bank.issuers.push_back(std::move(issuer));
    config.bank.accounts.push_back(account(kPan, AccountStatus::Active));
    config.bank.accounts.push_back(account("6228480000000000012", AccountStatus::Lost));
    return config;
}

iso8583::Message requestMessage(const NetworkConfig& config, const Purchase& purchase) {
    iso8583::Message message;
    message.mti = "0200";
    message.set(2, purchase.pan);
    message.set(3, "000000");
    message.set(4, n12(purchase.minor));
    message.set(11, purchase.stan);
    message.set(14, purchase.expiry);
    message.set(22, purchase.pin.empty() ? "052" : "051");
    if (!purchase.panSequence.empty()) message.set(23, "0" + purchase.panSequence);
    message.set(25, "00");
    message.set(32, "48021000");
    message.set(35, purchase.pan + "D" + purchase.expiry + "2010000000000");
    message.set(41, "10000001");
    message.set(42, "898310054110001");
    message.set(49, "156");
    if (!purchase.pin.empty()) {
        message.set(26, "12");
        message.setBinary(52, pinBlock(config, purchase));
        message.set(53, "2600000000000000");
    }
    message.setBinary(55, icc(config, purchase));
    iso8583::Field60 field60;
    if (purchase.offline) field60.transactionType = "36";
    if (purchase.inquiry) {
        message.set(3, "310000");
        message.remove(4);
        field60.transactionType = "01";
    }
    message.set(60, field60.encode());
    return message;
}

Bytes framed(const NetworkConfig& config, const iso8583::Message& message) {
    const auto whole = iso8583::encode(
        message, [&](ByteView data) { return crypto::macCups(config.mak.view(), data); },
        config.pinField);
    EXPECT_TRUE(whole) << whole.error().detail;
    return {whole->begin() + 2, whole->end()};
}

Bytes request(const NetworkConfig& config, const Purchase& purchase) {
    return framed(config, requestMessage(config, purchase));
}

Bytes reversal(const NetworkConfig& config, const Purchase& purchase, const std::string& reason) {
    iso8583::Message message = requestMessage(config, purchase);
    message.mti = "0400";
    for (const int field : {26, 35, 52, 53, 55})
        message.remove(field);
    message.set(39, reason);
    return framed(config, message);
}

Lines::Lines(std::vector<Fault> faults) {
    auto opened = Ledger::open(directory.filePath("ledger.db"), Ledger::Access::Append);
    EXPECT_TRUE(opened) << opened.error().detail;
    ledger = std::make_unique<Ledger>(std::move(*opened));
    network = std::make_unique<Switch>(config, *ledger, clock, random, log, std::move(faults));
}

iso8583::Message Lines::decoded(const Bytes& whole) {
    auto message = iso8583::decode(ByteView(whole).subspan(2));
    EXPECT_TRUE(message) << message.error().detail;
    return message.value_or(iso8583::Message{});
}

iso8583::Message Lines::answer(const Bytes& frame) {
    const Outcome outcome = handle(frame);
    EXPECT_EQ(outcome.answers.size(), 1U);
    return outcome.answers.empty() ? iso8583::Message{} : decoded(outcome.answers.front());
}

}  // namespace tappay::simulator::network::test
