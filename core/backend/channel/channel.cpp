#include "backend/channel/channel.h"

#include <algorithm>
#include <array>

#include "backend/answers.h"
#include "backend/refusal.h"
#include "backend/terminals/terminal.h"
#include "crypto/jose.h"

namespace tappay::backend {

namespace {

constexpr std::string_view kJson = "application/json", kJose = "application/jose";
// Nothing else passes: what a page may carry can't do more than pay.
constexpr std::array<std::string_view, 2> kCarried = {"/v1/authorisations", "/v1/captures"};

// Any page may ask and read the answer; none of it is a secret, and none of it hangs on who asks.
HttpResponse forPages(HttpResponse response) {
    response.headers.emplace_back("Access-Control-Allow-Origin", "*");
    return response;
}

HttpResponse preflight() {
    HttpResponse response = forPages({204, std::string(kJson), {}});
    response.headers.emplace_back("Access-Control-Allow-Methods", "POST");
    response.headers.emplace_back("Access-Control-Allow-Headers", "Content-Type");
    response.headers.emplace_back("Access-Control-Max-Age", "86400");
    return response;
}

HttpResponse refused(FailureCode code, std::string detail) {
    return forPages(refusal(statusOf(code), {code, std::move(detail)}));
}

}  // namespace

Channel::Channel(keys::KeyStore store, keys::KeyModule& module, Callers& callers, Inside inside,
                 const Clock& clock, const Log& log)
    : m_store(std::move(store)),
      m_module(module),
      m_callers(callers),
      m_inside(std::move(inside)),
      m_clock(clock),
      m_log(log) {}

Channel::~Channel() {
    m_loop.stop();
}

void Channel::handle(HttpRequest request, HttpReply reply) {
    if (request.method == "OPTIONS") return reply(preflight());
    if (request.method != "POST") return reply(refused(FailureCode::MethodUnknown, "POST only"));
    if (request.contentType != kJson)
        return reply(
            forPages(refusal(415, {FailureCode::InputMalformed, "application/json is wanted"})));
    m_loop.post([this, body = std::move(request.body), held = std::move(reply)]() mutable {
        open(body, std::move(held));
    });
}

void Channel::open(const std::string& body, HttpReply reply) {
    auto question = open(body);
    if (!question) {
        m_log.debug("channel", question.error().detail);
        return reply(refused(question.error().code, std::move(question.error().detail)));
    }
    HttpRequest inside{
        "POST", question->call.path, std::string(kJose), {}, std::move(question->call.body)};
    // The answer comes on another thread; where keys are used is here.
    m_inside(std::move(inside), [this, asked = std::move(*question),
                                 held = std::move(reply)](HttpResponse answer) mutable {
        m_loop.post([this, asked = std::move(asked), answer = std::move(answer),
                     held = std::move(held)]() mutable {
            auto sealed = seal(asked, answer);
            if (!sealed) {
                m_log.failure("channel", sealed.error());
                return held(refused(sealed.error().code, {}));
            }
            held(forPages({200, std::string(kJson), std::move(*sealed)}));
        });
    });
}

Result<Channel::Opened> Channel::open(const std::string& body) {
    TAPPAY_TRY(question, protocol::decodeChannelQuestion(body));
    TAPPAY_TRY(sealed, crypto::fromBase64Url(question.record));
    TAPPAY_TRY(keys, m_store.signedOn(question.session));
    if (keys.expires <= milliseconds(m_clock.now()))
        return fail(FailureCode::NotSignedOn, "the sign-on has expired");
    auto record = m_module.openRecord(keys.process, question.payment, sealed);
    if (!record && record.error().code == FailureCode::CryptoFailed)
        return fail(FailureCode::KeyRejected, "a record that does not open");
    if (!record) return std::unexpected(std::move(record).error());
    TAPPAY_TRY(call, protocol::decodeCarriedCall(toText(record->card.view())));
    TAPPAY_CHECK(checkTerminal(call, keys.terminalId));
    return Opened{std::move(keys.process), std::move(question.payment), record->number,
                  std::move(call)};
}

// Who seals under a sign-on and signs as somebody else has keys that aren't one terminal's.
Result<void> Channel::checkTerminal(const protocol::CarriedCall& call,
                                    const std::string& terminalId) {
    if (std::ranges::find(kCarried, call.path) == kCarried.end())
        return fail(FailureCode::NotFound, "no path of a payment");
    TAPPAY_TRY(verified, m_callers.verify(call.body));
    const auto& signer = verified.from->terminal;
    if (signer.terminalId == terminalId) return {};
    const Failure rejected{FailureCode::KeyRejected, "another terminal's sign-on"};
    m_callers.note(signer.keyId, signer.terminalId, rejected);
    return std::unexpected(rejected);
}

Result<std::string> Channel::seal(const Opened& question, const HttpResponse& answer) {
    const auto text = encode(protocol::CarriedAnswer{answer.status, answer.body});
    TAPPAY_TRY(sealed, m_module.sealRecord(question.process, question.payment, question.number,
                                           asBytes(text)));
    return protocol::encodeChannelAnswer(crypto::base64Url(sealed));
}

}  // namespace tappay::backend
