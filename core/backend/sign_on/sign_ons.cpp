#include "backend/sign_on/sign_ons.h"

#include "backend/callers.h"
#include "base/uuid.h"
#include "crypto/hash.h"
#include "protocol/time.h"

namespace tappay::backend {

SignOns::SignOns(const Config& config, const KeyRoom& keyRoom, keys::KeyStore& keys,
                 TerminalRegister& terminals, NetworkSignOn& network, const Answers& answers,
                 EventLoop& loop, const Clock& clock, Random& random)
    : m_config(config),
      m_keyRoom(keyRoom),
      m_module(*keyRoom.module),
      m_keys(keys),
      m_terminals(terminals),
      m_network(network),
      m_answers(answers),
      m_loop(loop),
      m_clock(clock),
      m_random(random) {}

void SignOns::signOn(const EnrolledTerminal& terminal, const std::string& payload, Answered done) {
    const auto run = std::make_shared<Run>(terminal, protocol::SignOnRequest{}, Bytes{},
                                           std::nullopt, std::move(done));
    auto begun = begin(*run, payload);
    if (!begun) return end(run, std::unexpected(std::move(begun).error()));
    if (*begun) return run->done(std::move(**begun));
    m_network.run(terminal, run->networkMaster.has_value(),
                  [this, run](Result<NetworkSignOn::Outcome> outcome) {
                      m_loop.post([this, run, network = std::move(outcome)] {
                          end(run, finish(*run, network));
                      });
                  });
}

Result<std::optional<std::string>> SignOns::begin(Run& run, const std::string& payload) {
    TAPPAY_TRY(request, protocol::decodeSignOnRequest(payload));
    TAPPAY_CHECK(checkAsker(run.terminal, request.terminalId, request.time, m_clock));
    run.request = std::move(request);
    run.digest = crypto::sha256(asBytes(payload));
    TAPPAY_TRY(counter, counterIn(run));
    TAPPAY_TRY(before, m_terminals.noteCounter(run.terminal, counter, run.digest,
                                               milliseconds(m_clock.now())));
    if (before) return before;
    // Before the network is asked for anything.
    TAPPAY_CHECK(masterKeyFor(run));
    TAPPAY_TRY(networkMaster, networkMasterFor(run.terminal.terminalId));
    run.networkMaster = std::move(networkMaster);
    return std::nullopt;
}

Result<std::uint64_t> SignOns::counterIn(const Run& run) const {
    const auto& request = run.request;
    TAPPAY_TRY(attestation, crypto::tpm2::parsePublicArea(crypto::tpm2::Role::Attestation,
                                                          run.terminal.attestation));
    const auto nonce = protocol::counterNonce(request.terminalId, request.agreement, request.time);
    auto counter = crypto::tpm2::checkCounter(request.counter, attestation, nonce);
    if (!counter)
        return fail(FailureCode::CryptoFailed, "counter statement: " + counter.error().detail);
    return counter;
}

Result<keys::MasterKey> SignOns::masterKeyFor(const Run& run) {
    auto master = m_keys.masterKey(run.terminal.terminalId, run.request.keyVersion);
    if (!master && master.error().code != FailureCode::KeyUnavailable)
        return std::unexpected(std::move(master).error());
    if (!master || master->standing == keys::Standing::Offered)
        return fail(FailureCode::KeyRejected, "no acknowledged master key of version " +
                                                  std::to_string(run.request.keyVersion));
    return master;
}

std::string SignOns::renewalOf(const keys::MasterKey& master) const {
    if (!master.acknowledged) return {};
    auto due =
        *master.acknowledged +
        milliseconds(std::chrono::system_clock::time_point(m_config.enrolment->masterKeyLife));
    if (master.renewal) due = std::min(due, *master.renewal);
    return protocol::formatTime(
        std::chrono::system_clock::time_point(std::chrono::milliseconds(due)));
}

Result<std::optional<keys::KeyHandle>> SignOns::networkMasterFor(const std::string& terminalId) {
    auto own = m_keys.networkKey(terminalId, keys::KeyPurpose::NetworkMaster);
    if (own) return std::move(*own);
    if (own.error().code != FailureCode::KeyUnavailable)
        return std::unexpected(std::move(own).error());
    return m_keyRoom.networkMaster;
}

// All new keys of the network are discarded when one of them is wrong.
Result<void> SignOns::takeWorkingKeys(const Run& run, const std::optional<Bytes>& field62) {
    const auto& terminalId = run.terminal.terminalId;
    if (!field62) {
        TAPPAY_CHECK(m_keys.setWorkingKeys(terminalId, {}));
        m_keyRoom.network->forget(terminalId);
        return {};
    }
    TAPPAY_TRY(taken, m_module.takeWorkingKeys(*run.networkMaster, *field62));
    if (!keys::suits(m_config.network.macProfile, taken.mac))
        return fail(FailureCode::KeyRejected, "the network's MAC key is for another profile");
    const bool format4 = m_config.network.pinField == iso8583::PinField::Octets16;
    if (format4 != (taken.pin.algorithm == keys::KeyAlgorithm::Aes))
        return fail(FailureCode::KeyRejected, "the network's PIN key is for another format");
    std::vector<keys::KeyHandle> working{taken.pin, taken.mac};
    if (taken.track) working.push_back(std::move(*taken.track));
    TAPPAY_CHECK(m_keys.setWorkingKeys(terminalId, working));
    m_keyRoom.network->replace(terminalId, {std::move(taken.mac), std::move(taken.pin)});
    return {};
}

Result<std::string> SignOns::finish(const Run& run, const Result<NetworkSignOn::Outcome>& network) {
    if (!network) return std::unexpected(network.error());
    const auto& terminalId = run.terminal.terminalId;
    TAPPAY_CHECK(takeWorkingKeys(run, network->field62));
    // The key may have been replaced by a sign-on that was faster.
    TAPPAY_TRY(master, masterKeyFor(run));
    const auto session = makeUuidV7(m_clock, m_random);
    TAPPAY_TRY(agreed, m_module.agree(run.request.agreement, session, terminalId));
    TAPPAY_TRY(pin, m_config.enrolment->pinKeys == PinKeys::Dukpt
                        ? m_module.makeInitialKey(master.key, session)
                        : m_module.makePinKey(master.key, session, keys::PinFormat::Format4));
    TAPPAY_TRY(parameters, m_terminals.parametersVersion());
    const auto now = m_clock.now(), expires = now + m_config.enrolment->signOnLife;
    TAPPAY_CHECK(m_keys.signOn({session, terminalId, run.request.keyVersion, std::move(pin.key),
                                std::move(agreed.key), milliseconds(expires), pin.initialKeyId}));
    TAPPAY_TRY(answer, m_answers.sign(protocol::encode(
                           protocol::SignedOn{.terminalId = terminalId,
                                              .session = session,
                                              .keyVersion = run.request.keyVersion,
                                              .agreement = std::move(agreed.ours),
                                              .pinKeyBlock = std::move(pin.block),
                                              .parametersVersion = parameters,
                                              .batch = sixDigits(network->batch),
                                              .time = protocol::formatTime(now),
                                              .expires = protocol::formatTime(expires),
                                              .keyRenewal = renewalOf(master),
                                              .initialKeyId = std::move(pin.initialKeyId)})));
    TAPPAY_CHECK(
        m_terminals.noteSignOn(run.terminal, run.digest, answer, session, milliseconds(now)));
    return answer;
}

void SignOns::end(const RunPtr& run, Result<std::string> answer) {
    if (!answer) {
        const auto& failure = answer.error();
        if (auto noted = m_terminals.audit({milliseconds(m_clock.now()), run->terminal.keyId,
                                            audited::kSignOnRefused, run->terminal.terminalId,
                                            detailOf(failure)});
            !noted)
            answer = std::unexpected(std::move(noted).error());
    }
    run->done(std::move(answer));
}

}  // namespace tappay::backend
