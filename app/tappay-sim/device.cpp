#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <iostream>

#include "commands.h"
#include "options.h"
#include "simulator/device/reader_plug.h"

namespace tappay::sim {
namespace {

namespace virtual_device = simulator::device;

int usage() {
    std::cerr << "usage: tappay-sim device make --dir DIRECTORY [--key p256|rsa2048]\n"
                 "       tappay-sim device serve --dir DIRECTORY --reader SOCKET [--display on]\n"
                 "\"make\" gives a device its keys and certificates. \"serve\" puts it into the\n"
                 "virtual reader, and follows the words that come as lines: insert, remove;\n"
                 "confirm, refuse, nothing (what is pressed on it); tear, other-octets,\n"
                 "other-certificate, slow, none (what is wrong with it). The PIN is 123456.\n";
    return 2;
}

int report(const Failure& failure) {
    std::cerr << "tappay-sim device: " << describe(failure.code).happened << " (" << failure.detail
              << ")\n";
    return failure.code == FailureCode::NotConfigured ? 2 : 1;
}

int make(const Options& options) {
    const auto key = options.contains("key") ? options.at("key") : "p256";
    if (!options.contains("dir") || (key != "p256" && key != "rsa2048")) return usage();
    const auto kind =
        key == "p256" ? virtual_device::KeyKind::P256 : virtual_device::KeyKind::Rsa2048;
    const auto identity = virtual_device::makeIdentity(kind, "Virtual security device");
    if (!identity) return report(identity.error());
    const auto saved = virtual_device::saveIdentity(*identity, options.at("dir"));
    return saved ? 0 : report(saved.error());
}

// What its display shows, each line marked; one mark alone when it is dark.
void print(const std::string& shown) {
    std::string lines = "display: " + shown + "\n";
    for (auto at = lines.find('\n'); at + 1 < lines.size(); at = lines.find('\n', at + 1))
        lines.insert(at + 1, "display: ");
    std::cout << lines << std::flush;
}

// The device and the reader it is in.
class Desk {
public:
    Desk(virtual_device::Identity identity, std::string reader, bool hasDisplay)
        : m_card(std::move(identity), hasDisplay), m_reader(std::move(reader)) {
        m_card.onShown(print);
    }

    Result<void> follow(const std::string& word) {
        if (word == "remove") {
            m_plug.reset();
            return {};
        }
        if (word != "insert") return m_card.follow(word);
        m_plug.reset();
        TAPPAY_TRY(plug, virtual_device::ReaderPlug::plug(m_reader, m_card));
        m_plug = std::move(plug);
        return {};
    }

private:
    virtual_device::PivCard m_card;
    const std::string m_reader;
    std::unique_ptr<virtual_device::ReaderPlug> m_plug;
};

// Each whole line is a word; one answer for each.
void followLines(std::string& pending, Desk& desk) {
    for (auto end = pending.find('\n'); end != std::string::npos; end = pending.find('\n')) {
        const auto done = desk.follow(pending.substr(0, end));
        std::cout << (done ? "ok" : "error: " + done.error().detail) << std::endl;
        pending.erase(0, end + 1);
    }
}

int serve(const Options& options) {
    if (!options.contains("dir") || !options.contains("reader")) return usage();
    // Blocked before any thread starts, so that only the descriptor below hears them.
    sigset_t endings;
    sigemptyset(&endings);
    sigaddset(&endings, SIGTERM);
    sigaddset(&endings, SIGINT);
    sigprocmask(SIG_BLOCK, &endings, nullptr);
    const int ended = ::signalfd(-1, &endings, SFD_CLOEXEC);

    auto identity = virtual_device::loadIdentity(options.at("dir"));
    if (!identity) return report(identity.error());
    const auto display = options.find("display");
    Desk desk(std::move(*identity), options.at("reader"),
              display != options.end() && display->second == "on");
    if (const auto inserted = desk.follow("insert"); !inserted) return report(inserted.error());
    std::cout << "ready" << std::endl;

    std::string pending;
    std::array<pollfd, 2> waits{pollfd{ended, POLLIN, 0}, pollfd{STDIN_FILENO, POLLIN, 0}};
    while (::poll(waits.data(), waits.size(), -1) >= 0 || errno == EINTR) {
        if (waits[0].revents != 0) break;
        if (waits[1].revents == 0) continue;
        std::array<char, 256> buffer{};
        const auto size = ::read(STDIN_FILENO, buffer.data(), buffer.size());
        // Whoever spoke has gone; the device stays.
        if (size <= 0) waits[1].fd = -1;
        if (size > 0) pending.append(buffer.data(), static_cast<std::size_t>(size));
        followLines(pending, desk);
    }
    ::close(ended);
    return 0;
}

}  // namespace

int device(Arguments arguments) {
    if (arguments.empty()) return usage();
    const auto options = readOptions(arguments.subspan(1), {"dir", "display", "key", "reader"});
    if (!options) return usage();
    if (arguments.front() == "make") return make(*options);
    if (arguments.front() == "serve") return serve(*options);
    return usage();
}

}  // namespace tappay::sim
