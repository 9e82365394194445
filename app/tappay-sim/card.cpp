#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <QJsonDocument>
#include <QJsonObject>
#include <iostream>

#include "commands.h"
#include "crypto/random.h"
#include "options.h"
#include "simulator/card/control.h"

namespace tappay::sim {
namespace {

int usage() {
    std::cerr
        << "usage: tappay-sim card serve --dir DIRECTORY --reader SOCKET --control SOCKET"
           " [--contactless SOCKET] [--insert CARD] [--tap CARD]\n"
           "       tappay-sim card insert CARD [--control SOCKET]\n"
           "       tappay-sim card tap CARD [--control SOCKET]\n"
           "       tappay-sim card remove [contact|contactless] [--control SOCKET]\n"
           "       tappay-sim card pin DIGITS|cancel [--control SOCKET]\n"
           "       tappay-sim card pace contactless|fast [--control SOCKET]\n"
           "       tappay-sim card state [--control SOCKET]\n"
           "       tappay-sim card fault SPEC [--control SOCKET]\n"
           "CARD is a name in DIRECTORY/cards or a file ending in .json.\n"
           "SPEC is tear@N, lost@N, delay@N:MS, sw@N:6985, truncate@N:LEN, swap@N:CARD, each with\n"
           "\",always\" to stay in force; or none, to forget all. APDUs are counted from 1.\n"
           "Without --control: sim.sock in the directory TAPPAY_SANDBOX_DIR names.\n";
    return 2;
}

int report(const Failure& failure) {
    std::cerr << "tappay-sim card: " << describe(failure.code).happened << " (" << failure.detail
              << ")\n";
    return failure.code == FailureCode::NotConfigured ? 2 : 1;
}

int serve(const Options& options) {
    for (const auto* name : {"dir", "reader", "control"})
        if (!options.contains(name)) return usage();
    // Blocked before any thread starts, so that only the descriptor below hears them.
    sigset_t endings;
    sigemptyset(&endings);
    sigaddset(&endings, SIGTERM);
    sigaddset(&endings, SIGINT);
    sigprocmask(SIG_BLOCK, &endings, nullptr);
    const int ended = ::signalfd(-1, &endings, SFD_CLOEXEC);

    const Log log("tappay-sim");
    crypto::SystemRandom random;
    const auto contactless = options.find("contactless");
    simulator::CardBox box(options.at("dir") + "/cards", options.at("reader"), random, log,
                           contactless == options.end() ? std::string() : contactless->second);
    const auto server = simulator::ControlServer::open(options.at("control"), box);
    if (!server) return report(server.error());
    if (const auto first = options.find("insert"); first != options.end())
        if (const auto inserted = box.insert(first->second); !inserted)
            return report(inserted.error());
    if (const auto first = options.find("tap"); first != options.end())
        if (const auto tapped = box.tap(first->second); !tapped) return report(tapped.error());
    (*server)->run(ended);
    ::close(ended);
    return 0;
}

int ask(const Options& options, const QJsonObject& request) {
    std::string control;
    if (const auto named = options.find("control"); named != options.end())
        control = named->second;
    else if (const char* sandbox = std::getenv("TAPPAY_SANDBOX_DIR"))
        control = std::string(sandbox) + "/sim.sock";
    else
        return usage();
    const auto line = QJsonDocument(request).toJson(QJsonDocument::Compact).toStdString();
    const auto answer = simulator::askControl(control, line);
    if (!answer) return report(answer.error());
    std::cout << *answer << '\n';
    const auto object = QJsonDocument::fromJson(QByteArray::fromStdString(*answer)).object();
    return object[QLatin1String("ok")].toBool() ? 0 : 1;
}

}  // namespace

int card(Arguments arguments) {
    if (arguments.empty()) return usage();
    const auto& verb = arguments.front();
    const auto options = readOptions(arguments.subspan(1),
                                     {"dir", "reader", "contactless", "control", "insert", "tap"});
    if (!options) return usage();
    if (verb == "serve") return serve(*options);
    const auto word = options->find("");
    const bool hasWord = word != options->end();
    const auto value = hasWord ? QString::fromStdString(word->second) : QString();
    if (verb == "insert" && hasWord) return ask(*options, {{"cmd", "insert"}, {"card", value}});
    if (verb == "tap" && hasWord) return ask(*options, {{"cmd", "tap"}, {"card", value}});
    if (verb == "remove" && hasWord) return ask(*options, {{"cmd", "remove"}, {"reader", value}});
    if (verb == "pin" && value == QLatin1String("cancel"))
        return ask(*options, {{"cmd", "pin"}, {"cancel", true}});
    if (verb == "pin" && hasWord) return ask(*options, {{"cmd", "pin"}, {"digits", value}});
    if (verb == "pace" && hasWord) return ask(*options, {{"cmd", "pace"}, {"as", value}});
    if (verb == "fault" && hasWord) return ask(*options, {{"cmd", "fault"}, {"spec", value}});
    if (verb == "remove" && !hasWord) return ask(*options, {{"cmd", "remove"}});
    if (verb == "state" && !hasWord) return ask(*options, {{"cmd", "state"}});
    return usage();
}

}  // namespace tappay::sim
