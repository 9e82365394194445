#include "backend/terminal_service.h"

#include "backend/distribution/key_distributor.h"
#include "backend/enrolment/enrolment.h"
#include "backend/parameters/parameters.h"
#include "backend/sign_on/sign_ons.h"

namespace tappay::backend {

namespace {

constexpr std::string_view kBegin = "/v1/enrolment", kProve = "/v1/enrolment/proof",
                           kHello = "/v1/keys/hello", kRequest = "/v1/keys/request",
                           kReceipt = "/v1/keys/receipt", kSignOn = "/v1/sign-ons",
                           kParameters = "/v1/parameters";

}  // namespace

// In the order of their use of each other.
struct TerminalService::Parts {
    Parts(const Config& config, TerminalRegister openedRegister, keys::KeyStore openedKeys,
          const KeyRoom& keyRoom, std::unique_ptr<TerminalDirectory> openedDirectory,
          GroupCommit& records, NetworkLink& network, const Answers& answers,
          const Clock& usedClock, Random& random, const Log& usedLog)
        : clock(usedClock),
          log(usedLog),
          terminals(std::move(openedRegister)),
          directory(std::move(openedDirectory)),
          keys(std::move(openedKeys)),
          issuer(*config.enrolment, clock),
          enrolment(config, issuer, terminals, answers, clock, random),
          distributor(*config.enrolment, issuer, *keyRoom.module, keys, terminals, clock, random),
          parameters(terminals, answers, clock),
          networkSignOn(config.network, records, network),
          signOns(config, keyRoom, keys, terminals, networkSignOn, answers, loop, clock, random) {}
    ~Parts() { loop.stop(); }
    Parts(const Parts&) = delete;
    Parts& operator=(const Parts&) = delete;

    void ask(const std::string& target, const EnrolledTerminal& terminal,
             const std::string& payload, Answered done) {
        if (target == kSignOn) return signOns.signOn(terminal, payload, std::move(done));
        if (target == kParameters) return done(parameters.answer(terminal, payload));
        if (target == kHello) return done(distributor.hello(terminal, payload));
        if (target == kRequest) return done(distributor.request(terminal, payload));
        done(distributor.receipt(terminal, payload));
    }

    const Clock& clock;
    const Log& log;
    EventLoop loop;
    TerminalRegister terminals;
    std::unique_ptr<TerminalDirectory> directory;
    keys::KeyStore keys;
    CertificateIssuer issuer;
    Enrolment enrolment;
    KeyDistributor distributor;
    Parameters parameters;
    NetworkSignOn networkSignOn;
    SignOns signOns;
};

Result<std::unique_ptr<TerminalService>> TerminalService::start(
    const Config& config, KeyRoom& keyRoom, GroupCommit& records, NetworkLink& network,
    const Answers& answers, const Clock& clock, Random& random, const Log& log) {
    const auto& enrolment = *config.enrolment;
    TAPPAY_CHECK(CertificateIssuer(enrolment, clock).checkOwn(config.answerKey.publicKey()));
    TAPPAY_TRY(terminals, TerminalRegister::open(enrolment.terminals));
    TAPPAY_TRY(directory, TerminalDirectory::open(enrolment.terminals));
    TAPPAY_TRY(keyStore, keys::KeyStore::open(enrolment.keys));
    TAPPAY_CHECK(keyRoom.network->load(keyStore));
    auto parts = std::make_unique<Parts>(config, std::move(terminals), std::move(keyStore), keyRoom,
                                         std::move(directory), records, network, answers, clock,
                                         random, log);
    return std::unique_ptr<TerminalService>(new TerminalService(std::move(parts)));
}

TerminalService::TerminalService(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) {}

TerminalService::~TerminalService() = default;

void TerminalService::stop() {
    m_parts->loop.stop();
}

TerminalDirectory& TerminalService::directory() {
    return *m_parts->directory;
}

bool TerminalService::isEnrolment(std::string_view target) {
    return target == kBegin || target == kProve;
}

bool TerminalService::isTerminals(std::string_view target) {
    return target == kHello || target == kRequest || target == kReceipt || target == kSignOn ||
           target == kParameters;
}

void TerminalService::enrol(const std::string& target, std::string body, Answered done) {
    m_parts->loop.post([parts = m_parts.get(), begins = target == kBegin, body = std::move(body),
                        held = std::move(done)]() mutable {
        held(begins ? parts->enrolment.begin(body) : parts->enrolment.prove(body));
    });
}

void TerminalService::ask(const std::string& target, SignedMessage message, Answered done) {
    if (!isEnrolled(message.from->terminal))
        return done(fail(FailureCode::NotEnrolled, "known by the configuration alone"));
    m_parts->loop.post([parts = m_parts.get(), target, asked = std::move(message),
                        held = std::move(done)]() mutable {
        parts->ask(target, asked.from->terminal, asked.payload, std::move(held));
    });
}

void TerminalService::noteRefusal(const std::string& keyId, const std::string& terminalId,
                                  const Failure& failure) {
    m_parts->loop.post([parts = m_parts.get(), keyId, terminalId, failure] {
        const auto noted =
            parts->terminals.audit({milliseconds(parts->clock.now()), keyId, audited::kRefused,
                                    terminalId, std::string(describe(failure.code).name)});
        if (!noted) parts->log.failure("audit", noted.error());
    });
}

}  // namespace tappay::backend
