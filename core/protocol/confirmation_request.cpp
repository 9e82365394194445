#include "protocol/confirmation_request.h"

#include <QtCore/QCborStreamWriter>

#include "base/uuid.h"
#include "crypto/hash.h"
#include "protocol/confirmation_reader.h"
#include "protocol/message_text.h"
#include "protocol/order.h"

namespace tappay::protocol {

namespace {

constexpr std::string_view kForm = "tap-and-pay confirmation 1";
constexpr std::string_view kCodeLabel = "tap-and-pay code";
constexpr std::size_t kLongestName = 100, kLongestAccount = 40, kUuid = 16;
constexpr std::size_t kMembers = 11;
constexpr std::int64_t kEndOfYear9999 = 253'402'300'799;

bool isUuidV7(ByteView octets) {
    return octets.size() == kUuid && (octets[6] >> 4) == 7 && (octets[8] >> 6) == 2;
}

std::string uuidText(ByteView octets) {
    std::string text = toHex(octets);
    for (char& c : text)
        if (c >= 'A' && c <= 'F') c = static_cast<char>(c - 'A' + 'a');
    for (const std::size_t at : {8U, 13U, 18U, 23U})
        text.insert(at, 1, '-');
    return text;
}

Bytes uuidOctets(std::string text) {
    std::erase(text, '-');
    return fromHex(text).value_or(Bytes{});
}

Result<void> check(const ConfirmationRequest& request) {
    const auto visible = isVisibleText(request.payerAccount, kLongestAccount) &&
                         isVisibleText(request.order, kLongestName) &&
                         isVisibleText(request.payee, kLongestName) &&
                         isVisibleText(request.payeeAccount, kLongestAccount);
    if (!visible) return fail(FailureCode::InputMalformed, "text that can't be shown");
    const auto kind = static_cast<int>(request.kind);
    if (kind < 1 || kind > 3) return fail(FailureCode::InputMalformed, "kind");
    const auto expires = request.expires.time_since_epoch().count();
    if (expires < 0 || expires > kEndOfYear9999) return fail(FailureCode::InputMalformed, "expiry");
    if (request.nonce.size() != kConfirmationNonce)
        return fail(FailureCode::InputMalformed, "nonce");
    if (request.amount.minor <= 0 || request.amount.minor > Money::kMax)
        return fail(FailureCode::AmountInvalid, "amount of a confirmation");
    TAPPAY_CHECK(currencyByAlpha(request.amount.currency.alpha));
    return {};
}

// The shortest forms and a known length are this writer's own way; the keys ascend as written.
class Writer {
public:
    Writer() : m_writer(&m_octets) { m_writer.startMap(kMembers); }

    void text(std::string_view value) {
        key();
        m_writer.appendTextString(value.data(), static_cast<qsizetype>(value.size()));
    }
    void octets(ByteView value) {
        key();
        m_writer.appendByteString(reinterpret_cast<const char*>(value.data()),
                                  static_cast<qsizetype>(value.size()));
    }
    void number(std::int64_t value) {
        key();
        m_writer.append(static_cast<quint64>(value));
    }
    Bytes finish() {
        m_writer.endMap();
        return {m_octets.begin(), m_octets.end()};
    }

private:
    void key() { m_writer.append(++m_key); }

    QByteArray m_octets;
    QCborStreamWriter m_writer;
    quint64 m_key = 0;
};

Bytes write(const ConfirmationRequest& request) {
    Writer writer;
    writer.text(kForm);
    writer.octets(uuidOctets(request.id));
    writer.number(static_cast<std::int64_t>(request.kind));
    writer.text(request.payerAccount);
    writer.text(request.order);
    writer.text(request.payee);
    writer.text(request.payeeAccount);
    writer.number(request.amount.minor);
    writer.text(request.amount.currency.alpha);
    writer.number(request.expires.time_since_epoch().count());
    writer.octets(request.nonce);
    return writer.finish();
}

Result<ConfirmationRequest> read(ByteView octets) {
    ConfirmationReader reader(octets, kMembers);
    if (reader.text() != kForm) reader.refuse("not a confirmation request");
    ConfirmationRequest request;
    const auto id = reader.octets();
    if (isUuidV7(id))
        request.id = uuidText(id);
    else
        reader.refuse("identifier");
    request.kind = static_cast<ConfirmationKind>(reader.number(3));
    request.payerAccount = reader.text();
    request.order = reader.text();
    request.payee = reader.text();
    request.payeeAccount = reader.text();
    request.amount.minor = reader.number(Money::kMax);
    const auto currency = reader.text();
    request.expires = std::chrono::sys_seconds(std::chrono::seconds(reader.number(kEndOfYear9999)));
    request.nonce = reader.octets();
    TAPPAY_CHECK(reader.end());
    TAPPAY_TRY(known, currencyByAlpha(currency));
    request.amount.currency = known;
    return request;
}

}  // namespace

Result<Bytes> encode(const ConfirmationRequest& request) {
    TAPPAY_CHECK(check(request));
    if (!isUuid(request.id) || !isUuidV7(uuidOctets(request.id)))
        return fail(FailureCode::InputMalformed, "identifier of a confirmation");
    auto octets = write(request);
    if (octets.size() > kLongestConfirmation) return fail(FailureCode::InputMalformed, "too long");
    return octets;
}

Result<ConfirmationRequest> decodeConfirmationRequest(ByteView octets) {
    if (octets.size() > kLongestConfirmation) return fail(FailureCode::InputMalformed, "too long");
    TAPPAY_TRY(request, read(octets));
    TAPPAY_CHECK(check(request));
    if (write(request) != Bytes(octets.begin(), octets.end()))
        return fail(FailureCode::InputMalformed, "not the canonical form");
    return request;
}

Bytes confirmationDigest(ByteView octets) {
    return crypto::sha256(octets);
}

std::string confirmationCode(ByteView octets) {
    const auto hash = crypto::sha256(concat({asBytes(kCodeLabel), octets}));
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < 4; ++i)
        number = number << 8 | hash[i];
    const auto digits = std::to_string(number % 10'000);
    return std::string(4 - digits.size(), '0') + digits;
}

bool mixedScripts(std::string_view utf8) {
    QChar::Script word = QChar::Script_Common;
    for (const char32_t character : qt(utf8).toUcs4()) {
        if (!QChar::isLetter(character) && !QChar::isMark(character)) word = QChar::Script_Common;
        const auto script = QChar::script(character);
        if (script != QChar::Script_Latin && script != QChar::Script_Greek &&
            script != QChar::Script_Cyrillic)
            continue;
        if (word != QChar::Script_Common && word != script) return true;
        word = script;
    }
    return false;
}

}  // namespace tappay::protocol
