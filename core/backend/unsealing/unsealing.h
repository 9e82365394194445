#pragma once

#include <functional>
#include <mutex>
#include <vector>

#include "backend/authorisations.h"
#include "backend/keys/network_keys.h"
#include "protocol/envelope.h"

namespace tappay::backend {

// Opens the cards of authorisations that are sealed under a sign-on: docs/protocol.md, "Sign-on".
// On a thread of its own and with a connection of its own to the keys, so that no payment waits for
// an enrolment. What comes while sealings are put on record shares the next commit.
class Unsealing {
public:
    using Done = std::move_only_function<void(Result<OpenedAuthorisation>)>;

    // References outlive this.
    Unsealing(keys::KeyStore store, keys::KeyModule& module, const keys::NetworkKeys& network,
              const Clock& clock);
    ~Unsealing();
    Unsealing(const Unsealing&) = delete;
    Unsealing& operator=(const Unsealing&) = delete;

    // From any thread; that it comes from its terminal was checked before. `done` is called on this
    // one's own: NotSignedOn; KeyRejected when the sign-on is another terminal's, when anything in
    // the seal is not under its keys, and for a sealing or a PIN's key out of order;
    // InputMalformed. After any of them nothing has been run.
    void open(protocol::ReceivedAuthorisation received, Done done);

    // Ends the thread; nothing is opened afterwards. Not from it.
    void stop() { m_loop.stop(); }

private:
    struct Job {
        protocol::ReceivedAuthorisation received;
        Done done;
        Result<OpenedAuthorisation> opened;
        keys::Sealing sealing = {};
    };
    void work();
    Result<OpenedAuthorisation> open(Job& job);
    Result<keys::SignOnKeys> keysFor(const protocol::ReceivedAuthorisation& received);
    Result<Bytes> translatePin(const keys::SignOnKeys& keys, const protocol::CardData& card) const;
    void note(std::vector<Job>& jobs);

    keys::KeyStore m_store;
    keys::KeyModule& m_module;
    const keys::NetworkKeys& m_network;
    const Clock& m_clock;
    std::mutex m_mutex;
    std::vector<Job> m_waiting;
    EventLoop m_loop;
};

}  // namespace tappay::backend
