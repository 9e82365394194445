#pragma once

#include <vector>

#include "emv/card_channel.h"
#include "emv/data_store.h"
#include "tlv/tlv.h"

namespace tappay::emv {

struct Session;

// One entry of the application file locator (EMV Book 3, 10.2): records `first` to `last` of a
// file, the first `authenticated` of which are signed by the issuer.
struct AflEntry {
    std::uint8_t sfi = 0, first = 0, last = 0, authenticated = 0;
    friend bool operator==(const AflEntry&, const AflEntry&) = default;
};
Result<std::vector<AflEntry>> parseAfl(ByteView afl);

// The issuer-signed part of the records, in the order of the AFL (EMV Book 3, 10.3).
struct StaticData {
    StaticData() = default;
    StaticData(StaticData&&) = default;
    StaticData& operator=(StaticData&&) = default;
    ~StaticData();
    Bytes octets;
    bool sound = true;  // false when a signed record was not coded as the books want it
};

// What the records hold.
struct Records {
    DataStore objects;
    StaticData signedPart;
};

// What the answer to one READ RECORD adds. `number` is the record's.
Result<void> takeRecord(Records& to, const AflEntry& entry, unsigned number, ByteView answer);

// READ RECORD for every entry. CardDataMalformed when a record can't be read, is not coded in
// template 70, or repeats a data object.
Result<Records> readRecords(CardChannel& card, const std::vector<AflEntry>& afl);

// No primitive data object may come twice (EMV Book 3, 10.2).
Result<void> refuseDuplicates(const std::vector<tlv::Item>& objects);

// That 5A is a card number, and the one in track 2 when that is there.
Result<void> checkPan(const DataStore& data);

// Reads the records into the session and checks what a transaction can't do without: expiry date,
// PAN, CDOL1 and CDOL2 (EMV Book 3, 10.2 and 7.2).
Result<void> readApplicationData(Session& session, const std::vector<AflEntry>& afl);

}  // namespace tappay::emv
