#include "phone/phone_pictures.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QQuickItem>
#include <QQuickWindow>
#include <QSettings>
#include <QTemporaryDir>

#include "phone/phone_window.h"
#include "phone/recorded_companion.h"
#include "phone/recorded_phone.h"

namespace tappay::ui {

namespace {

using companion::AddingView;
using companion::CompanionStatus;
using companion::PairingView;
using protocol::ConfirmationKind;
using protocol::ConfirmationReason;
using protocol::ConfirmationState;
using Stage = companion::CurrentConfirmation::Stage;

struct Look {
    const char* language;
    const char* theme;
    int mode;  // Theme::Mode
    QSize size{390, 780};
    int percent = 100;
    const char* suffix = "";
};

// One window in one look.
class Album {
public:
    Album(const Look& look, const QString& folder)
        : m_look(look), m_folder(folder), m_window(m_companion) {
        auto* preferences = m_window.phone().preferences();
        preferences->setLanguage(QLatin1String(look.language));
        preferences->setTheme(look.mode);
        preferences->setTextPercent(look.percent);
        preferences->setReducedMotion(true);
        m_window.window()->resize(look.size);
    }

    bool take() {
        pairing();
        home();
        requests();
        devices();
        ends();
        pages();
        return m_good;
    }

private:
    void settle() {
        QElapsedTimer time;
        for (time.start(); time.elapsed() < 60;)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 20);
    }
    void picture(const char* name) {
        settle();
        const auto file = QStringLiteral("companion-%1-%2-%3%4.png")
                              .arg(QLatin1String(name), QLatin1String(m_look.language),
                                   QLatin1String(m_look.theme), QLatin1String(m_look.suffix));
        m_good &= m_window.window()->grabWindow().save(QDir(m_folder).filePath(file));
    }
    void show(const CompanionStatus& status, const char* name) {
        m_companion.show(status);
        picture(name);
    }
    void set(const char* property, const QVariant& value) {
        m_window.window()->setProperty(property, value);
    }

    void pairing() {
        show(recorded::unpaired(), "pair");
        auto refused = recorded::unpaired();
        refused.pairing.ended = protocol::PairingState::Refused;
        show(refused, "pair-refused");
        show(recorded::pairing(PairingView::Stage::Comparing), "compare");
    }
    void home() {
        show(recorded::paired(0), "first-device");
        show(recorded::paired(), "empty");
        auto away = recorded::paired();
        away.reachable = false;
        show(away, "away");
        auto revoked = recorded::paired();
        revoked.failure = Failure{FailureCode::PhoneRevoked, {}};
        show(revoked, "revoked");
    }
    void requests() {
        show(recorded::asked(), "request");
        m_companion.show(recorded::paired());
        show(recorded::asked(Stage::Shown,
                             {ConfirmationKind::Transfer, "\u738b\u5c0f\u660e",
                              "6228 4800 1234 7723", "Rent of December", 1'234'567'890}),
             "transfer");
        m_companion.show(recorded::paired());
        show(recorded::asked(Stage::Shown, {ConfirmationKind::Refund,
                                            "T\u0435a House of the long and winding road",
                                            "622848*********8901", "832615000412", 64'500}),
             "refund-mixed");
        auto lost = recorded::asked();
        lost.current->entry.deviceAsked = true;
        show(lost, "asked-before");
        set("asking", true);
        picture("pin");
        auto wrong = recorded::asked();
        wrong.current->failure = Failure{FailureCode::DevicePinWrong, "2 tries left"};
        wrong.current->triesLeft = 2;
        m_companion.show(recorded::asked(Stage::Looking));
        settle();
        show(wrong, "pin-wrong");
        set("asking", false);
    }
    void devices() {
        show(recorded::asked(Stage::Looking), "looking");
        auto compare = recorded::asked(Stage::Looking);
        compare.deviceCode = "940641";
        show(compare, "device-code");
        show(recorded::asked(Stage::Waiting), "waiting");
        auto cut = recorded::asked(Stage::Sending);
        cut.reachable = false;
        show(cut, "sending");
        show(recorded::asked(Stage::Signed), "signed");
        show(recorded::troubled(FailureCode::DeviceRemoved), "device-lost");
        show(recorded::troubled(FailureCode::DeviceWrong), "device-wrong");
    }
    void ends() {
        show(recorded::ended(ConfirmationState::Paid), "paid");
        show(recorded::ended(ConfirmationState::Refused, ConfirmationReason::Person), "refused");
        show(recorded::ended(ConfirmationState::Withdrawn, ConfirmationReason::Computer),
             "withdrawn");
        show(recorded::ended(ConfirmationState::Expired, ConfirmationReason::NotSigned), "expired");
        show(recorded::ended(ConfirmationState::Invalid, ConfirmationReason::OtherRequest),
             "invalid");
        show(recorded::ended(ConfirmationState::Failed, ConfirmationReason::DeviceBlocked),
             "failed");
    }
    void pages() {
        auto status = recorded::paired(2);
        status.history = {
            recorded::entry({}, ConfirmationState::Paid),
            recorded::entry({ConfirmationKind::Order, "Book corner", "1", "B", 4'250},
                            ConfirmationState::Refused, ConfirmationReason::Person),
            recorded::entry(
                {ConfirmationKind::Refund, "\u5170\u5dde\u62c9\u9762", "1", "C", 128'000},
                ConfirmationState::Failed, ConfirmationReason::DeviceLost)};
        m_companion.show(status);
        for (const char* page : {"history", "devices", "settings"}) {
            set("page", QLatin1String(page));
            picture(page);
        }
        set("adding", true);
        for (const auto& [stage, name] : {std::pair(AddingView::Stage::Looking, "add-looking"),
                                          std::pair(AddingView::Stage::Choosing, "add-choosing"),
                                          std::pair(AddingView::Stage::Waiting, "add-waiting"),
                                          std::pair(AddingView::Stage::Failed, "add-failed"),
                                          std::pair(AddingView::Stage::Added, "add-added")})
            show(recorded::adding(stage), name);
        set("adding", false);
        set("page", QStringLiteral("home"));
    }

    const Look m_look;
    const QString m_folder;
    RecordedCompanion m_companion;
    PhoneWindow m_window;
    bool m_good = true;
};

}  // namespace

bool takePhonePictures(const QString& folder) {
    QDir().mkpath(folder);
    // The person's settings stay as they are.
    const QTemporaryDir settings;
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settings.path());
    const Look looks[] = {{"en", "light", 1},
                          {"zh_CN", "light", 1},
                          {"en", "dark", 2},
                          {"zh_CN", "dark", 2},
                          {"en", "contrast", 3},
                          {"en", "light", 1, {390, 780}, 200, "-200"},
                          {"zh_CN", "light", 1, {390, 780}, 200, "-200"},
                          {"en", "light", 1, {320, 560}, 100, "-small"}};
    bool good = true;
    for (const auto& look : looks)
        good &= Album(look, folder).take();
    return good;
}

}  // namespace tappay::ui
