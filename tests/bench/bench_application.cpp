// The application in a sandbox: how long a till waits for "Present card", how long after the card
// the result is there, and what tappayd costs while nothing happens. Prints JSON. `--chip software`
// instead of a virtual chip.

#include <unistd.h>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTimer>
#include <cstdio>
#include <vector>

#include "agent/client.h"
#include "bench/percentiles.h"
#include "bench/process_figures.h"

namespace tappay::bench {
namespace {

constexpr int kSales = 60;
constexpr int kIdleSeconds = 20;

QJsonObject summary(const std::vector<double>& values) {
    return {{"p50", percentile(values, 0.50)},
            {"p95", percentile(values, 0.95)},
            {"p99", percentile(values, 0.99)},
            {"n", static_cast<int>(values.size())}};
}

// Sales one after the other over the local API, the card left in the reader.
class Till : public QObject {
public:
    explicit Till(QCoreApplication& application)
        : m_application(application), m_client(agent::Client::defaultSocket()) {
        connect(&m_client, &agent::Client::subscribed, this, [this](const QJsonObject& status) {
            m_chip = status["chip"].toObject()["form"].toString();
            sell();
        });
        connect(&m_client, &agent::Client::transactionChanged, this,
                [this](const QJsonObject& transaction) { changed(transaction); });
        m_client.open();
        m_total.start();
    }

private:
    void sell() {
        m_presentSeen = m_completing = false;
        m_timer.start();
        m_client.call("sale.start", {{"amount", "12.34"}}, [this](const agent::Reply& reply) {
            if (!reply.ok()) return give(reply.problem->happened);
            m_id = reply.result["id"].toString();
            changed(reply.result);
        });
    }

    void changed(const QJsonObject& transaction) {
        if (!m_id.isEmpty() && transaction["id"] != m_id) return;
        const QString stage = transaction["stage"].toString();
        const QString state = transaction["state"].toString();
        if (!m_presentSeen && stage == "present_card") {
            m_presentSeen = true;
            m_present.push_back(elapsed(m_timer));
        }
        if (!m_completing && stage == "completing") {
            m_completing = true;
            m_afterAnswer.start();
        }
        if (state == "approved" && m_completing) {
            m_completing = false;
            m_result.push_back(elapsed(m_afterAnswer));
            m_whole.push_back(elapsed(m_timer));
            m_id.clear();
            if (m_whole.size() < kSales)
                QTimer::singleShot(0, this, [this] { sell(); });
            else
                idle();
        } else if (state == "failed" || state == "declined" || state == "unknown") {
            give("a sale ended " + state);
        }
    }

    void idle() {
        const auto tappayd = childNamed(::getppid(), "tappayd");
        const auto before = tappayd ? figuresOf(*tappayd) : std::nullopt;
        if (!before) return give("tappayd not found");
        QTimer::singleShot(kIdleSeconds * 1000, this, [this, id = *tappayd, before = *before] {
            const auto after = figuresOf(id);
            if (!after) return give("tappayd is gone");
            const qint64 wakeUps = after->voluntarySwitches - before.voluntarySwitches;
            const QJsonObject report{
                {"benchmark", "application"},
                {"chip", m_chip},
                {"enter_to_present_card_ms", summary(m_present)},
                {"issuer_answer_to_result_ms", summary(m_result)},
                {"whole_sale_ms", summary(m_whole)},
                {"tappayd_rss_mb", static_cast<double>(after->residentKilobytes) / 1024},
                {"tappayd_wake_ups_per_minute", static_cast<double>(wakeUps) * 60 / kIdleSeconds},
                {"tappayd_idle_cpu_ms_per_minute",
                 static_cast<double>(after->cpuMilliseconds - before.cpuMilliseconds) * 60 /
                     kIdleSeconds}};
            std::puts(QJsonDocument(report).toJson(QJsonDocument::Indented).constData());
            m_application.exit(0);
        });
    }

    void give(const QString& why) {
        std::fprintf(stderr, "bench_application: %s\n", qPrintable(why));
        m_application.exit(1);
    }

    static double elapsed(const QElapsedTimer& timer) {
        return static_cast<double>(timer.nsecsElapsed()) / 1e6;
    }

    QCoreApplication& m_application;
    agent::Client m_client;
    QElapsedTimer m_timer, m_afterAnswer, m_total;
    QString m_id, m_chip;
    bool m_presentSeen = false, m_completing = false;
    std::vector<double> m_present, m_result, m_whole;
};

}  // namespace
}  // namespace tappay::bench

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    if (qEnvironmentVariableIsSet("TAPPAY_SANDBOX_DIR")) {
        const tappay::bench::Till till(application);
        return QCoreApplication::exec();
    }
    QProcess sandbox;
    sandbox.setProcessChannelMode(QProcess::ForwardedChannels);
    sandbox.start(QCoreApplication::applicationDirPath() + "/tappay-sandbox",
                  QStringList{"run", "-v", "--card", "debit"} + application.arguments().mid(1) +
                      QStringList{"--", QCoreApplication::applicationFilePath()});
    sandbox.waitForFinished(-1);
    return sandbox.exitStatus() == QProcess::NormalExit ? sandbox.exitCode() : 1;
}
