#include "card/pcsc/exclusive_link.h"

#include <chrono>
#include <future>
#include <thread>

#include "card/pcsc/errors.h"

namespace tappay::card {
namespace {

constexpr auto kBusyTime = std::chrono::seconds(3);
constexpr DWORD kProtocols = SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1;

using Opened = Result<std::unique_ptr<ExclusiveLink>>;

}  // namespace

Opened ExclusiveLink::openNow(const std::string& reader) {
    TAPPAY_TRY(session, Session::open());
    SCARDHANDLE handle = 0;
    DWORD protocol = 0;
    const auto connected = SCardConnect(session.context(), reader.c_str(), SCARD_SHARE_SHARED,
                                        kProtocols, &handle, &protocol);
    if (connected != SCARD_S_SUCCESS) return std::unexpected(failureOf(connected, "connect"));
    auto link =
        std::unique_ptr<ExclusiveLink>(new ExclusiveLink(std::move(session), handle, protocol));
    auto begun = SCardBeginTransaction(handle);
    if (begun == SCARD_W_RESET_CARD && link->takeOver()) begun = SCardBeginTransaction(handle);
    if (begun != SCARD_S_SUCCESS) return std::unexpected(failureOf(begun, "begin transaction"));
    link->m_inTransaction = true;
    return link;
}

// While another program holds a transaction, connecting waits without limit and nothing can end
// that wait. So a thread waits; when we give up, what it gets in the end is closed at once.
Opened ExclusiveLink::open(const std::string& reader) {
    std::promise<Opened> promise;
    auto opened = promise.get_future();
    std::thread([reader, promise = std::move(promise)]() mutable {
        promise.set_value(openNow(reader));
    }).detach();
    if (opened.wait_for(kBusyTime) == std::future_status::timeout)
        return fail(FailureCode::ReaderBusy, "another program is using the card");
    return opened.get();
}

ExclusiveLink::ExclusiveLink(Session session, SCARDHANDLE handle, DWORD protocol)
    : m_session(std::move(session)), m_handle(handle), m_protocol(protocol) {}

bool ExclusiveLink::takeOver() {
    return SCardReconnect(m_handle, SCARD_SHARE_SHARED, kProtocols, SCARD_LEAVE_CARD,
                          &m_protocol) == SCARD_S_SUCCESS;
}

ExclusiveLink::~ExclusiveLink() {
    if (m_inTransaction) SCardEndTransaction(m_handle, SCARD_LEAVE_CARD);
    // A card that never was ours keeps its power: somebody else is working with it.
    SCardDisconnect(m_handle, m_inTransaction ? SCARD_UNPOWER_CARD : SCARD_LEAVE_CARD);
}

}  // namespace tappay::card
