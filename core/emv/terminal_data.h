#pragma once

#include "emv/session.h"

namespace tappay::emv {

// Clears what an earlier attempt left and sets the terminal's own data objects for the selected
// application (EMV Book 3, 10.1; Book 4, 10 and Annex A).
void loadTerminalData(Session& session);

// Data objects whose source is the terminal or the issuer, and those the card gives in answers but
// never in records: a card that sends them among its records is not believed (EMV Book 3, 10.2).
bool isForeignToRecords(tlv::Tag tag);

// True when the card's data name another amount or currency than this transaction's.
bool contradictsAmount(const Session& session, tlv::Tag tag, ByteView value);

}  // namespace tappay::emv
