#pragma once

#include <tss2/tss2_tcti.h>

#include <chrono>
#include <memory>
#include <string>

namespace tappay::chip::tpm {

struct TctiEnd {
    void operator()(TSS2_TCTI_CONTEXT* context) const;
};
using SocketTcti = std::unique_ptr<TSS2_TCTI_CONTEXT, TctiEnd>;

// Commands to a virtual chip through its unix socket, one connection for each, so that several
// clients take turns. Instead of the library's own ("swtpm:path="), which waits for ever for a
// chip that hangs and needs the control channel, through which a chip can be reset and its state
// taken out. Nothing is connected here; an answer is waited for at most `answerTime`.
SocketTcti socketTcti(const std::string& path, std::chrono::milliseconds answerTime);

}  // namespace tappay::chip::tpm
