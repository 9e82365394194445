#include "hardening.h"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>

namespace tappay::daemon {

bool hardenProcess() {
    umask(077);
    std::signal(SIGPIPE, SIG_IGN);  // a client that left is an error code, not the end
    const rlimit none{0, 0};
    return setrlimit(RLIMIT_CORE, &none) == 0 && prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0;
}

}  // namespace tappay::daemon
