#pragma once

#include <string>
#include <string_view>

#include "base/random.h"
#include "base/result.h"
#include "base/secret.h"

// The secure channel of one web payment: what terminal and back end say to each other through a
// browser that can neither read, change nor swap it. docs/protocol.md, "Channel".
namespace tappay::protocol {

// As it travels; the record is a sealed form as in sealed_transaction.h, in base64url.
struct ChannelQuestion {
    std::string session;  // the sign-on whose process key protects it
    std::string payment;  // UUIDv7, the key of the payment
    std::string record;
};
std::string encode(const ChannelQuestion& question);
Result<ChannelQuestion> decodeChannelQuestion(std::string_view json);
std::string encodeChannelAnswer(std::string_view record);
Result<std::string> decodeChannelAnswer(std::string_view json);

// In the record of a question: a call of the paths of a payment.
struct CarriedCall {
    std::string path;  // "/v1/authorisations" or "/v1/captures"
    std::string body;  // as it would be sent there
};
// In the record of its answer.
struct CarriedAnswer {
    unsigned status = 0;
    std::string body;
};
std::string encode(const CarriedCall& call);
std::string encode(const CarriedAnswer& answer);
Result<CarriedCall> decodeCarriedCall(std::string_view json);
Result<CarriedAnswer> decodeCarriedAnswer(std::string_view json);

// The infos with which HKDF-SHA256 makes the keys of both directions from the process key, without
// salt: 32 octets.
Bytes channelCallKeyInfo(std::string_view payment);
Bytes channelAnswerKeyInfo(std::string_view payment);

// The terminal's end. Numbers of a payment begin with 1; an answer has its question's number.
class ChannelEnd {
public:
    ChannelEnd(const SecretBytes& processKey, std::string session, std::string payment);

    Result<ChannelQuestion> seal(std::uint32_t number, const CarriedCall& call,
                                 Random& random) const;
    // HostAnswerInvalid when it isn't the answer to question `number`.
    [[nodiscard]] Result<CarriedAnswer> open(std::uint32_t number, std::string_view record) const;

private:
    SecretBytes m_callKey, m_answerKey;
    std::string m_session, m_payment;
};

}  // namespace tappay::protocol
