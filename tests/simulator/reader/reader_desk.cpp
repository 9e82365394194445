#include "reader_desk.h"

#include <array>

namespace tappay::test {
namespace {

constexpr DWORD kPatienceMs = 5000;

}  // namespace

ReaderDesk::ReaderDesk(simulator::ReaderChoice choice) : m_choice(choice) {}

ReaderDesk::~ReaderDesk() {
    for (const auto card : m_connected)
        SCardDisconnect(card, SCARD_UNPOWER_CARD);
    if (m_context != 0) SCardReleaseContext(m_context);
    m_box.reset();
}

void ReaderDesk::SetUp() {
    ASSERT_EQ(m_pcscd.start(m_choice), "");
    m_box = std::make_unique<simulator::CardBox>(
        m_cards.path(), m_pcscd.readerSocket(), m_random, m_log,
        m_choice.contactless ? m_pcscd.contactlessSocket() : std::string());
    ASSERT_EQ(SCardEstablishContext(SCARD_SCOPE_SYSTEM, nullptr, nullptr, &m_context),
              SCARD_S_SUCCESS);
}

void ReaderDesk::makeCard(const std::string& name, bool contact, bool contactless) {
    auto profile = vectorProfile();
    profile.contact = contact;
    profile.contactless = contactless;
    profile.applications[0].contactless.emplace();
    profile.contactlessAtr = hex("3B8880015441505041593030");
    ASSERT_TRUE(simulator::saveProfile(profile, m_cards.path(name + ".json")));
}

bool ReaderDesk::waitFor(const char* reader, bool present) {
    SCARD_READERSTATE state{};
    state.szReader = reader;
    while (true) {
        if (SCardGetStatusChange(m_context, kPatienceMs, &state, 1) != SCARD_S_SUCCESS)
            return false;
        if (((state.dwEventState & SCARD_STATE_PRESENT) != 0) == present) return true;
        state.dwCurrentState = state.dwEventState;
    }
}

SCARDHANDLE ReaderDesk::connect(const char* reader) {
    SCARDHANDLE card = 0;
    DWORD protocol = 0;
    EXPECT_EQ(SCardConnect(m_context, reader, SCARD_SHARE_SHARED,
                           SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1, &card, &protocol),
              SCARD_S_SUCCESS)
        << reader;
    m_connected.push_back(card);
    return card;
}

Bytes ReaderDesk::atr(SCARDHANDLE card) {
    Bytes atr(MAX_ATR_SIZE);
    DWORD length = atr.size(), state = 0, protocol = 0, nameLength = 0;
    EXPECT_EQ(SCardStatus(card, nullptr, &nameLength, &state, &protocol, atr.data(), &length),
              SCARD_S_SUCCESS);
    atr.resize(length);
    return atr;
}

std::string ReaderDesk::transmit(SCARDHANDLE card, std::string_view command) {
    const Bytes bytes = hex(command);
    std::array<std::uint8_t, 258> answer;
    DWORD length = answer.size(), protocol = 0, state = 0, nameLength = 0, atrLength = 0;
    EXPECT_EQ(SCardStatus(card, nullptr, &nameLength, &state, &protocol, nullptr, &atrLength),
              SCARD_S_SUCCESS);
    const auto* header = protocol == SCARD_PROTOCOL_T1 ? SCARD_PCI_T1 : SCARD_PCI_T0;
    EXPECT_EQ(
        SCardTransmit(card, header, bytes.data(), bytes.size(), nullptr, answer.data(), &length),
        SCARD_S_SUCCESS);
    return toHex(ByteView(answer).first(length));
}

}  // namespace tappay::test
