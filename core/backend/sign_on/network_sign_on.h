#pragma once

#include <functional>
#include <optional>

#include "backend/group_commit.h"
#include "backend/network_link.h"
#include "backend/terminals/terminal.h"

namespace tappay::backend {

// Signs a terminal on to the card network (0800/0810).
class NetworkSignOn {
public:
    struct Outcome {
        std::uint32_t batch = 1;
        std::optional<Bytes> field62;  // working keys; nothing where the network has none to give
    };
    // On any thread. HostUnreachable, HostTimeout, HostAnswerInvalid, HostRefused with the
    // network's code.
    using Done = std::move_only_function<void(Result<Outcome>)>;

    NetworkSignOn(const NetworkConfig& config, GroupCommit& records, NetworkLink& network)
        : m_config(config), m_records(records), m_network(network) {}

    // Asks the network only where it `givesKeys` to this terminal.
    void run(const EnrolledTerminal& terminal, bool givesKeys, Done done);

private:
    struct Run;
    void send(const std::shared_ptr<Run>& run);

    const NetworkConfig& m_config;
    GroupCommit& m_records;
    NetworkLink& m_network;
};

}  // namespace tappay::backend
