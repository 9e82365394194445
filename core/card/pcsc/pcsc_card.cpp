#include "card/pcsc/pcsc_card.h"

#include <utility>

#include "base/secret.h"
#include "card/pcsc/errors.h"
#include "card/pcsc/reader_list.h"

namespace tappay::card {
namespace {

constexpr std::size_t kLongestAnswer = 65'538;
// A card may keep promising more: no honest answer comes in that many pieces.
constexpr int kMostPieces = 260;
constexpr std::uint8_t kGetResponse = 0xC0;
constexpr std::uint8_t kMoreData = 0x61, kWrongLe = 0x6C;

constexpr int kMostResets = 3;
// How long after a failed exchange a reader may take to see that the card is gone.
constexpr std::chrono::milliseconds kGoneIn{500};

// The card has not negotiated a protocol anew when the reset is a moment old.
bool isReset(long code) {
    return code == SCARD_W_RESET_CARD || code == SCARD_E_PROTO_MISMATCH;
}

std::uint8_t first(std::uint16_t sw) {
    return static_cast<std::uint8_t>(sw >> 8);
}

std::uint16_t lengthIn(std::uint16_t sw) {
    return static_cast<std::uint16_t>(sw & 0xFF);
}

}  // namespace

Result<std::unique_ptr<apdu::Card>> PcscCard::connect(const CardPlace& place,
                                                      const PinPadTimes& pinPad) {
    TAPPAY_TRY(link, ExclusiveLink::open(place.reader));
    auto card = std::unique_ptr<PcscCard>(new PcscCard(std::move(link), place, pinPad));
    // Asked only now, because from here on the link belongs to one card.
    TAPPAY_CHECK(card->checkPlace());
    card->readAtr();
    return card;
}

PcscCard::PcscCard(std::shared_ptr<ExclusiveLink> link, CardPlace place, const PinPadTimes& pinPad)
    : m_link(std::move(link)),
      m_place(std::move(place)),
      m_pinPadTimes(pinPad),
      m_buffer(kLongestAnswer) {}

PcscCard::~PcscCard() {
    wipe(m_buffer);
}

Result<void> PcscCard::checkPlace() {
    TAPPAY_TRY(state, readerState(m_link->session(), m_place.reader));
    if (!state.cardPresent) return fail(FailureCode::CardRemoved, "connect");
    if (state.events != m_place.events) return fail(FailureCode::CardChanged, "connect");
    return {};
}

void PcscCard::readAtr() {
    Bytes atr(MAX_ATR_SIZE);
    DWORD length = atr.size(), nameLength = 0, state = 0, protocol = 0;
    if (SCardStatus(m_link->handle(), nullptr, &nameLength, &state, &protocol, atr.data(),
                    &length) != SCARD_S_SUCCESS)
        return;
    atr.resize(length);
    m_atr = std::move(atr);
}

Result<apdu::Response> PcscCard::transmit(const apdu::Command& command) {
    auto sent = command;
    // T=0 has no room for Lc and Le in one command: the answer is announced with 61xx.
    if (m_link->protocol() == SCARD_PROTOCOL_T0 && !sent.data.empty()) sent.le.reset();
    TAPPAY_TRY(response, exchangeWithLe(std::move(sent)));
    for (int pieces = 0; first(response.sw) == kMoreData; ++pieces) {
        if (pieces == kMostPieces || response.data.size() > kLongestAnswer)
            return fail(FailureCode::CardDataMalformed, "answer without end");
        apdu::Command more;
        more.ins = kGetResponse;
        more.le = lengthIn(response.sw);
        TAPPAY_TRY(piece, exchangeWithLe(std::move(more)));
        append(response.data, piece.data);
        response.sw = piece.sw;
    }
    return response;
}

Result<apdu::Response> PcscCard::exchangeWithLe(apdu::Command command) {
    auto response = exchange(command);
    const bool wrongLe = response && first(response->sw) == kWrongLe && command.data.empty();
    wipe(command.data);  // may be a PIN
    if (!wrongLe) return response;
    command.le = lengthIn(response->sw);
    return exchange(command);
}

long PcscCard::send(const apdu::Command& command, DWORD& length) {
    const auto* header = m_link->protocol() == SCARD_PROTOCOL_T0 ? SCARD_PCI_T0 : SCARD_PCI_T1;
    length = m_buffer.size();
    Bytes sent = command.encode();
    const auto code = SCardTransmit(m_link->handle(), header, sent.data(), sent.size(), nullptr,
                                    m_buffer.data(), &length);
    wipe(sent);
    return code;
}

Result<apdu::Response> PcscCard::exchange(const apdu::Command& command) {
    if (m_pinPad && m_pinPad->isLeftAlone())
        return fail(FailureCode::ReaderBusy, "it still asks for the PIN");
    DWORD length = 0;
    auto code = send(command, length);
    for (int i = 0; i < kMostResets && isReset(code) && !m_spoken; ++i) {
        // The one before us reset it while letting go of it. It must still be the same card.
        if (!m_link->takeOver() || !checkPlace()) break;
        code = send(command, length);
    }
    m_spoken = m_spoken || code == SCARD_S_SUCCESS;
    if (code != SCARD_S_SUCCESS) return std::unexpected(explain(code, "transmit"));
    // Some drivers report a card that was torn out as success with nothing in it.
    auto response = apdu::parseResponse(ByteView(m_buffer).first(length));
    wipe(std::span(m_buffer).first(length));
    return response;
}

// Readers are asked only when a PIN is to be entered: most cards never need one.
apdu::PinPad* PcscCard::pinPad() {
    if (!std::exchange(m_pinPadSought, true))
        m_pinPad = PcscPinPad::of(m_link, m_pinPadTimes,
                                  [this](long code) { return explain(code, "PIN on the reader"); });
    return m_pinPad.get();
}

Failure PcscCard::explain(long pcscCode, const char* during) {
    auto failure = failureOf(pcscCode, during);
    if (failure.code == FailureCode::ReaderServiceDown) return failure;
    // A failed exchange is most often a card on its way out; the reader knows.
    const auto state =
        failure.code == FailureCode::CardUnresponsive
            ? readerStateAfter(m_link->session(), m_place.reader, m_place.events, kGoneIn)
            : readerState(m_link->session(), m_place.reader);
    if (!state) {
        failure.code = state.error().code;
    } else if (!state->cardPresent) {
        failure.code = FailureCode::CardRemoved;
    } else if (state->events != m_place.events) {
        failure.code = FailureCode::CardChanged;
    }
    return failure;
}

}  // namespace tappay::card
