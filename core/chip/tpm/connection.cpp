#include "chip/tpm/connection.h"

#include <tss2/tss2_tctildr.h>

#include <array>
#include <mutex>
#include <thread>

#include "chip/tpm/places.h"

namespace tappay::chip::tpm {
namespace {

// 1 + 2 + 4 + ... up to 64 ms, together about 0.7 s: a chip that tests itself or may not wear its
// memory down is ready then.
constexpr int kMostTries = 16;
constexpr int kTriesForRoom = 8;
constexpr std::chrono::milliseconds kLongestPause{64};

// The library writes what it dislikes to standard error unless told otherwise before its first
// word; our failures carry its codes.
void silenceLibrary() {
    static std::once_flag once;
    std::call_once(once, [] {
#ifdef _WIN32
        ::_putenv_s("TSS2_LOG", "all+none");
#else
        ::setenv("TSS2_LOG", "all+none", 0);
#endif
    });
}

std::string_view socketPathOf(std::string_view transport) {
    constexpr std::string_view prefix = "swtpm:path=";
    return transport.starts_with(prefix) ? transport.substr(prefix.size()) : std::string_view{};
}

}  // namespace

Connection::Connection(Settings settings) : m_settings(std::move(settings)) {
    silenceLibrary();
}

Connection::~Connection() {
    close();
}

Result<void> Connection::open() {
    if (m_context && !m_broken) return {};
    close();
    const auto path = socketPathOf(m_settings.transport);
    TSS2_RC code = TSS2_RC_SUCCESS;
    if (!path.empty())
        m_socket = socketTcti(std::string(path), m_settings.answerTime);
    else
        code = Tss2_TctiLdr_Initialize(m_settings.transport.c_str(), &m_transport);
    if (code == TSS2_RC_SUCCESS)
        code = Esys_Initialize(&m_context, path.empty() ? m_transport : m_socket.get(), nullptr);
    if (code == TSS2_RC_SUCCESS) return {};
    close();
    m_trouble = Trouble::Gone;
    return std::unexpected(
        Failure{FailureCode::ChipUnavailable, failureOf("connect", code).detail});
}

void Connection::close() {
    if (m_context) {
        if (m_broken) m_session = ESYS_TR_NONE;
        forgetAll();
        Esys_Finalize(&m_context);
    }
    if (m_transport) Tss2_TctiLdr_Finalize(&m_transport);
    m_socket.reset();
    m_broken = false;
}

Result<ESYS_TR> Connection::at(TPM2_HANDLE handle) {
    if (const auto known = m_known.find(handle); known != m_known.end()) return known->second;
    ESYS_TR reference = ESYS_TR_NONE;
    TAPPAY_CHECK(run("TPM2_ReadPublic", [&](ESYS_CONTEXT* context) {
        return Esys_TR_FromTPMPublic(context, handle, ESYS_TR_NONE, ESYS_TR_NONE, ESYS_TR_NONE,
                                     &reference);
    }));
    m_known[handle] = reference;
    return reference;
}

void Connection::forget(TPM2_HANDLE handle) {
    const auto known = m_known.find(handle);
    if (known == m_known.end()) return;
    Esys_TR_Close(m_context, &known->second);
    m_known.erase(known);
}

void Connection::forgetAll() {
    for (auto& [handle, reference] : m_known)
        Esys_TR_Close(m_context, &reference);
    m_known.clear();
    if (m_session == ESYS_TR_NONE) return;
    // A session the chip has lost already is only dropped here.
    if (Esys_FlushContext(m_context, m_session) != TSS2_RC_SUCCESS)
        Esys_TR_Close(m_context, &m_session);
    m_session = ESYS_TR_NONE;
}

void Connection::flush(ESYS_TR object) {
    if (!m_context || m_broken) return;
    m_broken = troubleOf(Esys_FlushContext(m_context, object)) == Trouble::Gone;
}

Result<ESYS_TR> Connection::cover(TPMA_SESSION parameters) {
    if (m_settings.cover == Cover::ByBus && !socketPathOf(m_settings.transport).empty())
        return ESYS_TR_NONE;
    if (m_session == ESYS_TR_NONE) {
        TAPPAY_TRY(session, saltedSession());
        m_session = session;
    }
    TAPPAY_CHECK(run("session", [&](ESYS_CONTEXT* context) {
        return Esys_TRSess_SetAttributes(context, m_session,
                                         parameters | TPMA_SESSION_CONTINUESESSION, 0xFF);
    }));
    return m_session;
}

Result<ESYS_TR> Connection::saltedSession() {
    TAPPAY_TRY(salt, at(kStorageKey));
    const TPMT_SYM_DEF cipher{TPM2_ALG_AES, {128}, {TPM2_ALG_CFB}};
    ESYS_TR session = ESYS_TR_NONE;
    TAPPAY_CHECK(run("TPM2_StartAuthSession", [&](ESYS_CONTEXT* context) {
        return Esys_StartAuthSession(context, salt, ESYS_TR_NONE, ESYS_TR_NONE, ESYS_TR_NONE,
                                     ESYS_TR_NONE, nullptr, TPM2_SE_HMAC, &cipher, TPM2_ALG_SHA256,
                                     &session);
    }));
    return session;
}

Result<std::vector<TPM2_HANDLE>> Connection::handles(TPM2_HANDLE first, TPM2_HANDLE last) {
    std::vector<TPM2_HANDLE> found;
    for (TPMI_YES_NO more = TPM2_YES; more == TPM2_YES;) {
        TPMS_CAPABILITY_DATA* data = nullptr;
        const TPM2_HANDLE from = found.empty() ? first : found.back() + 1;
        TAPPAY_CHECK(run("TPM2_GetCapability", [&](ESYS_CONTEXT* context) {
            return Esys_GetCapability(context, ESYS_TR_NONE, ESYS_TR_NONE, ESYS_TR_NONE,
                                      TPM2_CAP_HANDLES, from, TPM2_MAX_CAP_HANDLES, &more, &data);
        }));
        const Answer<TPMS_CAPABILITY_DATA> answer(data);
        const auto& list = answer->data.handles;
        if (list.count == 0) return found;
        for (UINT32 i = 0; i < list.count; ++i) {
            if (list.handle[i] > last) return found;
            found.push_back(list.handle[i]);
        }
    }
    return found;
}

bool Connection::Pause::worthTrying(TSS2_RC code) {
    const Trouble trouble = troubleOf(code);
    if (trouble != Trouble::Again && trouble != Trouble::NoRoom) return false;
    if (trouble == Trouble::NoRoom && m_tries >= kTriesForRoom) {
        if (m_swept) return false;
        m_swept = true;
        m_connection.sweep();
        return true;
    }
    if (m_tries >= kMostTries) return false;
    std::this_thread::sleep_for(std::min(kLongestPause, std::chrono::milliseconds(1 << m_tries)));
    ++m_tries;
    return true;
}

// Without a resource manager, what a client that was killed had loaded stays in the chip. Nothing
// of a living client stays loaded for as long as was waited before this is called; one whose
// session goes with it makes a new one.
void Connection::sweep() {
    forgetAll();
    for (const TPM2_HANDLE kind : {TPM2_TRANSIENT_FIRST, TPM2_LOADED_SESSION_FIRST}) {
        TPMI_YES_NO more = TPM2_NO;
        TPMS_CAPABILITY_DATA* data = nullptr;
        if (Esys_GetCapability(m_context, ESYS_TR_NONE, ESYS_TR_NONE, ESYS_TR_NONE,
                               TPM2_CAP_HANDLES, kind, TPM2_MAX_CAP_HANDLES, &more,
                               &data) != TSS2_RC_SUCCESS)
            return;
        const Answer<TPMS_CAPABILITY_DATA> answer(data);
        const auto& list = answer->data.handles;
        for (UINT32 i = 0; i < list.count; ++i) {
            ESYS_TR reference = ESYS_TR_NONE;
            if (Esys_TR_FromTPMPublic(m_context, list.handle[i], ESYS_TR_NONE, ESYS_TR_NONE,
                                      ESYS_TR_NONE, &reference) == TSS2_RC_SUCCESS)
                Esys_FlushContext(m_context, reference);
        }
    }
}

Transient::~Transient() {
    if (m_reference == ESYS_TR_NONE) return;
    // A chip that is gone has forgotten it anyway.
    m_connection->flush(m_reference);
}

}  // namespace tappay::chip::tpm
