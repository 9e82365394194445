#include "emv/contactless/ppse.h"

#include <algorithm>

#include "emv/file_control_information.h"

namespace tappay::emv::contactless {

namespace {

constexpr std::string_view kEnvironment = "2PAY.SYS.DDF01";
constexpr std::uint16_t kCardBlocked = 0x6A81;
constexpr std::uint16_t kFileBlocked = 0x6283;

// The most exact parameters count, even when it is they that forbid to tap.
const AidParameters* allowedFor(const Tap& tap, ByteView aid) {
    const AidParameters* own = parametersFor(tap.session.parameters, aid);
    const bool allowed =
        std::ranges::find(tap.allowed, own, &Combination::application) != tap.allowed.end();
    return allowed ? own : nullptr;
}

// Nobody is asked: the indicator's wish for a confirmation is not for contactless (Book B, 3.3.2).
Result<void> takeEntry(const Tap& tap, ByteView entry, std::vector<Candidate>& candidates) {
    TAPPAY_TRY(objects, tlv::parse(entry));
    if (const auto aid = tlv::find(objects, tag::kAdfName))
        addCandidate(candidates, *aid, objects, std::nullopt, allowedFor(tap, *aid));
    return {};
}

// Directory entries are in the FCI itself; no record is read.
Result<std::vector<Candidate>> parseDirectory(const Tap& tap, ByteView answer) {
    std::vector<Candidate> candidates;
    TAPPAY_TRY(fci, parseFci(answer));
    const auto discretionary = tlv::find(fci.proprietary, tag::kFciDiscretionary);
    if (!discretionary) return candidates;
    TAPPAY_TRY(entries, tlv::parse(*discretionary));
    for (const tlv::Item& entry : entries)
        if (entry.tag == tag::kApplicationTemplate)
            TAPPAY_CHECK(takeEntry(tap, entry.value, candidates));
    return candidates;
}

}  // namespace

TapResult<std::vector<Candidate>> readDirectory(Tap& tap) {
    const Parameters& parameters = tap.session.parameters;
    TAPPAY_TRY(answer, tap.session.card.transmit(apdu::select(asBytes(kEnvironment))));
    if (answer.sw == kCardBlocked || answer.sw == kFileBlocked)
        return useContact(parameters, "the card or its directory is blocked",
                          FailureCode::CardBlocked);
    if (!answer.ok()) return useContact(parameters, "no directory of contactless applications");
    auto candidates = parseDirectory(tap, answer.data);
    if (!candidates) return useContact(parameters, candidates.error().detail);
    if (candidates->empty()) return useContact(parameters, "no application in common");
    return std::move(*candidates);
}

}  // namespace tappay::emv::contactless
