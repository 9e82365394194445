#include "emv/contactless/selection.h"

#include <algorithm>

#include "emv/application_selection.h"
#include "emv/contactless/qualifiers.h"

namespace tappay::emv::contactless {

namespace {

constexpr std::uint8_t kContactlessChip = 0x07;  // 9F39

// What the terminal tells this application beyond what it tells one in a slot.
void loadContactlessData(Tap& tap) {
    Session& session = tap.session;
    const auto combination =
        std::ranges::find(tap.allowed, session.application, &Combination::application);
    tap.ttq = Ttq(combination->ttq);
    session.data.set(tag::kTerminalQualifiers, tap.ttq.octets());
    session.data.set(tag::kEntryMode, Bytes{kContactlessChip});
    session.decided("JR/T 0025.12, pre-processing",
                    {"terminal qualifiers ", toHex(tap.ttq.octets())});
}

}  // namespace

TapResult<void> selectApplication(Tap& tap, const std::vector<Candidate>& candidates) {
    bool blocked = false;
    for (const Candidate& candidate : candidates) {
        TAPPAY_TRY(answer, tap.session.card.transmit(apdu::select(candidate.aid)));
        blocked = blocked || answer.sw == 0x6283;
        if (!answer.ok()) continue;
        const auto fci = parseFci(answer.data);
        if (!fci || !std::ranges::equal(fci->dfName, candidate.aid)) continue;
        takeSelected(tap.session, candidate, *fci);
        loadContactlessData(tap);
        return {};
    }
    return useContact(tap.session.parameters, "no application is left to select",
                      blocked ? FailureCode::CardBlocked : FailureCode::CardNotAccepted);
}

}  // namespace tappay::emv::contactless
