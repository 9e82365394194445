#include "simulator/card/control.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <array>
#include <cerrno>

namespace tappay::simulator {
namespace {

constexpr std::size_t kMaxLine = 4096;
constexpr timeval kAnswerTime{10, 0};

bool addressOf(const std::string& path, sockaddr_un& address) {
    address = {};
    address.sun_family = AF_UNIX;
    if (path.empty() || path.size() >= sizeof(address.sun_path)) return false;
    path.copy(address.sun_path, path.size());
    return true;
}

int connectTo(const sockaddr_un& address) {
    const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (socket < 0) return -1;
    if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0)
        return socket;
    ::close(socket);
    return -1;
}

bool sendLine(int socket, std::string line) {
    line += '\n';
    std::size_t sent = 0;
    while (sent < line.size()) {
        const auto size = ::send(socket, line.data() + sent, line.size() - sent, MSG_NOSIGNAL);
        if (size < 0 && errno == EINTR) continue;
        if (size <= 0) return false;
        sent += static_cast<std::size_t>(size);
    }
    return true;
}

Result<void> remove(const QJsonObject& request, CardBox& box) {
    const auto reader = request[QLatin1String("reader")];
    if (reader.isUndefined())
        box.remove();
    else if (reader == QLatin1String("contact"))
        box.remove(Interface::Contact);
    else if (reader == QLatin1String("contactless"))
        box.remove(Interface::Contactless);
    else
        return fail(FailureCode::InputMalformed, "reader: contact or contactless");
    return {};
}

Result<void> press(const QJsonObject& request, CardBox& box) {
    const auto digits = request[QLatin1String("digits")];
    if (digits.isString()) return box.press(digits.toString().toStdString());
    if (request[QLatin1String("cancel")].toBool()) return box.press(std::nullopt);
    return fail(FailureCode::InputMalformed, "digits or cancel");
}

Result<void> setPace(const QJsonObject& request, CardBox& box) {
    const auto pace = request[QLatin1String("as")];
    if (pace != QLatin1String("contactless") && pace != QLatin1String("fast"))
        return fail(FailureCode::InputMalformed, "as: contactless or fast");
    box.slowDown(pace == QLatin1String("contactless"));
    return {};
}

Result<void> carryOut(const QJsonObject& request, CardBox& box) {
    const auto command = request[QLatin1String("cmd")].toString();
    if (command == QLatin1String("insert"))
        return box.insert(request[QLatin1String("card")].toString().toStdString());
    if (command == QLatin1String("tap")) {
        const auto confirmed = request[QLatin1String("confirmed")];
        return box.tap(request[QLatin1String("card")].toString().toStdString(),
                       confirmed.isBool() ? std::optional(confirmed.toBool()) : std::nullopt);
    }
    if (command == QLatin1String("remove")) return remove(request, box);
    if (command == QLatin1String("pin")) return press(request, box);
    if (command == QLatin1String("pace")) return setPace(request, box);
    if (command == QLatin1String("fault")) {
        const auto spec = request[QLatin1String("spec")].toString().toStdString();
        if (spec != "none") return box.addFault(spec);
        box.clearFaults();
        return {};
    }
    if (command == QLatin1String("state")) return {};
    return fail(FailureCode::MethodUnknown, "insert, tap, remove, state, fault, pin or pace");
}

QJsonValue nameOrNull(const std::string& name) {
    return name.empty() ? QJsonValue() : QJsonValue(QString::fromStdString(name));
}

QJsonArray names(const std::vector<std::string>& cards) {
    QJsonArray result;
    for (const auto& card : cards)
        result.append(QString::fromStdString(card));
    return result;
}

std::string answerTo(const std::string& line, CardBox& box) {
    const auto request = QJsonDocument::fromJson(QByteArray::fromStdString(line));
    const auto result = request.isObject()
                            ? carryOut(request.object(), box)
                            : fail(FailureCode::InputMalformed, "one JSON object a line");
    QJsonObject answer{{"ok", result.has_value()}};
    if (result) {
        answer[QLatin1String("inserted")] = nameOrNull(box.inserted());
        answer[QLatin1String("tapped")] = nameOrNull(box.tapped());
        answer[QLatin1String("cards")] = names(box.cards());
        answer[QLatin1String("insertable")] = names(box.cards(Interface::Contact));
        answer[QLatin1String("tappable")] = names(box.cards(Interface::Contactless));
    } else {
        const auto& failure = result.error();
        answer[QLatin1String("error")] = QString::fromStdString(
            std::string(describe(failure.code).name) + ": " + failure.detail);
    }
    return QJsonDocument(answer).toJson(QJsonDocument::Compact).toStdString();
}

}  // namespace

