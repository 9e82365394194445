#pragma once

#include <chrono>
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
// The same once its card is gone or another one came, or when that time is over: a driver may say
// that a card does not answer a moment before the reader says that it is gone.
Result<ReaderState> readerStateAfter(const Session& session, const std::string& reader,
                                     std::uint16_t events, std::chrono::milliseconds wait);

}  // namespace tappay::card
