#include "card/pcsc/session.h"

#include <utility>

#include "card/pcsc/errors.h"

namespace tappay::card {

Result<Session> Session::open() {
    SCARDCONTEXT context = 0;
    const auto code = SCardEstablishContext(SCARD_SCOPE_SYSTEM, nullptr, nullptr, &context);
    if (code != SCARD_S_SUCCESS) return std::unexpected(failureOf(code, "open session"));
    return Session(context);
}

Session::Session(Session&& other) noexcept
    : m_context(other.m_context), m_open(std::exchange(other.m_open, false)) {}

Session::~Session() {
    if (m_open) SCardReleaseContext(m_context);
}

}  // namespace tappay::card
