#pragma once

#include "protocol/cardholder.h"
#include "terminal/onboarding/questions.h"

// What is asked of the back end about the cardholder's account; only answers are taken that are
// signed, and to this very question.
namespace tappay::terminal {

// How long one answer may take.
constexpr std::chrono::seconds kAccountAnswerTime{25};

// HostUnreachable, HostTimeout, HostAnswerInvalid, or what the back end says; here and below.
Result<protocol::CardholderChallenge> askForChallenge(const OnboardingTools& tools,
                                                      const link::TerminalIdentity& identity,
                                                      const Deadline& deadline);
// `proof` gets its terminal and its time here.
Result<protocol::CardholderAnswer> proveCard(const OnboardingTools& tools,
                                             const link::TerminalIdentity& identity,
                                             protocol::CardProof proof, const Deadline& deadline);
// The same for a question.
Result<protocol::CardholderAnswer> askAboutAccount(const OnboardingTools& tools,
                                                   const link::TerminalIdentity& identity,
                                                   protocol::CardholderQuestion question,
                                                   const Deadline& deadline);
// Everything that is kept, as a JSON object.
Result<std::string> askForExport(const OnboardingTools& tools,
                                 const link::TerminalIdentity& identity, const Deadline& deadline);

}  // namespace tappay::terminal
