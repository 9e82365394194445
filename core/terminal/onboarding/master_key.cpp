#include "terminal/onboarding/master_key.h"

#include "crypto/hash.h"
#include "protocol/key_distribution.h"
#include "protocol/time.h"

namespace tappay::terminal {

namespace {

constexpr std::size_t kNonce = 32, kCheckValue = 8, kShownCheckValue = 3;

struct Distributor {
    crypto::EcPublicKey key;
    Bytes challenge;
};

std::unexpected<Failure> foreign(const char* what) {
    return fail(FailureCode::HostAnswerInvalid, what);
}

class Dance {
public:
    Dance(const OnboardingTools& tools, const Enrolment& enrolment, const Deadline& deadline)
        : m_tools(tools), m_answer(enrolment.answer), m_deadline(deadline) {}

    // The offer is signed by the key it brings; it counts only once that leads to the authority.
    Result<Distributor> meet(const Bytes& authority, ByteView nonce) {
        const protocol::KeyHello hello{m_answer.terminalId, m_answer.certificates,
                                       Bytes(nonce.begin(), nonce.end()), now()};
        TAPPAY_TRY(compact, ask(m_tools, m_answer.keyId, "/v1/keys/hello", protocol::encode(hello),
                                m_deadline));
        TAPPAY_TRY(key,
                   certifiedKey(m_answer.distributorCertificates, authority, m_tools.clock.now()));
        TAPPAY_TRY(payload, verifiedPayload(compact, key));
        TAPPAY_TRY(offer, answered(protocol::decodeKeyOffer(payload)));
        if (offer.terminalId != m_answer.terminalId || offer.nonce != hello.nonce)
            return foreign("the offer is for another question");
        if (offer.certificates != m_answer.distributorCertificates)
            return foreign("another distributor than this back end's");
        return Distributor{std::move(key), std::move(offer.challenge)};
    }

    Result<protocol::KeyDelivery> request(const Distributor& distributor) {
        const protocol::KeyRequest request{m_answer.terminalId, distributor.challenge, now()};
        TAPPAY_TRY(payload, askFor(m_tools, m_answer.keyId, "/v1/keys/request",
                                   protocol::encode(request), distributor.key, m_deadline));
        TAPPAY_TRY(delivery, answered(protocol::decodeKeyDelivery(payload)));
        if (delivery.terminalId != m_answer.terminalId ||
            delivery.challenge != distributor.challenge)
            return foreign("the key is for another question");
        if (delivery.receiver != crypto::sha256(m_answer.certificates.front()))
            return foreign("the key is for another certificate");
        return delivery;
    }

    Result<void> acknowledge(const Distributor& distributor, std::uint32_t version,
                             const SecretBytes& proof) {
        const protocol::KeyReceipt receipt{m_answer.terminalId, version,
                                           Bytes(proof.view().begin(), proof.view().end()), now()};
        TAPPAY_TRY(payload, askFor(m_tools, m_answer.keyId, "/v1/keys/receipt",
                                   protocol::encode(receipt), distributor.key, m_deadline));
        TAPPAY_TRY(acknowledged, answered(protocol::decodeKeyAcknowledged(payload)));
        if (acknowledged.terminalId != m_answer.terminalId || acknowledged.version != version)
            return foreign("another key was acknowledged");
        return {};
    }

private:
    [[nodiscard]] std::string now() const { return protocol::formatTime(m_tools.clock.now()); }

    const OnboardingTools& m_tools;
    const protocol::Enrolled& m_answer;
    const Deadline& m_deadline;
};

}  // namespace

KeyFacts keyFactsOf(const MasterKey& key) {
    return {key.checkValue, key.version, key.since};
}

Result<MasterKey> fetchMasterKey(const OnboardingTools& tools, const Enrolment& enrolment,
                                 const Bytes& authority, chip::Slot slot, Random& random,
                                 const Deadline& deadline) {
    Dance dance(tools, enrolment, deadline);
    Bytes nonce(kNonce);
    random.fill(nonce);
    TAPPAY_TRY(distributor, dance.meet(authority, nonce));
    TAPPAY_TRY(delivery, dance.request(distributor));
    TAPPAY_CHECK(tools.chip.import(slot, delivery.key));
    TAPPAY_TRY(check, tools.chip.derive(slot, protocol::checkValueContext()));
    const auto checkValue = check.view().first(kCheckValue);
    if (!equalConstantTime(checkValue, delivery.checkValue)) {
        TAPPAY_CHECK(tools.chip.forget(slot));
        return fail(FailureCode::KeyRejected, "the check value does not fit the key");
    }
    TAPPAY_TRY(proof, tools.chip.derive(slot, protocol::proofContext(distributor.challenge)));
    TAPPAY_CHECK(dance.acknowledge(distributor, delivery.version, proof));
    return MasterKey{slot, delivery.version, toHex(checkValue.first(kShownCheckValue)),
                     tools.clock.now()};
}

}  // namespace tappay::terminal
