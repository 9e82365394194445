#include "walkthrough/account_pictures.h"

#include <QQuickWindow>
#include <utility>

#include "walkthrough/recorded_account.h"
#include "walkthrough/recorded_orders.h"
#include "walkthrough/recorded_security.h"
#include "walkthrough/recorded_states.h"

namespace tappay::ui {

namespace {

class AccountAlbum {
public:
    AccountAlbum(RecordedTerminal& terminal, ShopWindow& shop, Driver& driver,
                 const std::function<void(const char* name)>& picture)
        : m_terminal(terminal), m_shop(shop), m_driver(driver), m_picture(picture) {}

    void firstStart() {
        m_shop.till().preferences()->setRole({});
        m_picture("role");
        m_driver.type(QStringLiteral("2"));
    }

    void cards() {
        m_driver.go(QStringLiteral("cards"));
        show(recorded::noAccount(), "my-cards-empty");
        for (const auto& [stage, name] :
             {std::pair("present_card", "add-card"), std::pair("authorising", "add-card-bank")})
            show(recorded::adding(recorded::noAccount(), stage), name);
        show(recorded::failed(recorded::noAccount(), "card.not_proven"), "add-card-failed");
        m_shop.till().cardholder()->dismissProblem();
        show(recorded::cardholder(), "my-cards");
        m_driver.press(Qt::Key_W);
        m_picture("look-waiting");
        m_terminal.setCard(recorded::cardFacts());
        m_picture("look");
        m_terminal.setCard({});
        m_driver.press(Qt::Key_Escape);
        ask("card", "card-2", "621700 •••• 3305", "remove-card-sheet");
        QJsonObject status = recorded::status();
        status.insert(QStringLiteral("reader"),
                      QJsonObject{{QStringLiteral("serviceRunning"), true}});
        m_terminal.setStatus(status);
        m_picture("my-cards-no-reader");
        m_terminal.setStatus(recorded::status());
    }

    void payments() {
        m_terminal.setTransactions({});
        m_terminal.disconnectAll();
        m_driver.waitFor([&] { return m_shop.till().purchases()->count() == 0; });
        m_driver.go(QStringLiteral("payments"));
        m_picture("my-payments-empty");
        m_driver.go(QStringLiteral("cards"));
        m_terminal.setTransactions(recorded::purchases());
        m_driver.go(QStringLiteral("payments"));
        m_driver.waitFor([&] { return m_shop.till().purchases()->count() > 0; });
        m_picture("my-payments");
        m_driver.press(Qt::Key_Enter);
        m_picture("my-payment");
    }

    void account() {
        m_terminal.setCardholder(recorded::noAccount());
        m_driver.go(QStringLiteral("account"));
        m_picture("my-account-empty");
        show(recorded::cardholder(), "my-account");
        m_driver.press(Qt::Key_L);
        m_driver.type(QStringLiteral("0"));
        m_picture("limits");
        m_driver.press(Qt::Key_Escape);
        sheet("ExportSheet", {});
        m_picture("export");
        m_driver.press(Qt::Key_Escape);
        ask("thisDevice", "device-1", "10000001", "remove-computer");
        ask("data", "", "", "delete-data");
        m_shop.till().preferences()->setRole(QStringLiteral("both"));
        m_driver.go(QStringLiteral("cards"));
        m_picture("both");
        m_driver.go(QStringLiteral("settings"));
        m_picture("settings-both");
        m_shop.till().preferences()->setRole(QStringLiteral("merchant"));
        m_driver.go(QStringLiteral("sell"));
    }

private:
    void show(const QJsonObject& cardholder, const char* name) {
        m_terminal.setCardholder(cardholder);
        m_picture(name);
    }

    void sheet(const char* name, QVariantMap properties) {
        properties.insert(QStringLiteral("account"),
                          QVariant::fromValue(m_shop.till().cardholder()));
        QMetaObject::invokeMethod(
            m_shop.window(), "openSheet",
            Q_ARG(QString, QLatin1String("qrc:/TapPay/Account/%1.qml").arg(QLatin1String(name))),
            Q_ARG(QVariant, properties));
    }

    void ask(const char* kind, const char* subject, const char* name, const char* picture) {
        sheet("ConfirmSheet", {{QStringLiteral("kind"), QLatin1String(kind)},
                               {QStringLiteral("subject"), QLatin1String(subject)},
                               {QStringLiteral("name"), QString::fromUtf8(name)}});
        m_picture(picture);
        m_driver.press(Qt::Key_Escape);
    }

    RecordedTerminal& m_terminal;
    ShopWindow& m_shop;
    Driver& m_driver;
    const std::function<void(const char* name)>& m_picture;
};

}  // namespace

void takeAccountPictures(RecordedTerminal& terminal, ShopWindow& shop, Driver& driver,
                         const std::function<void(const char* name)>& picture) {
    AccountAlbum album(terminal, shop, driver, picture);
    album.firstStart();
    album.cards();
    album.payments();
    album.account();
}

}  // namespace tappay::ui
