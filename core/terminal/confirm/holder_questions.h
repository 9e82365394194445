#pragma once

#include "protocol/push.h"
#include "protocol/security_device.h"
#include "terminal/onboarding/questions.h"

// What is asked of the back end about phones, devices and confirmations: docs/protocol.md from
// "Phones" on. Each question gets its terminal and its time here, and only answers are taken that
// are signed, and to this very question.
namespace tappay::terminal {

// HostUnreachable, HostTimeout, HostAnswerInvalid, or what the back end says; here and below.
Result<protocol::Phones> askAboutPhones(const OnboardingTools& tools,
                                        const link::TerminalIdentity& identity,
                                        protocol::PhoneQuestion question, const Deadline& deadline);
Result<protocol::SecurityDevices> askAboutDevices(const OnboardingTools& tools,
                                                  const link::TerminalIdentity& identity,
                                                  protocol::DeviceQuestion question,
                                                  const Deadline& deadline);

Result<protocol::Pairing> offerPairing(const OnboardingTools& tools,
                                       const link::TerminalIdentity& identity,
                                       protocol::PairingOffer offer, const Deadline& deadline);
Result<protocol::Pairing> askAboutPairing(const OnboardingTools& tools,
                                          const link::TerminalIdentity& identity,
                                          protocol::PairingQuestion question,
                                          const Deadline& deadline);

Result<protocol::Confirmation> sendIntent(const OnboardingTools& tools,
                                          const link::TerminalIdentity& identity,
                                          protocol::ConfirmationIntent intent,
                                          const Deadline& deadline);
Result<protocol::Confirmation> askAboutConfirmation(const OnboardingTools& tools,
                                                    const link::TerminalIdentity& identity,
                                                    protocol::ConfirmationQuestion question,
                                                    const Deadline& deadline);

// The answer may come `wait` later, when there is nothing to tell before.
Result<protocol::Events> askForEvents(const OnboardingTools& tools,
                                      const link::TerminalIdentity& identity, std::int64_t cursor,
                                      std::chrono::seconds wait, const Deadline& deadline);

}  // namespace tappay::terminal
