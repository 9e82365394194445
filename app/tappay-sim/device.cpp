#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <QCoreApplication>
#include <cstdlib>
#include <iostream>

#include "commands.h"
#include "device_desk.h"
#include "simulator/card/control.h"
#include "word_service.h"

namespace tappay::sim {
namespace {

namespace virtual_device = simulator::device;

int usage() {
    std::cerr
        << "usage: tappay-sim device make --dir DIRECTORY [--key p256|rsa2048]\n"
           "       tappay-sim device serve --dir DIRECTORY [--reader SOCKET]\n"
           "                               [--bluetooth BUS [--address ADDRESS] [--name NAME]]\n"
           "                               [--display on] [--control SOCKET]\n"
           "       tappay-sim device tell WORD [--control SOCKET]\n"
           "\"make\" gives a device its keys and certificates. \"serve\" puts it into the virtual\n"
           "reader, or behind a Bluetooth service (org.bluez) on a private D-Bus, or both, and\n"
           "follows words that come as lines or are told:\n"
           "  insert, remove                  the reader\n"
           "  confirm, refuse, nothing        what is pressed on it\n"
           "  tear, other-octets, other-certificate, slow, none\n"
           "                                  what is wrong with it\n"
           "  near, away, on, off             whether it is there; whether Bluetooth is on\n"
           "  refuse-connect, no-services, refuse-writes, silent, lose, vanish, drop, double,\n"
           "  swap, alter, replay, slow-link, sound\n"
           "                                  what is wrong with its connection\n"
           "The PIN is 123456. Without --control \"tell\" takes device.sock in the directory that\n"
           "TAPPAY_SANDBOX_DIR names.\n";
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

int serve(const Options& options) {
    if (!options.contains("dir") || (!options.contains("reader") && !options.contains("bluetooth")))
        return usage();
    // Blocked before any thread starts, so that only the descriptor below hears them.
    sigset_t endings;
    sigemptyset(&endings);
    sigaddset(&endings, SIGTERM);
    sigaddset(&endings, SIGINT);
    sigprocmask(SIG_BLOCK, &endings, nullptr);
    const int ended = ::signalfd(-1, &endings, SFD_CLOEXEC);
    int count = 1;
    std::string name = "tappay-sim";
    char* arguments[] = {name.data(), nullptr};
    const QCoreApplication application(count, arguments);  // D-Bus wants one

    auto identity = virtual_device::loadIdentity(options.at("dir"));
    if (!identity) return report(identity.error());
    DeviceDesk desk(std::move(*identity), options);
    if (const auto begun = desk.begin(); !begun) return report(begun.error());
    const auto service = WordService::open(options.contains("control") ? options.at("control") : "",
                                           [&](const std::string& word) {
                                               const auto done = desk.follow(word);
                                               return done ? "ok" : "error: " + done.error().detail;
                                           });
    if (!service) return report(service.error());
    std::cout << "ready" << std::endl;
    (*service)->run(ended);
    ::close(ended);
    return 0;
}

int tell(const Options& options) {
    const auto word = options.find("");
    std::string control;
    if (const auto named = options.find("control"); named != options.end())
        control = named->second;
    else if (const char* sandbox = std::getenv("TAPPAY_SANDBOX_DIR"))
        control = std::string(sandbox) + "/device.sock";
    if (word == options.end() || control.empty()) return usage();
    const auto answer = simulator::askControl(control, word->second);
    if (!answer) return report(answer.error());
    std::cout << *answer << '\n';
    return *answer == "ok" ? 0 : 1;
}

}  // namespace

int device(Arguments arguments) {
    if (arguments.empty()) return usage();
    const auto options =
        readOptions(arguments.subspan(1),
                    {"address", "bluetooth", "control", "dir", "display", "key", "name", "reader"});
    if (!options) return usage();
    if (arguments.front() == "make") return make(*options);
    if (arguments.front() == "serve") return serve(*options);
    if (arguments.front() == "tell") return tell(*options);
    return usage();
}

}  // namespace tappay::sim
