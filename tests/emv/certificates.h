#pragma once

#include <string>

#include "crypto/rsa.h"
#include "emv/model_card.h"
#include "emv/parameters.h"

namespace tappay::emv::test {

// What every certificate says of whom it is for; a test changes one part to make it wrong.
struct CertificateHead {
    std::string format;
    std::string subject;  // issuer identifier or PAN, padded
    std::string expiry = "1230";
    std::string serial = "000001";

    [[nodiscard]] std::string text() const { return format + subject + expiry + serial; }
};

inline constexpr const char* kIssuerSubject = "622848FF";
inline constexpr const char* kIccSubject = "6228480012345678901F";

struct CertificateText : CertificateHead {
    std::string header = "6A";
    std::string hashAlgorithm = "01";
    std::string keyAlgorithm = "01";
    std::string trailer = "BC";
    int keyLengthError = 0;       // added to the length octet
    int exponentLengthError = 0;  // likewise
    bool hashError = false;
};

CertificateText issuerText();  // 02, 622848
CertificateText iccText();     // 04, 6228480012345678901

// A certification authority, an issuer and a card with keys of their own. It writes the structures
// of the books by itself and shares no code with the kernel.
class KeyChain {
public:
    virtual ~KeyChain() = default;

    [[nodiscard]] virtual CaKey caKey() const = 0;  // index F0 of A000000333
    // The whole chain as objects of the card, made out to the number in 5A. The card's records are
    // signed as they are: call it last.
    virtual void issue(ModelCard& card, const std::string& aip) const = 0;
    // 93: signed static application data over the card's first record.
    virtual void signStatically(ModelCard& card, const std::string& aip) const = 0;
    // 9F4B over ICC dynamic data and the terminal's part.
    [[nodiscard]] virtual Bytes sign(ByteView dynamicData, ByteView terminalData) const = 0;
    [[nodiscard]] virtual Bytes hash(ByteView data) const = 0;

    // Makes the card answer INTERNAL AUTHENTICATE.
    void answerDda(ModelCard& card, bool format2 = false) const;

    // How a card gets CDA wrong.
    enum class CdaDefect {
        None,
        WrongCid,
        WrongHash,
        WrongSignature,
        NoSignature,
        OtherCryptogram
    };
    // Makes the card answer GENERATE AC with CDA when asked; `cid` is what it grants.
    void answerCda(ModelCard& card, const std::string& commandPrefix, const std::string& cid,
                   CdaDefect defect = CdaDefect::None) const;

protected:
    // AIP, 8F and 9F4A; returns the static data to be authenticated.
    static Bytes prepare(ModelCard& card, const std::string& aip);
    [[nodiscard]] static Bytes staticDataOf(const ModelCard& card, const std::string& aip);
    // 5A as a certificate has it.
    [[nodiscard]] static std::string subjectOf(const ModelCard& card);
    [[nodiscard]] static CaKey caKeyWith(PublicKey key);
};

// With RSA and SHA-1 (EMV Book 2), made once.
class Chain final : public KeyChain {
public:
    // Keys of 1024, 1024 and 768 bits: both certificates need their remainders.
    static const Chain& withRemainders();
    // 1408, 1024 and 640 bits: everything fits into the certificates.
    static const Chain& withoutRemainders();

    crypto::RsaPrivateKey ca, issuer, icc;

    [[nodiscard]] CaKey caKey() const override;
    void issue(ModelCard& card, const std::string& aip) const override;
    void signStatically(ModelCard& card, const std::string& aip) const override;
    [[nodiscard]] Bytes sign(ByteView dynamicData, ByteView terminalData) const override {
        return signDynamically(dynamicData, terminalData);
    }
    [[nodiscard]] Bytes hash(ByteView data) const override;

    // 8F 90 92 9F32 9F46 9F47 9F48.
    void certify(ModelCard& card, const std::string& aip,
                 const CertificateText& issuerPart = issuerText(),
                 const CertificateText& iccPart = iccText()) const;
    // 9F2D 9F2E 9F2F: another key of the card, for PINs.
    void certifyPin(ModelCard& card, const crypto::RsaPublicKey& key,
                    const CertificateText& text = iccText()) const;
    [[nodiscard]] Bytes signDynamically(ByteView dynamicData, ByteView terminalData,
                                        std::uint8_t format = 0x05) const;

private:
    Chain(std::size_t caBits, std::size_t issuerBits, std::size_t iccBits);
};

}  // namespace tappay::emv::test
