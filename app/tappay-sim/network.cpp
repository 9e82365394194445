#include <QCommandLineParser>
#include <QCoreApplication>
#include <QJsonDocument>
#include <iostream>

#include "commands.h"
#include "crypto/random.h"
#include "simulator/network/server.h"
#include "simulator/network/totals.h"

namespace tappay::sim {

namespace {

namespace network = simulator::network;

constexpr int kFailed = 1, kWrongUse = 2;

int complain(const Failure& failure) {
    std::cerr << "tappay-sim network: " << describe(failure.code).happened << " (" << failure.detail
              << ")\n";
    return failure.code == FailureCode::NotConfigured || failure.code == FailureCode::InputMalformed
               ? kWrongUse
               : kFailed;
}

Result<std::vector<network::Fault>> faultsOf(const QStringList& texts) {
    std::vector<network::Fault> faults;
    for (const QString& text : texts) {
        TAPPAY_TRY(fault, network::parseFault(text.toStdString()));
        faults.push_back(fault);
    }
    return faults;
}

int serve(const network::NetworkConfig& config, std::vector<network::Fault> faults) {
    const Log log("tappay-sim network", config.log);
    auto ledger = network::Ledger::open(config.ledger, network::Ledger::Access::Append);
    if (!ledger) return complain(ledger.error());
    const SystemClock clock;
    crypto::SystemRandom random;
    network::Switch lines(config, *ledger, clock, random, log, std::move(faults));
    network::Server server(lines, log);
    const auto port = server.listen(config.address, config.port);
    if (!port) return complain(port.error());
    log.info("network", "listening on port " + std::to_string(*port));
    return QCoreApplication::exec();
}

int totals(const network::NetworkConfig& config, bool json) {
    const auto ledger = network::Ledger::open(config.ledger, network::Ledger::Access::Read);
    if (!ledger) return complain(ledger.error());
    const QJsonObject sums = network::totalsOf(*ledger);
    std::cout << (json ? QJsonDocument(sums).toJson(QJsonDocument::Compact).toStdString() + '\n'
                       : network::totalsText(sums).toStdString());
    return 0;
}

}  // namespace

int network(Arguments arguments) {
    int count = 1;
    char name[] = "tappay-sim network";
    char* words[] = {name, nullptr};
    const QCoreApplication application(count, words);
    QStringList line{name};
    for (const std::string& argument : arguments)
        line += QString::fromStdString(argument);

    QCommandLineParser parser;
    const QCommandLineOption config("config", "network.json", "FILE");
    const QCommandLineOption fault("fault", "misbehave on demand, e.g. no-answer@1", "SPEC");
    const QCommandLineOption json("json", "totals for machines");
    parser.addOptions({config, fault, json});
    parser.addPositionalArgument("ACTION", "serve or totals");
    const bool understood = parser.parse(line);
    const QString action = parser.positionalArguments().value(0);
    if (!understood || !parser.isSet(config) || (action != "serve" && action != "totals")) {
        std::cerr << parser.errorText().toStdString() << '\n'
                  << "usage: tappay-sim network serve --config FILE [--fault SPEC]...\n"
                     "       tappay-sim network totals --config FILE [--json]\n";
        return kWrongUse;
    }
    const auto loaded = network::loadNetworkConfig(parser.value(config));
    if (!loaded) return complain(loaded.error());
    if (action == "totals") return totals(*loaded, parser.isSet(json));
    auto faults = faultsOf(parser.values(fault));
    if (!faults) return complain(faults.error());
    return serve(*loaded, std::move(*faults));
}

}  // namespace tappay::sim
