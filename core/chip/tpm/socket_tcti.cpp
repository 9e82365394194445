#include "chip/tpm/socket_tcti.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <tss2/tss2_tpm2_types.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/bytes.h"
#include "base/clock.h"
#include "base/secret.h"

namespace tappay::chip::tpm {
namespace {

constexpr std::size_t kHeader = 10;  // tag, size, code
constexpr std::size_t kLargestAnswer = 4096;

// The library sees the first member only.
struct Context {
    TSS2_TCTI_CONTEXT_COMMON_V1 common{};
    std::string path;
    std::chrono::milliseconds answerTime{};
    Deadline deadline;
    int socket = -1;
    Bytes answer;
};

Context& of(TSS2_TCTI_CONTEXT* context) {
    return *reinterpret_cast<Context*>(context);
}

void hangUp(Context& context) {
    if (context.socket >= 0) ::close(context.socket);
    context.socket = -1;
    wipe(context.answer);
    context.answer.clear();
}

TSS2_RC lost(Context& context) {
    hangUp(context);
    return TSS2_TCTI_RC_IO_ERROR;
}

bool waitFor(const Context& context, short what) {
    for (;;) {
        pollfd wait{context.socket, what, 0};
        const int left = static_cast<int>(context.deadline.left().count());
        const int ready = ::poll(&wait, 1, left);
        if (ready > 0) return true;
        if (ready == 0 || errno != EINTR) return false;
    }
}

bool connectTo(Context& context) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (context.path.size() >= sizeof(address.sun_path)) return false;
    context.path.copy(address.sun_path, context.path.size());
    context.socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    return context.socket >= 0 &&
           ::connect(context.socket, reinterpret_cast<const sockaddr*>(&address),
                     sizeof(address)) == 0;
}

bool sendAll(Context& context, ByteView command) {
    while (!command.empty()) {
        if (!waitFor(context, POLLOUT)) return false;
        const auto sent =
            ::send(context.socket, command.data(), command.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent < 0 && errno != EINTR && errno != EAGAIN) return false;
        if (sent > 0) command = command.subspan(static_cast<std::size_t>(sent));
    }
    return true;
}

bool receiveUpTo(Context& context, std::size_t size) {
    std::size_t have = context.answer.size();
    context.answer.resize(size);
    while (have < size) {
        if (!waitFor(context, POLLIN)) return false;
        const auto got =
            ::recv(context.socket, context.answer.data() + have, size - have, MSG_DONTWAIT);
        if (got == 0 || (got < 0 && errno != EINTR && errno != EAGAIN)) return false;
        if (got > 0) have += static_cast<std::size_t>(got);
    }
    return true;
}

bool receiveAnswer(Context& context) {
    context.answer.reserve(kLargestAnswer);
    if (!receiveUpTo(context, kHeader)) return false;
    const auto& a = context.answer;
    const std::size_t size = std::size_t{a[2]} << 24 | std::size_t{a[3]} << 16 |
                             std::size_t{a[4]} << 8 | std::size_t{a[5]};
    return size >= kHeader && size <= kLargestAnswer && receiveUpTo(context, size);
}

TSS2_RC transmit(TSS2_TCTI_CONTEXT* self, std::size_t size, const std::uint8_t* command) {
    auto& context = of(self);
    hangUp(context);
    context.deadline = Deadline::in(context.answerTime);
    if (!connectTo(context) || !sendAll(context, {command, size})) return lost(context);
    return TSS2_RC_SUCCESS;
}

// The library asks for the size first (no buffer), then for the octets.
TSS2_RC receive(TSS2_TCTI_CONTEXT* self, std::size_t* size, std::uint8_t* buffer, std::int32_t) {
    auto& context = of(self);
    if (context.socket < 0) return TSS2_TCTI_RC_BAD_SEQUENCE;
    if (context.answer.empty() && !receiveAnswer(context)) return lost(context);
    const std::size_t needed = context.answer.size();
    const bool fits = buffer && *size >= needed;
    *size = needed;
    if (!buffer) return TSS2_RC_SUCCESS;
    if (!fits) return TSS2_TCTI_RC_INSUFFICIENT_BUFFER;
    std::memcpy(buffer, context.answer.data(), needed);
    hangUp(context);
    return TSS2_RC_SUCCESS;
}

void finalize(TSS2_TCTI_CONTEXT* self) {
    hangUp(of(self));
}

TSS2_RC noCancel(TSS2_TCTI_CONTEXT*) {
    return TSS2_TCTI_RC_NOT_IMPLEMENTED;
}

TSS2_RC noHandles(TSS2_TCTI_CONTEXT*, TSS2_TCTI_POLL_HANDLE*, std::size_t*) {
    return TSS2_TCTI_RC_NOT_IMPLEMENTED;
}

TSS2_RC noLocality(TSS2_TCTI_CONTEXT*, std::uint8_t) {
    return TSS2_TCTI_RC_NOT_IMPLEMENTED;
}

}  // namespace

void TctiEnd::operator()(TSS2_TCTI_CONTEXT* context) const {
    if (!context) return;
    finalize(context);
    delete &of(context);
}

SocketTcti socketTcti(const std::string& path, std::chrono::milliseconds answerTime) {
    auto* context = new Context;
    context->common = {0x5441505041590001, 1,        transmit,  receive,
                       finalize,           noCancel, noHandles, noLocality};
    context->path = path;
    context->answerTime = answerTime;
    return SocketTcti(reinterpret_cast<TSS2_TCTI_CONTEXT*>(context));
}

}  // namespace tappay::chip::tpm
