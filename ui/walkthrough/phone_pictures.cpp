#include "walkthrough/phone_pictures.h"

#include <QQuickWindow>
#include <string>
#include <utility>

#include "walkthrough/recorded_account.h"
#include "walkthrough/recorded_confirmations.h"
#include "walkthrough/recorded_orders.h"
#include "walkthrough/recorded_phones.h"
#include "walkthrough/recorded_states.h"

namespace tappay::ui {

namespace {

class PhoneAlbum {
public:
    PhoneAlbum(RecordedTerminal& terminal, ShopWindow& shop, Driver& driver,
               const std::function<void(const char* name)>& picture)
        : m_terminal(terminal), m_shop(shop), m_driver(driver), m_picture(picture) {
        m_shop.till().preferences()->setRole(QStringLiteral("cardholder"));
        m_terminal.setCardholder(recorded::cardholder());
        m_terminal.setStartAnswer(recorded::unanswered(recorded::confirmation("intended")));
    }

    void page() {
        m_terminal.setPhones(recorded::noPhones());
        m_terminal.setDevices(recorded::noDevices());
        m_driver.go(QStringLiteral("phone"));
        m_picture("phone-empty");
        show(recorded::busyPhones(recorded::noPhones()), "phone-asking");
        show(recorded::withFailure(recorded::phones(), "bank.unreachable"), "phone-failed");
        m_terminal.setConfirmations(recorded::confirmations());
        m_terminal.setDevices(recorded::devices());
        m_shop.till().confirmations()->load();
        show(recorded::phones(), "phone");
        sheet("RenameSheet",
              {{QStringLiteral("phone"), QStringLiteral("phone-1")},
               {QStringLiteral("name"), QStringLiteral("My phone")}},
              "phone-rename");
        sheet("RevokeSheet",
              {{QStringLiteral("kind"), QStringLiteral("phone")},
               {QStringLiteral("subject"), QStringLiteral("phone-1")},
               {QStringLiteral("name"), QStringLiteral("My phone")}},
              "phone-remove");
        sheet("DeviceSheet",
              {{QStringLiteral("device"), m_shop.till().phones()->devices().devices.value(0)}},
              "device-compare");
    }

    void pairing() {
        const QJsonObject none = recorded::noPhones();
        show(recorded::pairing(none, "offering"), "pairing-begun");
        show(recorded::pairing(none, "offered"), "pairing-offered");
        show(recorded::pairingFor(recorded::pairing(none, "offered"), 41), "pairing-hurry");
        show(recorded::pairing(none, "answered"), "pairing-code");
        show(recorded::pairing(none, "accepting"), "pairing-accepting");
        show(recorded::pairing(none, "accepted"), "pairing-accepted");
        show(recorded::pairing(none, "refused"), "pairing-refused");
        show(recorded::pairing(none, "expired"), "pairing-expired");
        show(recorded::failedPairing(recorded::pairing(none, "offered"), "bank.unreachable"),
             "pairing-failed");
        show(recorded::withoutCopies(recorded::phones()), nullptr);
    }

    void order() {
        m_terminal.send(recorded::purchase("intended", "consent", 0));
        m_driver.waitFor([&] { return m_shop.till().sale()->screen() == Sale::Consent; });
        m_picture("consent-phone");
        m_driver.press(Qt::Key_P);
        m_picture("confirm-cards");
        m_driver.press(Qt::Key_Escape);
        const Sale& sale = *m_shop.till().sale();
        m_shop.till().confirmations()->confirmOrder(sale.transaction().order.id,
                                                    QStringLiteral("card-1"));
        m_driver.waitFor([&] { return !m_shop.till().confirmations()->starting(); });
        m_picture("confirm-intended");
        for (const char* state : {"sent", "delivered", "opened", "waiting_for_device", "signed"})
            become(recorded::confirmation(state), state);
        become(recorded::unreachable(recorded::confirmation("opened")), "not-known");
        become(recorded::withSeconds(recorded::confirmation("opened"), 22), "hurry");
        m_driver.press(Qt::Key_Escape);
        m_picture("confirm-withdrawing");
        become(recorded::confirmation("paid"), "paid");
        m_shop.till().confirmations()->leave();
        m_shop.till().sale()->leave();
    }

