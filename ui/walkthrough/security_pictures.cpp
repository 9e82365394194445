#include "walkthrough/security_pictures.h"

#include <QQuickWindow>
#include <utility>

#include "walkthrough/recorded_security.h"
#include "walkthrough/recorded_states.h"

namespace tappay::ui {

namespace {

class SecurityAlbum {
public:
    SecurityAlbum(RecordedTerminal& terminal, ShopWindow& shop, Driver& driver,
                  const std::function<void(const char* name)>& picture)
        : m_terminal(terminal), m_shop(shop), m_driver(driver), m_picture(picture) {}

    void page() {
        m_driver.go(QStringLiteral("security"));
        show(recorded::security("tpm"), "security");
        show(recorded::security("virtual"), "security-weaker");
        show(recorded::security("software"), "security-software");
        m_driver.press(Qt::Key_K);
        m_picture("renew-keys");
        m_driver.press(Qt::Key_Escape);
        QJsonObject busy = recorded::security("tpm");
        busy.insert(QStringLiteral("step"), QStringLiteral("fetching_key"));
        show(busy, "security-renewing");
        show(recorded::graded(recorded::stopped(recorded::security("tpm"), "bank.unreachable", 25),
                              "keys", "weaker"),
             "security-failed");
        m_status = recorded::withStanding(recorded::status(), "terminal.revoked");
        show(recorded::graded(recorded::stopped(recorded::security("tpm"), "terminal.revoked"),
                              "keys", "missing"),
             "security-revoked");
        m_status = recorded::status();
        tell(recorded::security());
        m_driver.go(QStringLiteral("sell"));
    }

    void standings() {
        for (const auto& [failure, name] : {std::pair("terminal.suspended", "standing-suspended"),
                                            std::pair("terminal.revoked", "standing-revoked"),
                                            std::pair("terminal.cloned", "standing-cloned"),
                                            std::pair("terminal.expired", "standing-expired"),
                                            std::pair("terminal.unknown", "standing-unknown")}) {
            m_status = recorded::withStanding(recorded::status(), failure);
            show(recorded::stopped(recorded::security(), failure), name);
        }
        m_driver.press(Qt::Key_Enter);  // unknown: enrol anew
        m_picture("enrol-anew");
        m_driver.press(Qt::Key_Escape);
        m_status = recorded::withStanding(recorded::status(), "terminal.not_signed_on");
        show(recorded::stopped(recorded::security(), "bank.unreachable", 12),
             "standing-not-signed-on");
    }

    void enrolment() {
        m_status = recorded::statusOfMachine();
        show(recorded::machine("tpm"), "enrol-chip");
        show(recorded::machine("virtual"), "enrol-chip-virtual");
        show(recorded::machine("software"), "enrol-chip-software");
        show(recorded::withoutChip(recorded::machine("tpm")), "enrol-no-chip");
        tell(recorded::machine("virtual"));
        m_driver.waitFor(
            [this] { return m_shop.till().security()->facts().chipHappened.isEmpty(); });
        m_driver.press(Qt::Key_Enter);
        m_picture("enrol-code");
        m_driver.write(QStringLiteral("k7qm2xw94thd"));
        m_picture("enrol-code-typed");
        m_terminal.refuse(QStringLiteral("terminal.enrol"), failureOf("enrolment.code"));
        m_driver.press(Qt::Key_Enter);
        m_picture("enrol-code-refused");
        m_driver.press(Qt::Key_Enter);
        m_driver.waitFor(
            [this] { return m_shop.till().enrolment()->page() == Enrolment::Progress; });
        m_picture("enrol-begun");
        show(recorded::stopped(recorded::machine(), "bank.unreachable"), "enrol-failed");
        show(recorded::enrolling("signing_on", 2), "enrol-progress");
        show(recorded::stopped(recorded::enrolling("idle", 2), "bank.unreachable", 8),
             "enrol-retry");
        m_status = recorded::status();
        show(recorded::security(), "enrol-tap");
        m_terminal.setCard(recorded::cardFacts());
        m_picture("enrol-tap-read");
        m_terminal.setCard({});
        m_driver.press(Qt::Key_Enter);
        m_picture("enrol-ready");
        m_driver.press(Qt::Key_Enter);
    }

private:
    static QJsonObject failureOf(const char* name) {
        return recorded::withFailure({}, name).value(QLatin1String("failure")).toObject();
    }

    void tell(const QJsonObject& security) {
        const QJsonValue form = security.value(QLatin1String("chip"))[QLatin1String("form")];
        m_status.insert(QStringLiteral("chip"), QJsonObject{{QStringLiteral("form"), form}});
        m_terminal.setStatus(m_status);
        m_terminal.setSecurity(security);
    }

    void show(const QJsonObject& security, const char* name) {
        tell(security);
        m_picture(name);
    }

    RecordedTerminal& m_terminal;
    QJsonObject m_status = recorded::status();
    ShopWindow& m_shop;
    Driver& m_driver;
    const std::function<void(const char* name)>& m_picture;
};

}  // namespace

void takeSecurityPictures(RecordedTerminal& terminal, ShopWindow& shop, Driver& driver,
                          const std::function<void(const char* name)>& picture) {
    SecurityAlbum album(terminal, shop, driver, picture);
    album.page();
    album.standings();
    album.enrolment();
}

}  // namespace tappay::ui
