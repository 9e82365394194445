#include <cstdlib>

#include "emv/surroundings.h"

// A card that answers whatever the input says. The first octet chooses what the host does; then
// each answer is a length of two octets and its bytes. At the end of the input the card is gone.

namespace {

using namespace tappay;

class FuzzedCard final : public apdu::Card {
public:
    explicit FuzzedCard(ByteView answers) : m_answers(answers) {}

    Result<apdu::Response> transmit(const apdu::Command&) override {
        if (m_answers.size() < 2) return fail(FailureCode::CardRemoved);
        const std::size_t claimed = static_cast<std::size_t>(m_answers[0] << 8 | m_answers[1]);
        const std::size_t length = std::min(claimed, m_answers.size() - 2);
        const ByteView answer = m_answers.subspan(2, length);
        m_answers = m_answers.subspan(2 + length);
        return apdu::parseResponse(answer);
    }
    [[nodiscard]] Bytes atr() const override { return {}; }

private:
    ByteView m_answers;
};

Result<emv::HostAnswer> hostAnswer(std::uint8_t choice) {
    switch (choice & 0x03) {
        case 0:
            return emv::HostAnswer{true, "00", *fromHex("546AD9E800FD23A93030"),
                                   *fromHex("7203860104710386010471028605")};
        case 1:
            return emv::HostAnswer{false, "51", {}, {}};
        case 2:
            return fail(FailureCode::HostUnreachable);
        default:
            return fail(FailureCode::HostTimeout);
    }
}

// What must hold whatever the card says.
bool holds(const emv::Outcome& outcome) {
    using emv::Decision;
    const bool isTc = (outcome.cid & 0xC0) == 0x40;
    switch (outcome.decision) {
        case Decision::ApprovedOnline:
            return outcome.hostApproved && isTc && !outcome.reason;
        case Decision::ApprovedOffline:
            return !outcome.hostApproved && isTc && !outcome.reason;
        default:
            return outcome.reason.has_value();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    static const emv::Parameters parameters = emv::test::shopParameters();
    static const emv::test::FixedClock clock;
    FuzzedCard card(ByteView(data, size).subspan(1));
    emv::test::FakeCardholder cardholder;
    if ((data[0] & 0x04) != 0) cardholder.pin = emv::PinEntry::Bypassed;
    emv::test::FakeHost host;
    host.answer = hostAnswer(data[0]);
    emv::test::ScriptedRandom random;
    const emv::Outcome outcome =
        emv::run(parameters, emv::test::sale(12345), {card, cardholder, host, clock, random, {}});
    if (!holds(outcome)) std::abort();
    return 0;
}
