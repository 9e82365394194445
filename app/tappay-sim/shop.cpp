#include "simulator/shop/shop.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <iostream>

#include "commands.h"

namespace tappay::sim {

namespace {

constexpr int kFailed = 1, kWrongUse = 2;

int complain(const Failure& failure) {
    std::cerr << "tappay-sim shop: " << describe(failure.code).happened << " (" << failure.detail
              << ")\n";
    return failure.code == FailureCode::NotConfigured ? kWrongUse : kFailed;
}

int serve(const simulator::shop::Config& config) {
    const Log log("tappay-sim shop", config.log);
    auto records = simulator::shop::OrderRecords::open(config.orders);
    if (!records) return complain(records.error());
    const SystemClock clock;
    simulator::shop::Shop shop(config, std::move(*records), clock, log);
    const auto port = shop.listen();
    if (!port) return complain(port.error());
    log.info("shop", "listening on port " + std::to_string(*port));
    return QCoreApplication::exec();
}

}  // namespace

int shop(Arguments arguments) {
    int count = 1;
    char name[] = "tappay-sim shop";
    char* words[] = {name, nullptr};
    const QCoreApplication application(count, words);
    QStringList line{name};
    for (const std::string& argument : arguments)
        line += QString::fromStdString(argument);

    QCommandLineParser parser;
    const QCommandLineOption config("config", "shop.json", "FILE");
    parser.addOption(config);
    if (!parser.parse(line) || !parser.isSet(config) || !parser.positionalArguments().isEmpty()) {
        std::cerr << parser.errorText().toStdString() << '\n'
                  << "usage: tappay-sim shop --config FILE\n";
        return kWrongUse;
    }
    const auto loaded = simulator::shop::loadConfig(parser.value(config));
    return loaded ? serve(*loaded) : complain(loaded.error());
}

}  // namespace tappay::sim
