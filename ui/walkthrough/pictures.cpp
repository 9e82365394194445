#include <QDateTime>
#include <QDir>
#include <QQuickWindow>
#include <utility>

#include "walkthrough/account_pictures.h"
#include "walkthrough/driver.h"
#include "walkthrough/phone_pictures.h"
#include "walkthrough/purchase_pictures.h"
#include "walkthrough/recorded_security.h"
#include "walkthrough/recorded_states.h"
#include "walkthrough/recorded_terminal.h"
#include "walkthrough/recorded_trace.h"
#include "walkthrough/security_pictures.h"
#include "walkthrough/settings.h"
#include "walkthrough/walkthrough.h"

namespace tappay::ui {

namespace {

struct Look {
    const char* language;
    const char* theme;
    int mode;  // Theme::Mode
    QSize size{1280, 800};
    int percent = 100;
    const char* suffix = "";
};

constexpr int kLight = 1;
constexpr int kDark = 2;
constexpr int kContrast = 3;

QString in(int seconds) {
    return QDateTime::currentDateTimeUtc().addSecs(seconds).toString(Qt::ISODateWithMs);
}

// One window in one look, brought into every state.
class Album {
public:
    Album(const Look& look, const QString& folder)
        : m_look(look), m_shop(prepared(), QString()), m_driver(m_shop, folder) {
        m_shop.till().preferences()->setLanguage(QLatin1String(look.language));
        m_shop.till().preferences()->setTheme(look.mode);
        m_shop.till().preferences()->setSound(false);
        m_shop.till().preferences()->setTextPercent(look.percent);
        m_shop.window()->resize(look.size);
        m_driver.waitFor([&] { return m_shop.till().session()->connected(); });
    }

    bool take(const QString& part) {
        if (part == QLatin1String("phone")) {
            phones();
            return m_good;
        }
        if (part == QLatin1String("purchase") || part == QLatin1String("account")) {
            part == QLatin1String("account") ? accounts() : purchases();
            return m_good;
        }
        amounts();
        running();
        torn();
        pins();
        results();
        paidByCard();
        open();
        pages();
        purchases();
        accounts();
        phones();
        security();
        troubles();
        return m_good;
    }

private:
    QString prepared() {
        m_terminal.setStatus(recorded::status());
        m_terminal.setTransactions(recorded::today());
        m_terminal.setReceipt(recorded::receipt());
        m_terminal.setTrace(recorded::trace());
        m_terminal.setSecurity(recorded::security());
        m_terminal.setSaleAnswer(at("intended", "present_card", 1));
        return m_terminal.socketPath();
    }

    QJsonObject at(const char* state, const char* stage, int lights) {
        return recorded::transaction(QLatin1String(state), QLatin1String(stage), lights);
    }

    void picture(const char* name) {
        m_good &=
            m_driver.picture(QLatin1String("%1-%2-%3%4")
                                 .arg(QLatin1String(name), QLatin1String(m_look.language),
                                      QLatin1String(m_look.theme), QLatin1String(m_look.suffix)));
    }

    void show(QJsonObject transaction, const char* name) {
        transaction.insert(QStringLiteral("id"), m_shop.till().sale()->transaction().id);
        m_terminal.send(transaction);
        picture(name);
    }

    void amounts() {
        picture("welcome");
        m_driver.type(QStringLiteral("12860"));
        picture("amount");
        m_terminal.refuse(
            QStringLiteral("sale.start"),
            recorded::withFailure({}, "busy").value(QLatin1String("failure")).toObject());
        m_driver.press(Qt::Key_Enter);
        picture("refused");
        m_shop.till().sale()->dismissProblem();
        m_driver.press(Qt::Key_Enter);
    }

