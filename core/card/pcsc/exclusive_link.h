#pragma once

#include <memory>
#include <string>

#include "card/pcsc/session.h"

namespace tappay::card {

// A shared connection to the card in a reader, inside a transaction: nobody else's commands get in
// between. Ends both on destruction and powers the card down.
class ExclusiveLink {
public:
    // ReaderBusy when another program keeps its own transaction for longer than three seconds.
    static Result<std::unique_ptr<ExclusiveLink>> open(const std::string& reader);
    ExclusiveLink(const ExclusiveLink&) = delete;
    ExclusiveLink& operator=(const ExclusiveLink&) = delete;
    ~ExclusiveLink();

    // Takes the card over as it is after somebody else has reset it; true when that went well. For
    // as long as nothing was said to it: whoever was here before us resets it while letting go of
    // it.
    bool takeOver();

    [[nodiscard]] const Session& session() const { return m_session; }
    [[nodiscard]] SCARDHANDLE handle() const { return m_handle; }
    [[nodiscard]] DWORD protocol() const { return m_protocol; }

private:
    static Result<std::unique_ptr<ExclusiveLink>> openNow(const std::string& reader);
    ExclusiveLink(Session session, SCARDHANDLE handle, DWORD protocol);

    Session m_session;
    SCARDHANDLE m_handle;
    DWORD m_protocol;
    bool m_inTransaction = false;
};

}  // namespace tappay::card
