#include "push_phones.h"

#include <sys/epoll.h>

#include <chrono>
#include <cstdio>
#include <fstream>
#include <memory>

#include "backend/descriptors.h"
#include "backend/support/web_socket_client.h"
#include "base/clock.h"
#include "crypto/jose.h"
#include "protocol/push.h"
#include "protocol/time.h"

namespace tappay::bench {

namespace {

using test::WebSocketClient;
constexpr std::chrono::minutes kPatience{2};
constexpr int kEvents = 64, kOtherDescriptors = 64;

std::vector<WaitingPhone> readPhones(const std::string& file) {
    std::ifstream in(file);
    std::vector<WaitingPhone> phones;
    for (std::string id, pem; in >> id >> pem;)
        phones.push_back({id, crypto::EcPrivateKey::fromPem(toText(fromHex(pem).value())).value()});
    return phones;
}

std::unique_ptr<WebSocketClient> connect(std::uint16_t port, const WaitingPhone& phone) {
    auto socket = std::make_unique<WebSocketClient>(port, kPatience);
    constexpr int kSwitching = 101;
    if (socket->open("/v1/phone/push") != kSwitching || !socket->send(firstQuestion(phone)) ||
        !socket->text())
        return nullptr;
    return socket;
}

void report(std::chrono::steady_clock::time_point at) {
    std::printf("%lld\n", static_cast<long long>(at.time_since_epoch().count()));
}

// Until each has had a message.
int follow(const std::vector<std::unique_ptr<WebSocketClient>>& sockets) {
    const int all = ::epoll_create1(EPOLL_CLOEXEC);
    for (const auto& socket : sockets) {
        epoll_event wanted{EPOLLIN, {.ptr = socket.get()}};
        ::epoll_ctl(all, EPOLL_CTL_ADD, socket->http().descriptor(), &wanted);
    }
    for (std::size_t heard = 0; heard < sockets.size();) {
        epoll_event ready[kEvents];
        const int count = ::epoll_wait(all, ready, kEvents, -1);
        for (int i = 0; i < count; ++i) {
            auto& socket = *static_cast<WebSocketClient*>(ready[i].data.ptr);
            if (!socket.text()) return 1;
            report(std::chrono::steady_clock::now());
            ++heard;
            ::epoll_ctl(all, EPOLL_CTL_DEL, socket.http().descriptor(), nullptr);
        }
    }
    std::fflush(stdout);
    return 0;
}

}  // namespace

std::string firstQuestion(const WaitingPhone& phone) {
    const auto question = protocol::encode(
        protocol::PushQuestion{{}, {phone.id, 1, protocol::formatTime(SystemClock().now())}, 0, 0});
    return crypto::jwsSign(phone.id, asBytes(question),
                           [&](ByteView message) { return phone.key.signEcdsa(message); })
        .value();
}

void writePhones(const std::string& file, const std::vector<WaitingPhone>& phones) {
    std::ofstream out(file);
    for (const auto& phone : phones)
        out << phone.id << ' ' << toHex(phone.key.toPem().value().view()) << '\n';
}

int runPhones(std::uint16_t port, const std::string& file) {
    const auto phones = readPhones(file);
    backend::allowDescriptors(phones.size() + kOtherDescriptors);
    std::vector<std::unique_ptr<WebSocketClient>> sockets;
    for (const auto& phone : phones) {
        sockets.push_back(connect(port, phone));
        if (sockets.back() == nullptr) {
            std::fprintf(stderr, "phone %zu is not let in\n", sockets.size());
            return 1;
        }
    }
    std::printf("ready\n");
    std::fflush(stdout);
    return follow(sockets);
}

}  // namespace tappay::bench
