#pragma once

#include "terminal/onboarding/enrolled.h"
#include "terminal/onboarding/questions.h"
#include "terminal/parameters.h"

// The parameters' way from the back end: docs/protocol.md, "Parameters".
namespace tappay::terminal {

// A set as it came: kept, and checked again at each start.
struct SignedParameters {
    std::string compact;
    Parameters parameters;  // with the terminal's own names in them
};

// ParametersRejected when the signature, the terminal or anything in it is wrong.
Result<SignedParameters> readSignedParameters(std::string compact, const Enrolment& enrolment);

// Nothing when there are none that are newer than `present`. ParametersRejected for a lower
// version, another profile, and whatever the terminal doesn't understand.
Result<std::optional<SignedParameters>> fetchParameters(const OnboardingTools& tools,
                                                        const Enrolment& enrolment,
                                                        const Parameters* present,
                                                        const Deadline& deadline);

}  // namespace tappay::terminal
