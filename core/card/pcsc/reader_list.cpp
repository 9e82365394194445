#include "card/pcsc/reader_list.h"

#include <algorithm>
#include <cstring>

#include "card/pcsc/errors.h"

namespace tappay::card {

namespace {

Result<void> ask(const Session& session, SCARD_READERSTATE& state, std::chrono::milliseconds wait) {
    const auto code =
        SCardGetStatusChange(session.context(), static_cast<DWORD>(wait.count()), &state, 1);
    if (code == SCARD_E_TIMEOUT) return {};  // as it was
    if (code != SCARD_S_SUCCESS) return std::unexpected(failureOf(code, "reader state"));
    if (state.dwEventState & (SCARD_STATE_UNKNOWN | SCARD_STATE_UNAVAILABLE))
        return fail(FailureCode::ReaderMissing, "reader state");
    return {};
}

}  // namespace

Result<std::vector<std::string>> listReaders(const Session& session) {
    // A reader may appear between asking for the length and asking for the names.
    while (true) {
        DWORD length = 0;
        auto code = SCardListReaders(session.context(), nullptr, nullptr, &length);
        std::string names(length, '\0');
        if (code == SCARD_S_SUCCESS)
            code = SCardListReaders(session.context(), nullptr, names.data(), &length);
        if (code == SCARD_E_NO_READERS_AVAILABLE) return std::vector<std::string>();
        if (code == SCARD_E_INSUFFICIENT_BUFFER) continue;
        if (code != SCARD_S_SUCCESS) return std::unexpected(failureOf(code, "list readers"));
        std::vector<std::string> result;
        for (const char* name = names.data(); name < names.data() + length && *name;
             name += std::strlen(name) + 1)
            result.emplace_back(name);
        return result;
    }
}

ReaderState interpret(const SCARD_READERSTATE& state) {
    const auto flags = state.dwEventState;
    ReaderState result;
    result.name = state.szReader;
    result.cardPresent = (flags & SCARD_STATE_PRESENT) != 0;
    result.cardMute = (flags & SCARD_STATE_MUTE) != 0;
    result.inUseElsewhere = (flags & SCARD_STATE_EXCLUSIVE) != 0;
    const auto length = std::min<std::size_t>(state.cbAtr, sizeof(state.rgbAtr));
    result.atr.assign(state.rgbAtr, state.rgbAtr + length);
    result.events = static_cast<std::uint16_t>(flags >> 16);
    result.contactless = isContactlessAtr(result.atr);
    return result;
}

Result<ReaderState> readerState(const Session& session, const std::string& reader) {
    return readerStateAfter(session, reader, 0, {});
}

Result<ReaderState> readerStateAfter(const Session& session, const std::string& reader,
                                     std::uint16_t events, std::chrono::milliseconds wait) {
    const auto until = std::chrono::steady_clock::now() + wait;
    SCARD_READERSTATE state{};
    state.szReader = reader.c_str();
    state.dwCurrentState = SCARD_STATE_UNAWARE;
    TAPPAY_CHECK(ask(session, state, {}));
    for (auto found = interpret(state);; found = interpret(state)) {
        // Others may come and go meanwhile, which changes the state as well.
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            until - std::chrono::steady_clock::now());
        if (!found.cardPresent || found.events != events || left.count() <= 0) return found;
        state.dwCurrentState = state.dwEventState;
        TAPPAY_CHECK(ask(session, state, left));
    }
}

// PC/SC part 3, 3.1.3.2.3.1: the reader makes the ATR of a contactless card itself. T0 with the
// interface character TD1 only, TD1 80, TD2 01, then the historical octets and TCK.
bool isContactlessAtr(ByteView atr) {
    constexpr std::size_t kHeader = 4, kTck = 1;
    return atr.size() >= kHeader + kTck && atr[0] == 0x3B && (atr[1] & 0xF0) == 0x80 &&
           atr[2] == 0x80 && atr[3] == 0x01 && atr.size() == kHeader + (atr[1] & 0x0FU) + kTck;
}

}  // namespace tappay::card
