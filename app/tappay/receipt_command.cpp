#include "receipt_command.h"

#include <QEventLoop>
#include <QTimer>
#include <cstdio>

#include "agent/client.h"
#include "command_line.h"
#include "models/preferences.h"
#include "printing/slip.h"
#include "window/languages.h"

namespace tappay::app {

namespace {

constexpr std::chrono::seconds kPatience{5};

}  // namespace

int writeReceipt(const CommandLine& line) {
    const ui::Preferences preferences;
    const ui::Languages languages(preferences, nullptr);
    agent::Client client(line.socket);
    QEventLoop wait;
    int status = 1;
    QString reason = QStringLiteral("The Tap & Pay application is not running.");
    QObject::connect(&client, &agent::Client::connectedChanged, &wait, [&] {
        client.call(QStringLiteral("receipt.get"),
                    {{QStringLiteral("id"), line.receiptId}, {QStringLiteral("copy"), line.copy}},
                    [&](const agent::Reply& reply) {
                        if (!reply.ok())
                            reason = reply.problem->happened;
                        else if (ui::saveSlipAsPdf(ui::Slip::fromJson(reply.result), line.pdf))
                            status = 0;
                        else
                            reason = QStringLiteral("The file can't be written.");
                        wait.quit();
                    });
    });
    QTimer::singleShot(kPatience, &wait, &QEventLoop::quit);
    client.open(agent::Client::Subscription::None);
    wait.exec();
    if (status != 0) std::fprintf(stderr, "tappay: %s\n", qPrintable(reason));
    return status;
}

}  // namespace tappay::app
