#pragma once

#include <functional>

#include "terminal/onboarding/enrolled.h"
#include "terminal/onboarding/questions.h"

// How this machine becomes a terminal: docs/protocol.md, "Enrolment".
namespace tappay::terminal {

// `keep` is called with the proof before it is sent: the code is used up with it, so that after a
// power cut only the same proof (finishEnrolment) gets the answer.
using KeepProof = std::function<Result<void>(const protocol::EnrolmentProof&)>;

// The chip's failures, those of the exchange, EnrolmentCodeInvalid, ChipNotTrusted,
// HostAnswerInvalid.
Result<Enrolment> enrol(const OnboardingTools& tools, const chip::Factory& factory,
                        const std::string& code, const KeepProof& keep, const Deadline& deadline);
Result<Enrolment> finishEnrolment(const OnboardingTools& tools, const chip::Factory& factory,
                                  protocol::EnrolmentProof proof, const Deadline& deadline);

}  // namespace tappay::terminal
