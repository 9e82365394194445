#include "backend/unsealing/unsealing.h"

#include "crypto/jose.h"

namespace tappay::backend {

namespace {

// What is not under the keys of the sign-on, whichever of them it is.
template <typename Value>
Result<Value> rejectForged(Result<Value> result) {
    if (!result && result.error().code == FailureCode::CryptoFailed)
        return fail(FailureCode::KeyRejected, "sealed card: " + result.error().detail);
    return result;
}

}  // namespace

Unsealing::Unsealing(keys::KeyStore store, keys::KeyModule& module,
                     const keys::NetworkKeys& network, const Clock& clock)
    : m_store(std::move(store)), m_module(module), m_network(network), m_clock(clock) {}

Unsealing::~Unsealing() {
    m_loop.stop();
}

void Unsealing::open(protocol::ReceivedAuthorisation received, Done done) {
    {
        const std::scoped_lock lock(m_mutex);
        m_waiting.push_back({std::move(received), std::move(done), OpenedAuthorisation{}});
        if (m_waiting.size() > 1) return;
    }
    m_loop.post([this] { work(); });
}

void Unsealing::work() {
    std::vector<Job> jobs;
    {
        const std::scoped_lock lock(m_mutex);
        jobs.swap(m_waiting);
    }
    for (auto& job : jobs)
        job.opened = open(job);
    note(jobs);
    for (auto& job : jobs)
        job.done(std::move(job.opened));
}

Result<keys::SignOnKeys> Unsealing::keysFor(const protocol::ReceivedAuthorisation& received) {
    TAPPAY_TRY(keys, m_store.signedOn(received.session));
    if (keys.terminalId != received.request.terminalId)
        return fail(FailureCode::KeyRejected, "another terminal's sign-on");
    if (keys.expires <= milliseconds(m_clock.now()))
        return fail(FailureCode::NotSignedOn, "the sign-on has expired");
    return keys;
}

Result<OpenedAuthorisation> Unsealing::open(Job& job) {
    TAPPAY_TRY(keys, keysFor(job.received));
    const auto sealed = crypto::fromBase64Url(job.received.sealed);
    if (!sealed) return fail(FailureCode::InputMalformed, "sealed is not base64url");
    const auto& transaction = job.received.request.key;
    TAPPAY_TRY(opened, rejectForged(m_module.open(keys.process, transaction, *sealed)));
    job.sealing = {job.received.session, opened.number, transaction};
    OpenedAuthorisation authorisation;
    TAPPAY_TRY(request,
               rejectForged(protocol::withCard(std::move(job.received), opened.card.view())));
    authorisation.request = std::move(request);
    const auto& card = authorisation.request.card;
    if (card.pinBlock.empty()) return authorisation;
    TAPPAY_TRY(pin, rejectForged(translatePin(keys, card)));
    job.sealing.pinKeySerial = card.pinKeySerial;
    authorisation.networkPin = std::move(pin);
    return authorisation;
}

// That a serial is this sign-on's and was not used before is seen when the sealing is put on
// record.
Result<Bytes> Unsealing::translatePin(const keys::SignOnKeys& keys,
                                      const protocol::CardData& card) const {
    const auto pan = card.pan.view();
    if (keys.initialKeyId.empty() != card.pinKeySerial.empty())
        return fail(FailureCode::KeyRejected, "a PIN under another kind of key");
    if (keys.initialKeyId.empty())
        return m_network.translatePin(keys.terminalId, keys.pin, card.pinBlock, pan);
    return m_network.translatePin(keys.terminalId, keys::DukptKey{keys.pin, card.pinKeySerial},
                                  card.pinBlock, pan);
}

void Unsealing::note(std::vector<Job>& jobs) {
    std::vector<keys::Sealing> sealings;
    for (const auto& job : jobs)
        if (job.opened) sealings.push_back(job.sealing);
    if (sealings.empty()) return;
    const auto noted = m_store.noteSealings(sealings);
    std::size_t at = 0;
    for (auto& job : jobs) {
        if (!job.opened) continue;
        if (!noted)
            job.opened = std::unexpected(noted.error());
        else if (const auto& one = (*noted)[at++]; !one)
            job.opened = std::unexpected(one.error());
    }
}

}  // namespace tappay::backend
