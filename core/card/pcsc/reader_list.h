#pragma once

#include <string>
#include <vector>

#include "card/pcsc/readers.h"
#include "card/pcsc/session.h"

namespace tappay::card {

// The names of the readers there are; none is no failure.
Result<std::vector<std::string>> listReaders(const Session& session);

// What the service's state flags mean.
ReaderState interpret(const SCARD_READERSTATE& state);

// Whether a reader made this ATR for a card that is tapped.
bool isContactlessAtr(ByteView atr);

// How one reader is right now, without waiting.
Result<ReaderState> readerState(const Session& session, const std::string& reader);

}  // namespace tappay::card
