#pragma once

#include "emv/contactless/records.h"

// A card that left while the answer to its last record was on the way (JR/T 0025.12, annex F). It
// has paid if that answer was sent, and only the card itself can tell.
namespace tappay::emv::contactless {

// What the torn transaction knew. Holds the card number; wiped when it goes.
class Torn {
public:
    // Before `last`, the record that pays, was read.
    Torn(const Tap& tap, const RecordPlace& last);

    [[nodiscard]] const RecordPlace& last() const { return m_last; }
    [[nodiscard]] Bytes aid() const { return m_data.get(tag::kDfName); }
    [[nodiscard]] Bytes atc() const { return m_data.get(tag::kAtc); }
    [[nodiscard]] bool isFor(const Money& amount) const { return m_amount == amount; }
    // True when both know a card number, the same. Of numbers a trace keeps the ends only, so it
    // keeps what came of comparing them.
    [[nodiscard]] bool isOf(const Records& records, const Session& session) const;
    // False when both know a card number or its sequence and they differ.
    [[nodiscard]] bool mayBeOf(const Records& records, const Session& session) const;
    // Puts the tap where the torn one was. Internal when the application is no longer known.
    Result<void> restore(Tap& tap) const;

private:
    RecordPlace m_last;
    Money m_amount;
    std::string m_label;
    Ttq m_ttq;
    std::vector<tlv::Tag> m_inOptions;
    DataStore m_data;
    Records m_records;
};

// Asks a card that is back for what `torn` lacks: SELECT, GET DATA of its transaction counter, and
// when that is still the torn one, the last record. True: the card has paid, and the tap is where
// the torn one would have been. False: it has not, and a new transaction may begin. Otherwise it is
// not known yet, and the obstacle holds `torn` again.
// UNCERTAIN: annex F leaves the details to the acquirer; the counter is the only mark that every
// card keeps.
TapResult<bool> finishTorn(Tap& tap, const std::shared_ptr<const Torn>& torn);

}  // namespace tappay::emv::contactless