    void running() {
        picture("present");
        QJsonObject one = at("intended", "present_card", 1);
        one.insert(QStringLiteral("acceptsInsert"), false);
        show(one, "present-tap");
        QJsonObject late = at("intended", "present_card", 1);
        late.insert(QStringLiteral("deadline"), in(12));
        show(late, "present-countdown");
        show(recorded::tapped(at("intended", "keep_card", 2)), "keep-card");
        show(recorded::tapped(at("card_read", "card_read", 4)), "card-read");
        QJsonObject choice = at("card_read", "choose_application", 2);
        choice.insert(
            QStringLiteral("applications"),
            QJsonArray{QStringLiteral("UnionPay Debit"), QStringLiteral("UnionPay Credit")});
        show(choice, "choose");
        choice.insert(QStringLiteral("applications"),
                      QJsonArray{QStringLiteral("UnionPay Credit")});
        choice.insert(QStringLiteral("applicationRefused"), true);
        show(choice, "choose-again");
        show(recorded::tapped(at("sent", "authorising", 4)), "authorising-tapped");
        show(at("sent", "authorising", 3), "authorising");
        show(at("host_approved", "completing", 3), "completing");
        show(at("card_completed", "remove_card", 4), "remove-card");
    }

    void torn() {
        for (const auto& [stage, name] :
             {std::pair("tap_again", "tap-again"), std::pair("one_card_only", "one-card-only"),
              std::pair("see_phone", "see-phone"), std::pair("insert_card", "use-chip")})
            show(recorded::tapped(at("intended", stage, 1)), name);
        show(recorded::tapped(at("card_in_doubt", "checking", 1)), "card-in-doubt");
        m_driver.press(Qt::Key_L);
        picture("customer-left");
        m_driver.press(Qt::Key_Escape);
        show(recorded::tapped(at("card_in_doubt", "tap_again", 1)), "doubt-tap-again");
        show(recorded::tapped(at("abandoned", "done", 0)), "abandoned");
    }

    void pins() {
        const QJsonObject entering = at("card_read", "enter_pin", 2);
        show(recorded::withPin(entering, 3, -1), "pin");
        m_driver.press(Qt::Key_S);
        picture("pin-scrambled");
        m_driver.press(Qt::Key_S);
        show(recorded::withPin(recorded::tapped(at("card_read", "enter_pin", 4)), 0, -1),
             "pin-tapped");
        show(recorded::withPin(entering, 0, 2), "pin-wrong");
        show(recorded::withPin(entering, 0, 1), "pin-last-try");
        show(recorded::onReader(recorded::withPin(entering, 0, -1)), "pin-on-reader");
    }

    void paidByCard() {
        show(recorded::paidByCard(at("advice_pending", "done", 4)), "paid-by-card");
        show(recorded::paidByCard(at("advice_refused", "done", 4)), "advice-refused");
    }

    void results() {
        show(at("approved", "done", 4), "approved");
        m_driver.press(Qt::Key_R);
        picture("receipt");
        m_driver.press(Qt::Key_Escape);
        show(recorded::withFailure(at("declined", "done", 0), "bank.declined"), "declined");
        show(recorded::withFailure(at("cancelled", "done", 0), "cancelled"), "cancelled");
        show(recorded::withFailure(at("undone", "done", 0), "bank.timeout"), "undone");
        show(recorded::withFailure(at("failed", "done", 0), "card.timeout"), "failed");
    }

    void open() {
        QJsonObject unknown = recorded::withFailure(at("unknown", "checking", 0), "bank.timeout");
        unknown.insert(QStringLiteral("undoAttempts"), 1);
        unknown.insert(QStringLiteral("nextAttempt"), in(8));
        show(unknown, "not-known");
        m_shop.window()->close();
        picture("close-blocked");
        m_driver.press(Qt::Key_Escape);
        unknown.insert(QStringLiteral("state"), QStringLiteral("undoing"));
        show(unknown, "undoing");
        QJsonObject told = at("undone", "done", 0);
        told.insert(QStringLiteral("id"), m_shop.till().sale()->transaction().id);
        m_shop.till().sale()->leave();
        m_terminal.send(told);
        picture("news");
        m_shop.till().sale()->dismissNews();
    }

