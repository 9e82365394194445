#include "protocol/channel.h"

#include "base/uuid.h"
#include "crypto/hash.h"
#include "crypto/jose.h"
#include "protocol/message_text.h"
#include "protocol/sealed_transaction.h"

namespace tappay::protocol {

namespace {

constexpr std::size_t kLongestRecord = 12 * 1024, kLongestBody = 8 * 1024, kLongestPath = 64;
constexpr std::size_t kKey = 32;

SecretBytes derive(const SecretBytes& processKey, ByteView info) {
    auto octets = crypto::hkdfSha256(processKey.view(), {}, info, kKey);
    SecretBytes key(octets);
    wipe(octets);
    return key;
}

}  // namespace

std::string encode(const ChannelQuestion& question) {
    return json({{"session", qt(question.session)},
                 {"payment", qt(question.payment)},
                 {"record", qt(question.record)}});
}

Result<ChannelQuestion> decodeChannelQuestion(std::string_view text) {
    TAPPAY_TRY(reader, ObjectReader::parse(text));
    ChannelQuestion question;
    question.session = reader.text("session", isUuid);
    question.payment = reader.text("payment", isUuid);
    question.record = reader.text("record", ascii(1, kLongestRecord));
    reader.refuseUnknown();
    TAPPAY_CHECK(reader.status());
    return question;
}

std::string encodeChannelAnswer(std::string_view record) {
    return json({{"record", qt(record)}});
}

Result<std::string> decodeChannelAnswer(std::string_view text) {
    TAPPAY_TRY(reader, ObjectReader::parse(text));
    auto record = reader.text("record", ascii(1, kLongestRecord));
    TAPPAY_CHECK(reader.status());
    return record;
}

std::string encode(const CarriedCall& call) {
    return json({{"path", qt(call.path)}, {"body", qt(call.body)}});
}

std::string encode(const CarriedAnswer& answer) {
    return json({{"status", static_cast<qint64>(answer.status)}, {"body", qt(answer.body)}});
}

Result<CarriedCall> decodeCarriedCall(std::string_view text) {
    TAPPAY_TRY(reader, ObjectReader::parse(text));
    CarriedCall call;
    call.path = reader.text("path", ascii(1, kLongestPath));
    call.body = reader.text("body", ascii(1, kLongestBody));
    TAPPAY_CHECK(reader.status());
    return call;
}

Result<CarriedAnswer> decodeCarriedAnswer(std::string_view text) {
    TAPPAY_TRY(reader, ObjectReader::parse(text));
    CarriedAnswer answer;
    answer.status = static_cast<unsigned>(reader.integer("status", 100, 599));
    answer.body = reader.text("body");
    TAPPAY_CHECK(reader.status());
    return answer;
}

Bytes channelCallKeyInfo(std::string_view payment) {
    return concat({asBytes("tap-and-pay channel call"), asBytes(payment)});
}

Bytes channelAnswerKeyInfo(std::string_view payment) {
    return concat({asBytes("tap-and-pay channel answer"), asBytes(payment)});
}

ChannelEnd::ChannelEnd(const SecretBytes& processKey, std::string session, std::string payment)
    : m_callKey(derive(processKey, channelCallKeyInfo(payment))),
      m_answerKey(derive(processKey, channelAnswerKeyInfo(payment))),
      m_session(std::move(session)),
      m_payment(std::move(payment)) {}

Result<ChannelQuestion> ChannelEnd::seal(std::uint32_t number, const CarriedCall& call,
                                         Random& random) const {
    TAPPAY_TRY(sealed, sealTransaction(m_callKey, number, asBytes(encode(call)), random));
    return ChannelQuestion{m_session, m_payment, crypto::base64Url(sealed)};
}

Result<CarriedAnswer> ChannelEnd::open(std::uint32_t number, std::string_view record) const {
    const auto read = [&]() -> Result<CarriedAnswer> {
        TAPPAY_TRY(sealed, crypto::fromBase64Url(record));
        TAPPAY_TRY(opened, openTransaction(m_answerKey.view(), sealed));
        if (opened.number != number)
            return fail(FailureCode::HostAnswerInvalid, "an answer to another question");
        return decodeCarriedAnswer(toText(opened.card.view()));
    };
    auto answer = read();
    if (!answer) return fail(FailureCode::HostAnswerInvalid, answer.error().detail);
    return answer;
}

}  // namespace tappay::protocol
