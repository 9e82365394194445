#pragma once

#include <initializer_list>
#include <optional>
#include <string_view>

#include "emv/card_channel.h"
#include "emv/data_store.h"
#include "emv/kernel.h"
#include "emv/offline_data_authentication.h"
#include "emv/verification_results.h"
#include "tlv/dol.h"

namespace tappay::emv {

// What one transaction knows while the steps of the books pass it on.
struct Session {
    Session(const Parameters& terminalParameters, const Transaction& wanted,
            const Surroundings& world);

    CardInterface interface = CardInterface::Contact;
    const Parameters& parameters;
    const Transaction& transaction;
    CardChannel card;
    Cardholder& cardholder;
    Host& host;
    Random& random;
    TerminalMemory* memory;  // may be null
    Trace* trace;            // may be null
    LocalTime started;

    const AidParameters* application = nullptr;  // of the selected application
    std::string label;                           // of the selected application, UTF-8
    DataStore data;
    Tvr tvr;
    Tsi tsi;
    Aip aip;
    Capabilities capabilities;

    StaticData staticData;  // gathered while the records are read
    OfflineAuthentication authentication;
    Bytes pdolData, cdol1Data;  // as sent, for the hash of CDA

    CvmUsed cvm = CvmUsed::None;
    bool signatureNeeded = false;
    bool pinEntered = false;

    bool hostAsked = false;
    bool hostApproved = false;
    Bytes scriptResults;
    std::optional<RiskSignals> risk;  // once the issuer is to hear of the payment

    // Sets the bit; a trace learns of it, and which paragraph wants it so.
    void note(TvrBit bit, std::string_view paragraph);
    // Tells a trace, if there is one, what was decided and by which paragraph. The words are put
    // together only for it.
    void decided(std::string_view paragraph, std::initializer_list<std::string_view> words) const;
    void decided(std::string_view paragraph, std::string_view what) const {
        decided(paragraph, {what});
    }

    // The present value of a data object, for DOLs and for the host.
    [[nodiscard]] std::optional<Bytes> valueOf(tlv::Tag tag) const;
    // What a DOL of the card asks for; CardDataMalformed when it is no DOL or asks for more than a
    // command can carry.
    [[nodiscard]] Result<Bytes> dolData(ByteView dol) const;
    [[nodiscard]] std::uint32_t today() const;
    [[nodiscard]] bool performsCda() const;
};

}  // namespace tappay::emv