    void pages() {
        m_driver.press(Qt::Key_N);
        picture("note");
        m_driver.press(Qt::Key_Escape);
        m_driver.go(QStringLiteral("today"));
        picture("today");
        m_driver.type(QStringLiteral("36"));
        m_driver.press(Qt::Key_Enter);
        picture("detail");
        QMetaObject::invokeMethod(m_shop.window(), "showTrace",
                                  Q_ARG(QString, m_shop.till().today()->idAt(0)));
        m_driver.waitFor([&] { return m_shop.till().trace()->state() == TraceModel::Ready; });
        for (int step = 0; step < 5; ++step)
            m_driver.press(Qt::Key_Down);
        m_driver.press(Qt::Key_Tab);
        m_driver.press(Qt::Key_Down);
        m_driver.press(Qt::Key_Down);
        picture("trace");
        m_driver.press(Qt::Key_Escape);
        QMetaObject::invokeMethod(m_shop.window(), "confirmUndo",
                                  Q_ARG(QString, m_shop.till().today()->idAt(0)));
        picture("confirm-undo");
        m_driver.press(Qt::Key_Escape);
        m_driver.go(QStringLiteral("settings"));
        picture("settings");
        m_driver.go(QStringLiteral("help"));
        picture("help");
        m_driver.press(Qt::Key_Escape);
        m_driver.go(QStringLiteral("sell"));
        m_terminal.setTransactions({});
        m_terminal.disconnectAll();
        m_driver.waitFor([&] { return m_shop.till().today()->count() == 0; });
        picture("first-of-the-day");
    }

    void purchases() {
        takePurchasePictures(m_terminal, m_shop, m_driver,
                             [this](const char* name) { picture(name); });
    }

    void accounts() {
        takeAccountPictures(m_terminal, m_shop, m_driver,
                            [this](const char* name) { picture(name); });
    }

    void phones() {
        takePhonePictures(m_terminal, m_shop, m_driver,
                          [this](const char* name) { picture(name); });
    }

    void security() {
        takeSecurityPictures(m_terminal, m_shop, m_driver,
                             [this](const char* name) { picture(name); });
    }

    void troubles() {
        QJsonObject status = recorded::status();
        status.insert(QStringLiteral("backEnd"), QJsonObject{{QStringLiteral("reachable"), false}});
        m_terminal.setStatus(status);
        picture("no-bank");
        status.insert(QStringLiteral("reader"),
                      QJsonObject{{QStringLiteral("serviceRunning"), true}});
        m_terminal.setStatus(status);
        picture("no-reader");
        status.insert(QStringLiteral("reader"),
                      QJsonObject{{QStringLiteral("serviceRunning"), false}});
        m_terminal.setStatus(status);
        picture("no-card-service");
        status.insert(QStringLiteral("trouble"),
                      recorded::withFailure({}, "storage.full").value(QLatin1String("failure")));
        m_terminal.setStatus(status);
        picture("stopped");
        m_terminal.stop();
        picture("not-running");
    }

    Look m_look;
    RecordedTerminal m_terminal;
    ShopWindow m_shop;
    Driver m_driver;
    bool m_good = true;
};

}  // namespace

int takePictures(const QString& folder, const QString& part) {
    QDir().mkpath(folder);
    const WalkSettings settings("merchant");
    bool good = true;
    for (const Look& look :
         {Look{"en", "light", kLight}, Look{"zh_CN", "light", kLight}, Look{"en", "dark", kDark},
          Look{"zh_CN", "dark", kDark}, Look{"en", "contrast", kContrast},
          Look{"en", "light", kLight, {1000, 700}, 100, "-1000x700"},
          Look{"zh_CN", "light", kLight, {1600, 1000}, 100, "-1600x1000"},
          Look{"en", "light", kLight, {1280, 800}, 200, "-200percent"},
          Look{"zh_CN", "dark", kDark, {1280, 800}, 200, "-200percent"}})
        good &= Album(look, folder).take(part);
    return good ? 0 : 1;
}

}  // namespace tappay::ui
