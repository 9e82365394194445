#include "terminal/protections.h"

#include "base/standing_failures.h"

namespace tappay::terminal {

namespace {

// A certificate that ends sooner is worth a word while there is time to renew it.
constexpr std::chrono::days kNotice{30};

Grade gradeOf(const ChipFacts& chip) {
    if (chip.trouble) return Grade::Missing;
    return chip.form == chip::Form::Tpm ? Grade::Active : Grade::Weaker;
}

// The back end takes nothing from this terminal, whatever keys it holds.
bool isRefused(const std::optional<Failure>& standing) {
    return standing &&
           (concernsStanding(standing->code) || standing->code == FailureCode::ChipNotTrusted);
}

Grade gradeOfKeys(const SecurityStatus& it, const std::optional<Failure>& standing, Time now) {
    if (isRefused(standing) || !it.enrolment || !it.masterKey || !it.signOn) return Grade::Missing;
    if (it.enrolment->validUntil <= now) return Grade::Missing;
    const bool endsSoon = it.enrolment->validUntil <= now + kNotice;
    const bool renewalOverdue = it.keyRenewal && *it.keyRenewal <= now;
    const bool signOnExpired = it.signOn->expires <= now;
    return endsSoon || renewalOverdue || signOnExpired ? Grade::Weaker : Grade::Active;
}

Grade gradeOf(const std::optional<ParametersFacts>& parameters) {
    if (!parameters) return Grade::Missing;
    return parameters->profile == "production" ? Grade::Active : Grade::Weaker;
}

}  // namespace

// The keys of a PC/SC reader (part 10) can verify a PIN with the card, and not encipher one for the
// bank: with or without them a PIN is also typed on the screen, so PIN entry is never more than
// weaker.
std::array<Protection, 4> protectionsOf(const SecurityStatus& security,
                                        const std::optional<Failure>& standing, Time now) {
    return {{{"chip", gradeOf(security.chip)},
             {"keys", gradeOfKeys(security, standing, now)},
             {"parameters", gradeOf(security.parameters)},
             {"pin_entry", Grade::Weaker}}};
}

}  // namespace tappay::terminal
