#pragma once

#include "backend/answers.h"
#include "backend/callers.h"
#include "backend/cardholders/card_proofs.h"
#include "backend/cardholders/confirmation.h"

namespace tappay::backend {

// What computers ask about the accounts of cardholders: docs/protocol.md, "Cardholders". Any
// terminal in good standing may.
class CardholderService {
public:
    // References outlive the service.
    CardholderService(const Config& config, GroupCommit& records, Unsealing& unsealing,
                      NetworkLink& network, const CardVault& vault, const Answers& answers,
                      Confirmation& confirmation, const Clock& clock, Random& random,
                      const Log& log);

    static bool takes(std::string_view target);
    // One of these paths, from any thread; `done` on any. NotEnrolled for a terminal that only the
    // configuration knows.
    void ask(const std::string& target, const SignedMessage& message, Answered done);

private:
    using Wish = protocol::CardholderWish;
    // Runs inside a job; what it gives is what the account is then.
    using Change = std::function<Result<protocol::CardholderFacts>(Records&, const CardholderRow&)>;

    Answer challenge(const EnrolledTerminal& from, const std::string& payload);
    void prove(const EnrolledTerminal& from, const std::string& payload, Answered done);
    void bind(const EnrolledTerminal& from, const std::string& asked, CardProofs::Proven proven,
              Answered done);
    void question(Wish wish, const EnrolledTerminal& from, const std::string& payload,
                  Answered done);
    void change(const EnrolledTerminal& from, const std::string& asked, Change how, bool forgets,
                Answered done);
    void exportData(const EnrolledTerminal& from, const std::string& asked, Answered done);
    [[nodiscard]] Change changeFor(const EnrolledTerminal& from,
                                   const protocol::CardholderQuestion& question) const;
    void forgetLog(CardholderRecords& accounts);

    GroupCommit& m_records;
    const Answers& m_answers;
    Confirmation& m_confirmation;
    const Clock& m_clock;
    const Log& m_log;
    Challenges m_challenges;
    CardProofs m_proofs;
    CardholderAccounts m_accounts;
};

}  // namespace tappay::backend
