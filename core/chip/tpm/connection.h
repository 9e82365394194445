#pragma once

#include <tss2/tss2_esys.h>

#include <cstdlib>
#include <map>
#include <memory>

#include "chip/tpm/settings.h"
#include "chip/tpm/socket_tcti.h"
#include "chip/tpm/trouble.h"

// The line to one chip. Not thread-safe; TpmChip serialises its calls.
namespace tappay::chip::tpm {

struct EsysFree {
    void operator()(void* answer) const { Esys_Free(answer); }
};
// What a command gives back.
template <typename T>
using Answer = std::unique_ptr<T, EsysFree>;

// The same, for secrets: wiped first.
struct EsysWipe {
    template <typename T>
    void operator()(T* answer) const {
        wipe({reinterpret_cast<std::uint8_t*>(answer), sizeof(T)});
        Esys_Free(answer);
    }
};
template <typename T>
using WipedAnswer = std::unique_ptr<T, EsysWipe>;

class Connection {
public:
    explicit Connection(Settings settings);
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    ~Connection();

    Result<void> open();  // nothing to do when it is open and whole
    void close();

    // Runs one command: `command(context)` calls an Esys function and returns its code. Repeated,
    // within bounds, while the chip is busy or its places are taken.
    template <typename Command>
    Result<void> run(const char* name, Command command) {
        Pause pause(*this);
        TSS2_RC code = command(m_context);
        while (pause.worthTrying(code))
            code = command(m_context);
        m_trouble = troubleOf(code);
        if (m_trouble == Trouble::Gone) m_broken = true;
        if (code != TSS2_RC_SUCCESS) return std::unexpected(failureOf(name, code));
        return {};
    }
    // What the last command ran into; forgetTrouble() before one that may fail without a command.
    [[nodiscard]] Trouble trouble() const { return m_trouble; }
    void forgetTrouble() { m_trouble = Trouble::None; }

    // The library's reference to a persistent object or an NV index; remembered. KeyUnavailable
    // when there is none.
    Result<ESYS_TR> at(TPM2_HANDLE handle);
    // What a command that made a persistent object gave back for it.
    void remember(TPM2_HANDLE handle, ESYS_TR reference) { m_known[handle] = reference; }
    // The library has closed the reference itself.
    void released(TPM2_HANDLE handle) { m_known.erase(handle); }
    // Drops what is remembered of this handle, or of all and of the session.
    void forget(TPM2_HANDLE handle);
    void forgetAll();
    void flush(ESYS_TR object);

    // The session that enciphers the first parameter of a command (TPMA_SESSION_DECRYPT) or of its
    // answer (TPMA_SESSION_ENCRYPT), or none where the bus needs no cover.
    Result<ESYS_TR> cover(TPMA_SESSION parameters);

    // Handles that exist, in the range from `first` to `last`, in ascending order.
    Result<std::vector<TPM2_HANDLE>> handles(TPM2_HANDLE first, TPM2_HANDLE last);

private:
    // Decides whether a command is tried again, and waits before.
    class Pause {
    public:
        explicit Pause(Connection& connection) : m_connection(connection) {}
        bool worthTrying(TSS2_RC code);

    private:
        Connection& m_connection;
        int m_tries = 0;
        bool m_swept = false;
    };

    Result<ESYS_TR> saltedSession();
    void sweep();

    Settings m_settings;
    SocketTcti m_socket;
    TSS2_TCTI_CONTEXT* m_transport = nullptr;
    ESYS_CONTEXT* m_context = nullptr;
    std::map<TPM2_HANDLE, ESYS_TR> m_known;
    ESYS_TR m_session = ESYS_TR_NONE;
    Trouble m_trouble = Trouble::None;
    bool m_broken = false;  // the library is in the middle of a command that will never end
};

// A loaded object or session that leaves the chip with this value.
class Transient {
public:
    Transient(Connection& connection, ESYS_TR reference)
        : m_connection(&connection), m_reference(reference) {}
    Transient(Transient&& other) noexcept
        : m_connection(other.m_connection),
          m_reference(std::exchange(other.m_reference, ESYS_TR_NONE)) {}
    Transient& operator=(Transient&&) = delete;
    ~Transient();
    [[nodiscard]] ESYS_TR reference() const { return m_reference; }

private:
    Connection* m_connection;
    ESYS_TR m_reference;
};

}  // namespace tappay::chip::tpm
