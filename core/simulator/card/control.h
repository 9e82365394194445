#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "simulator/card/card_box.h"

namespace tappay::simulator {

// The control socket of the virtual cards: one JSON object a line, one answer a line
// (docs/configuration.md). Only the same user can connect.
class ControlServer {
public:
    // NotConfigured when the socket can't be made; AlreadyRunning when somebody answers on it.
    static Result<std::unique_ptr<ControlServer>> open(const std::string& socketPath, CardBox& box);
    ControlServer(const ControlServer&) = delete;
    ControlServer& operator=(const ControlServer&) = delete;
    ~ControlServer();

    // Serves until `endDescriptor` becomes readable.
    void run(int endDescriptor);

private:
    ControlServer(int listener, std::string path, CardBox& box);
    bool serveClient(int client);  // false when it left or broke the rules

    int m_listener;
    std::string m_path;
    CardBox& m_box;
    std::map<int, std::string> m_clients;  // what each has sent of its next line
};

// The other end: sends one line, returns the answer's line. ReaderMissing when nobody serves.
Result<std::string> askControl(const std::string& socketPath, const std::string& line);

}  // namespace tappay::simulator