    void transfer() {
        m_driver.go(QStringLiteral("phone"));
        m_driver.press(Qt::Key_T);
        m_picture("transfer");
        m_driver.press(Qt::Key_Escape);
        begin();
        become(recorded::transfer("opened"), "transfer");
        become(recorded::withMixedScripts(recorded::transfer("opened")), "mixed");
        m_shop.till().confirmations()->leave();
        m_picture("confirm-left");
        m_terminal.sendConfirmation(recorded::called(recorded::transfer("paid"), id()));
        m_picture("confirm-news");
        m_shop.till().confirmations()->dismissNews();
    }

    void ends() {
        for (const auto& [state, reason] :
             {std::pair("refused", "person"),         std::pair("refused", "code_differs"),
              std::pair("refused", "reported"),       std::pair("expired", "not_delivered"),
              std::pair("expired", "not_opened"),     std::pair("expired", "not_signed"),
              std::pair("invalid", "signature"),      std::pair("invalid", "other_request"),
              std::pair("invalid", "other_device"),   std::pair("invalid", "device_unknown"),
              std::pair("invalid", "device_revoked"), std::pair("withdrawn", "computer"),
              std::pair("withdrawn", "phone"),        std::pair("failed", "device_lacks_feature"),
              std::pair("failed", "device_refused"),  std::pair("failed", "device_blocked"),
              std::pair("failed", "device_lost"),     std::pair("failed", "declined"),
              std::pair("failed", "not_payable"),     std::pair("failed", "undone")}) {
            begin();
            become(recorded::transfer(state, reason), (std::string(state) + "-" + reason).c_str());
        }
        begin();
        become(recorded::refused(recorded::transfer("failed"), "phone.missing"), "no-phone");
        m_shop.till().confirmations()->leave();
    }

    void shop() {
        m_shop.till().preferences()->setRole(QStringLiteral("merchant"));
        m_terminal.setPhones(recorded::withoutCopies(recorded::phones("shop")));
        m_terminal.setDevices(recorded::devices("shop"));
        m_driver.go(QStringLiteral("phone"));
        m_picture("phone-shop");
        m_driver.press(Qt::Key_R);
        m_picture("refund");
        m_driver.press(Qt::Key_Escape);
        m_shop.till().confirmations()->confirmRefund(QStringLiteral("01936b2e-6000"));
        m_driver.waitFor([&] { return !m_shop.till().confirmations()->starting(); });
        become(recorded::refund("waiting_for_device"), "refund");
        become(recorded::refund("paid"), "refunded");
        m_shop.till().confirmations()->leave();
        m_terminal.setPhones(recorded::noPhones("shop"));
        m_driver.go(QStringLiteral("sell"));
    }

private:
    [[nodiscard]] const char* id() {
        m_id = m_shop.till().confirmations()->list().value(0).value<Confirmation>().id.toLatin1();
        return m_id.constData();
    }

    void show(const QJsonObject& phones, const char* name) {
        m_terminal.setPhones(phones);
        if (name) m_picture(name);
    }

    void become(QJsonObject confirmation, const char* name) {
        confirmation.insert(QStringLiteral("id"), m_shop.till().confirmations()->current().id);
        m_terminal.sendConfirmation(confirmation);
        m_picture((std::string("confirm-") + name).c_str());
    }

    // A transfer that has just been asked for.
    void begin() {
        Confirmations& all = *m_shop.till().confirmations();
        all.confirmTransfer(QStringLiteral("card-1"), QString::fromUtf8("李明"),
                            QStringLiteral("6217003810027723"), QStringLiteral("Rent"));
        m_driver.waitFor([&] { return !all.starting(); });
    }

    void sheet(const char* name, QVariantMap properties, const char* picture) {
        properties.insert(QStringLiteral("phones"), QVariant::fromValue(m_shop.till().phones()));
        QMetaObject::invokeMethod(
            m_shop.window(), "openSheet",
            Q_ARG(QString, QLatin1String("qrc:/TapPay/Phones/%1.qml").arg(QLatin1String(name))),
            Q_ARG(QVariant, properties));
        m_picture(picture);
        m_driver.press(Qt::Key_Escape);
    }

    RecordedTerminal& m_terminal;
    ShopWindow& m_shop;
    Driver& m_driver;
    const std::function<void(const char* name)>& m_picture;
    QByteArray m_id;
};

}  // namespace

void takePhonePictures(RecordedTerminal& terminal, ShopWindow& shop, Driver& driver,
                       const std::function<void(const char* name)>& picture) {
    PhoneAlbum album(terminal, shop, driver, picture);
    album.page();
    album.pairing();
    album.order();
    album.transfer();
    album.ends();
    album.shop();
}

}  // namespace tappay::ui
