#pragma once

#include <string>

#include "crypto/certificate.h"
#include "link/back_end.h"
#include "protocol/enrolment.h"
#include "terminal/security.h"

namespace tappay::terminal {

// What an enrolment has made of this machine, as checked against the authority in the chip.
struct Enrolment {
    std::string compact;  // the back end's signed answer: all of the below comes from it
    protocol::Enrolled answer;
    crypto::EcPublicKey answersBy;
    Time at;  // as the back end has signed it
};

// HostAnswerInvalid when a certificate or the signature does not fit, or when the transaction
// certificate is not for `identity`, the key of this chip.
Result<Enrolment> readEnrolment(std::string compact, const Bytes& authority,
                                const crypto::EcPublicKey& identity);

link::TerminalIdentity identityOf(const Enrolment& enrolment);
EnrolmentFacts factsOf(const Enrolment& enrolment);

}  // namespace tappay::terminal
