// How long the window stands still during a tap, on the software renderer: the whole way from the
// amount to the result against a recorded terminal; and what it costs while nothing goes on. Prints
// JSON.

#include <sys/resource.h>

#include <QAbstractEventDispatcher>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QQuickWindow>
#include <QSettings>
#include <QTemporaryDir>
#include <QTimer>
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <vector>

#include "walkthrough/recorded_states.h"
#include "walkthrough/recorded_terminal.h"
#include "window/shop_window.h"

namespace {

using namespace tappay::ui;

constexpr int kTaps = 20;
// Long enough for every motion of a screen to end before the next one comes.
constexpr std::chrono::milliseconds kBetween{400};

struct Figures {
    std::vector<double> all;

    void add(double milliseconds) { all.push_back(milliseconds); }
    [[nodiscard]] QJsonObject json() {
        std::ranges::sort(all);
        if (all.empty()) return {};
        const auto at = [this](double part) {
            return all.at(static_cast<std::size_t>(static_cast<double>(all.size() - 1) * part));
        };
        return {{"count", static_cast<int>(all.size())},
                {"p50_ms", at(0.5)},
                {"p99_ms", at(0.99)},
                {"worst_ms", all.back()}};
    }
};

// What the thread of the window has worked, whatever else the machine does.
double workedMilliseconds() {
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

// One kind of span, by the clock on the wall and by the work done in it.
class Span {
public:
    void begin() {
        m_clock.start();
        m_worked = workedMilliseconds();
    }
    void end() {
        if (!m_clock.isValid()) return;
        m_wall.add(static_cast<double>(m_clock.nsecsElapsed()) / 1e6);
        m_work.add(workedMilliseconds() - m_worked);
    }
    [[nodiscard]] QJsonObject json() { return {{"wall", m_wall.json()}, {"work", m_work.json()}}; }

private:
    QElapsedTimer m_clock;
    double m_worked = 0;
    Figures m_wall, m_work;
};

// A frame from the animations' step to the picture; and each whole turn of the event loop, which
// has the making of a new screen in it as well.
class Watch : public QObject {
public:
    explicit Watch(QQuickWindow& window) {
        connect(&window, &QQuickWindow::afterAnimating, this, [this] { m_frame.begin(); });
        connect(&window, &QQuickWindow::frameSwapped, this, [this] { m_frame.end(); });
        auto* dispatcher = QAbstractEventDispatcher::instance();
        connect(dispatcher, &QAbstractEventDispatcher::awake, this, [this] { m_turn.begin(); });
        connect(dispatcher, &QAbstractEventDispatcher::aboutToBlock, this,
                [this] { m_turn.end(); });
    }

    void forget() {
        m_frame = {};
        m_turn = {};
    }
    [[nodiscard]] QJsonObject json() {
        return {{"frames", m_frame.json()}, {"standstills", m_turn.json()}};
    }

private:
    Span m_frame, m_turn;
};

void wait(std::chrono::milliseconds duration) {
    QEventLoop loop;
    QTimer::singleShot(duration, &loop, &QEventLoop::quit);
    loop.exec();
}

QJsonObject at(const char* state, const char* stage, int lights) {
    return recorded::tapped(
        recorded::transaction(QLatin1String(state), QLatin1String(stage), lights));
}

// One sale over the contactless interface, online with a PIN.
void tap(ShopWindow& shop, RecordedTerminal& terminal) {
    shop.till().sale()->entry()->digit(5);
    shop.till().sale()->charge();
    wait(kBetween);
    const auto show = [&](QJsonObject transaction) {
        transaction.insert(QStringLiteral("id"), shop.till().sale()->transaction().id);
        terminal.send(transaction);
        wait(kBetween);
    };
    show(at("intended", "keep_card", 2));
    show(at("intended", "tap_again", 1));
    show(at("intended", "keep_card", 3));
    show(at("card_read", "card_read", 4));
    for (int digits = 0; digits <= 6; ++digits)
        show(recorded::withPin(at("card_read", "enter_pin", 4), digits, -1));
    show(at("sent", "authorising", 4));
    show(at("approved", "done", 4));
    shop.till().sale()->leave();
    wait(kBetween);
}

double processorTime() {
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    const auto milliseconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
    };
    return milliseconds(used.ru_utime) + milliseconds(used.ru_stime);
}

// Processor time of a minute like the next ten seconds.
double idleMinute() {
    constexpr std::chrono::seconds kIdle{10};
    constexpr double kPerMinute = 6;
    const double before = processorTime();
    wait(kIdle);
    return (processorTime() - before) * kPerMinute;
}

}  // namespace

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("QT_QUICK_BACKEND", "software");
    const QGuiApplication application(argc, argv);
    ShopWindow::prepareApplication();
    const QTemporaryDir settings;
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settings.path());
    Preferences().setSound(false);
    RecordedTerminal terminal;
    terminal.setStatus(recorded::status());
    terminal.setTransactions(recorded::today());
    terminal.setSaleAnswer(
        recorded::transaction(QStringLiteral("intended"), QStringLiteral("present_card"), 1));
    ShopWindow shop(terminal.socketPath(), QString());
    if (!shop.window()) return 1;
    while (!shop.till().session()->connected())
        wait(kBetween);
    Watch watch(*shop.window());
    wait(kBetween);
    watch.forget();
    tap(shop, terminal);
    const QJsonObject first = watch.json();
    watch.forget();
    for (int i = 0; i < kTaps; ++i)
        tap(shop, terminal);
    const QJsonObject later = watch.json();
    const double shown = idleMinute();
    shop.window()->hide();
    const double hidden = idleMinute();
    const QJsonObject report{{"benchmark", "frames"},
                             {"taps", kTaps},
                             {"first_tap", first},
                             {"later_taps", later},
                             {"idle_cpu_ms_a_minute", shown},
                             {"hidden_cpu_ms_a_minute", hidden}};
    std::puts(QJsonDocument(report).toJson(QJsonDocument::Indented).constData());
    return 0;
}
