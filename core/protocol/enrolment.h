#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "crypto/tpm2/credential.h"
#include "crypto/tpm2/statement.h"

// How a machine becomes a terminal: docs/protocol.md, "Enrolment". Public areas are TPMT_PUBLIC,
// certificates DER, the certificate of a key before those that issued it.
namespace tappay::protocol {

struct ChipFacts {
    std::string form;  // "tpm", "virtual" or "software": what it says of itself
    std::string maker, model, firmware;
};

// Signed by the identity key it carries: who asks holds that key.
struct EnrolmentRequest {
    std::string code;  // from the operator
    ChipFacts chip;
    std::vector<Bytes> defaultCertificates;
    Bytes endorsement, attestation, identity, storage;  // public areas
    std::string time;
};

// Only the chip with the default key and the attestation key can go on from here.
struct EnrolmentChallenge {
    std::string session;
    Bytes nonce;  // for the statements, 32 octets
    crypto::tpm2::Credential credential;
};

struct EnrolmentProof {
    std::string session;
    Bytes opened;  // what was hidden in the credential
    crypto::tpm2::Statement identity, storage;
    std::string time;
};

struct Enrolled {
    std::string session;
    std::vector<Bytes> certificates;  // the transaction certificate and its issuers
    std::string transactionId;        // the unique transaction identifier
    std::string terminalId, merchantId, merchantName;
    std::string keyId;                           // kid of the terminal's messages from now on
    std::string sealKeyId;                       // of the back end's sealing key
    Bytes sealKey;                               // X || Y, P-256
    std::vector<Bytes> answerCertificates;       // who signs the back end's answers
    std::vector<Bytes> distributorCertificates;  // who distributes keys
    std::string time;
};

std::string encode(const EnrolmentRequest& request);
std::string encode(const EnrolmentChallenge& challenge);
std::string encode(const EnrolmentProof& proof);
std::string encode(const Enrolled& enrolled);
Result<EnrolmentRequest> decodeEnrolmentRequest(std::string_view json);
Result<EnrolmentChallenge> decodeEnrolmentChallenge(std::string_view json);
Result<EnrolmentProof> decodeEnrolmentProof(std::string_view json);
Result<Enrolled> decodeEnrolled(std::string_view json);

}  // namespace tappay::protocol
