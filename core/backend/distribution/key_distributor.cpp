#include "backend/distribution/key_distributor.h"

#include "backend/answers.h"
#include "backend/callers.h"
#include "crypto/hash.h"
#include "crypto/jose.h"

namespace tappay::backend {

namespace {

constexpr std::string_view kKeyId = "distributor";
constexpr std::size_t kChallenge = 32;

std::unexpected<Failure> rejected(const char* why) {
    return fail(FailureCode::KeyRejected, why);
}

}  // namespace

KeyDistributor::KeyDistributor(const EnrolmentConfig& config, const CertificateIssuer& issuer,
                               keys::KeyModule& module, keys::KeyStore& keys,
                               TerminalRegister& terminals, const Clock& clock, Random& random)
    : m_config(config),
      m_issuer(issuer),
      m_module(module),
      m_keys(keys),
      m_terminals(terminals),
      m_clock(clock),
      m_random(random) {}

Result<std::string> KeyDistributor::hello(const EnrolledTerminal& terminal,
                                          const std::string& payload) {
    TAPPAY_TRY(hello, protocol::decodeKeyHello(payload));
    TAPPAY_CHECK(checkAsker(terminal, hello.terminalId, hello.time, m_clock));
    return noted(terminal, offer(terminal, hello));
}

Result<std::string> KeyDistributor::request(const EnrolledTerminal& terminal,
                                            const std::string& payload) {
    TAPPAY_TRY(request, protocol::decodeKeyRequest(payload));
    TAPPAY_CHECK(checkAsker(terminal, request.terminalId, request.time, m_clock));
    return noted(terminal, deliver(terminal, request));
}

Result<std::string> KeyDistributor::receipt(const EnrolledTerminal& terminal,
                                            const std::string& payload) {
    TAPPAY_TRY(receipt, protocol::decodeKeyReceipt(payload));
    TAPPAY_CHECK(checkAsker(terminal, receipt.terminalId, receipt.time, m_clock));
    return noted(terminal, acknowledge(terminal, receipt));
}

Result<std::string> KeyDistributor::offer(const EnrolledTerminal& terminal,
                                          const protocol::KeyHello& hello) {
    TAPPAY_CHECK(m_issuer.verify(hello.certificates, terminal));
    auto& dance = m_dances[terminal.keyId];
    // Times have one form, so that their text is in their order.
    if (hello.time <= dance.hello) return rejected("this hello, or a later one, came before");
    dance = {hello.time, Bytes(kChallenge), m_clock.monotonic() + kChallengeLife, 0};
    m_random.fill(dance.challenge);
    return sign(protocol::encode(protocol::KeyOffer{
        terminal.terminalId, m_config.distributorCertificates, hello.nonce, dance.challenge}));
}

Result<std::string> KeyDistributor::deliver(const EnrolledTerminal& terminal,
                                            const protocol::KeyRequest& request) {
    const auto found = m_dances.find(terminal.keyId);
    if (found == m_dances.end() || found->second.version != 0 ||
        m_clock.monotonic() >= found->second.ends ||
        !equalConstantTime(found->second.challenge, request.challenge))
        return rejected("the challenge is unknown, used or over");
    TAPPAY_TRY(storage,
               crypto::tpm2::parsePublicArea(crypto::tpm2::Role::Storage, terminal.storage));
    TAPPAY_TRY(made, m_module.makeMasterKey(storage));
    TAPPAY_TRY(version, m_keys.offer(terminal.terminalId, made.key));
    found->second.version = version;
    TAPPAY_CHECK(note(terminal, audited::kKeyDelivered, version));
    return sign(protocol::encode(protocol::KeyDelivery{
        terminal.terminalId, request.challenge, version, std::move(made.forChip),
        made.key.checkValue, crypto::sha256(terminal.certificate)}));
}

Result<std::string> KeyDistributor::acknowledge(const EnrolledTerminal& terminal,
                                                const protocol::KeyReceipt& receipt) {
    const auto found = m_dances.find(terminal.keyId);
    if (found == m_dances.end() || found->second.version != receipt.version)
        return rejected("no key of this version is on its way");
    const auto master = m_keys.masterKey(terminal.terminalId, receipt.version);
    if (!master) return rejected("the key was replaced meanwhile");
    TAPPAY_CHECK(m_module.verifyProof(master->key, found->second.challenge, receipt.proof));
    TAPPAY_CHECK(
        m_keys.acknowledge(terminal.terminalId, receipt.version, milliseconds(m_clock.now())));
    TAPPAY_CHECK(note(terminal, audited::kKeyAcknowledged, receipt.version));
    return sign(protocol::encode(protocol::KeyAcknowledged{terminal.terminalId, receipt.version}));
}

Result<std::string> KeyDistributor::noted(const EnrolledTerminal& terminal,
                                          Result<std::string> answer) {
    if (answer) return answer;
    const auto& failure = answer.error();
    TAPPAY_CHECK(m_terminals.audit({milliseconds(m_clock.now()), terminal.keyId,
                                    audited::kKeyRefused, terminal.terminalId, detailOf(failure)}));
    return answer;
}

Result<void> KeyDistributor::note(const EnrolledTerminal& terminal, const char* what,
                                  std::uint32_t version) {
    return m_terminals.audit({milliseconds(m_clock.now()), terminal.keyId, what,
                              terminal.terminalId, "version " + std::to_string(version)});
}

Result<std::string> KeyDistributor::sign(const std::string& message) const {
    return crypto::jwsSign(kKeyId, asBytes(message), [this](ByteView input) {
        return m_config.distributorKey.signEcdsa(input);
    });
}

}  // namespace tappay::backend
