#pragma once

#include "protocol/message_text.h"
#include "protocol/pairing.h"

// The members of a pairing, also inside an event. For the codecs of this room.
namespace tappay::protocol {

QJsonObject pairingObject(const Pairing& pairing);
Pairing readPairing(ObjectReader& reader);

}  // namespace tappay::protocol