Result<std::unique_ptr<ControlServer>> ControlServer::open(const std::string& socketPath,
                                                           CardBox& box) {
    sockaddr_un address;
    if (!addressOf(socketPath, address))
        return fail(FailureCode::NotConfigured, "path too long for a socket: " + socketPath);
    if (const int other = connectTo(address); other >= 0) {
        ::close(other);
        return fail(FailureCode::AlreadyRunning, socketPath);
    }
    ::unlink(socketPath.c_str());
    const int listener = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (listener < 0 || ::fchmod(listener, 0600) != 0 ||
        ::bind(listener, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0 ||
        ::chmod(socketPath.c_str(), 0600) != 0 || ::listen(listener, 8) != 0) {
        if (listener >= 0) ::close(listener);
        return fail(FailureCode::NotConfigured, "no control socket at " + socketPath);
    }
    return std::unique_ptr<ControlServer>(new ControlServer(listener, socketPath, box));
}

ControlServer::ControlServer(int listener, std::string path, CardBox& box)
    : m_listener(listener), m_path(std::move(path)), m_box(box) {}

ControlServer::~ControlServer() {
    for (const auto& [client, pending] : m_clients)
        ::close(client);
    ::close(m_listener);
    ::unlink(m_path.c_str());
}

void ControlServer::run(int endDescriptor) {
    while (true) {
        std::vector<pollfd> waits{{endDescriptor, POLLIN, 0}, {m_listener, POLLIN, 0}};
        for (const auto& [client, pending] : m_clients)
            waits.push_back({client, POLLIN, 0});
        if (::poll(waits.data(), waits.size(), -1) < 0 && errno != EINTR) return;
        if (waits[0].revents) return;
        for (std::size_t i = 2; i < waits.size(); ++i)
            if (waits[i].revents && !serveClient(waits[i].fd)) {
                ::close(waits[i].fd);
                m_clients.erase(waits[i].fd);
            }
        if (!waits[1].revents) continue;
        const int client = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (client >= 0) m_clients.emplace(client, std::string());
    }
}

bool ControlServer::serveClient(int client) {
    std::array<char, kMaxLine> buffer;
    const auto size = ::recv(client, buffer.data(), buffer.size(), 0);
    if (size <= 0) return false;
    auto& pending = m_clients[client];
    pending.append(buffer.data(), static_cast<std::size_t>(size));
    for (auto end = pending.find('\n'); end != std::string::npos; end = pending.find('\n')) {
        if (!sendLine(client, answerTo(pending.substr(0, end), m_box))) return false;
        pending.erase(0, end + 1);
    }
    return pending.size() <= kMaxLine;
}

Result<std::string> askControl(const std::string& socketPath, const std::string& line) {
    sockaddr_un address;
    if (!addressOf(socketPath, address)) return fail(FailureCode::NotConfigured, socketPath);
    const int socket = connectTo(address);
    if (socket < 0) return fail(FailureCode::ReaderMissing, "nobody serves cards at " + socketPath);
    ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &kAnswerTime, sizeof(kAnswerTime));
    std::string answer;
    bool open = sendLine(socket, line);
    while (open && !answer.ends_with('\n')) {
        std::array<char, kMaxLine> buffer;
        const auto size = ::recv(socket, buffer.data(), buffer.size(), 0);
        open = size > 0;
        if (open) answer.append(buffer.data(), static_cast<std::size_t>(size));
    }
    ::close(socket);
    if (!answer.ends_with('\n')) return fail(FailureCode::HostTimeout, "no answer");
    answer.pop_back();
    return answer;
}

}  // namespace tappay::simulator
