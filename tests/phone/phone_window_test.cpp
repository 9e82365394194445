#include <QAccessible>
#include <QGuiApplication>
#include <QPointer>
#include <QQuickItem>
#include <QQuickWindow>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include "models/key_guard.h"
#include "phone/phone_window.h"
#include "phone/recorded_companion.h"
#include "phone/recorded_phone.h"

namespace tappay::ui {
namespace {

using companion::AddingView;
using companion::CompanionStatus;
using companion::PairingView;
using protocol::ConfirmationReason;
using protocol::ConfirmationState;
using Stage = companion::CurrentConfirmation::Stage;

QStringList& warnings() {
    static QStringList all;
    return all;
}

void keepWarning(QtMsgType type, const QMessageLogContext&, const QString& text) {
    if (type != QtDebugMsg && text.contains(QLatin1String("qrc:"))) warnings().append(text);
}

// Time that passes only when the test says so.
class HandClock final : public Clock {
public:
    [[nodiscard]] std::chrono::system_clock::time_point now() const override { return {}; }
    [[nodiscard]] std::chrono::steady_clock::time_point monotonic() const override {
        return std::chrono::steady_clock::time_point(m_passed);
    }
    void advance(std::chrono::milliseconds by) { m_passed += by; }

private:
    std::chrono::milliseconds m_passed = std::chrono::hours(1);
};

// The window over a recorded phone.
class Desk {
public:
    Desk() : m_window(companion) {
        m_window.phone().preferences()->setLanguage(QStringLiteral("en"));
        m_window.phone().preferences()->setTextPercent(100);
        guard()->setClock(clock);
        window()->requestActivate();
        (void)QTest::qWaitForWindowActive(window());
    }

    void show(const CompanionStatus& status) {
        companion.show(status);
        QCoreApplication::processEvents();
    }
    QQuickWindow* window() { return m_window.window(); }
    Phone& phone() { return m_window.phone(); }
    KeyGuard* guard() { return window()->findChild<KeyGuard*>(); }
    QQuickItem* item(const char* name) {
        return find(window()->contentItem(), [&](const QQuickItem* one) {
            return one->objectName() == QLatin1String(name);
        });
    }
    [[nodiscard]] bool shows(const QString& text) {
        return find(window()->contentItem(), [&](const QQuickItem* one) {
                   return one->property("text").toString() == text;
               }) != nullptr;
    }
    // Enter as a person presses it, well after whatever came before.
    void enter() {
        clock.advance(std::chrono::seconds(1));
        QTest::keyClick(window(), Qt::Key_Return);
        QCoreApplication::processEvents();
    }
    void press(Qt::Key key) { QTest::keyClick(window(), key); }
    // The keyboard goes to this control by Tab alone.
    bool tabTo(const char* name) {
        for (int i = 0; i < 20; ++i) {
            const auto* focused = window()->activeFocusItem();
            if (focused && focused->objectName() == QLatin1String(name)) return true;
            press(Qt::Key_Tab);
        }
        return false;
    }
    void visit(const std::function<void(QQuickItem*)>& visitor) {
        find(window()->contentItem(), [&](QQuickItem* one) {
            visitor(one);
            return false;
        });
    }
    [[nodiscard]] bool did(const std::string& what) const {
        return std::ranges::find(companion.done, what) != companion.done.end();
    }

    RecordedCompanion companion;
    HandClock clock;

private:
    template <typename Wanted>
    static QQuickItem* find(QQuickItem* from, Wanted wanted) {
        if (!from->isVisible()) return nullptr;
        if (wanted(from)) return from;
        for (auto* child : from->childItems())
            if (auto* found = find(child, wanted)) return found;
        return nullptr;
    }

    PhoneWindow m_window;
};

}  // namespace

// The phone's screens: docs/phone.md.
class PhoneWindowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { QCOMPARE(std::exchange(warnings(), {}), QStringList()); }

    void everyStateHasItsScreen_data() {
        QTest::addColumn<int>("screen");
        QTest::addColumn<QString>("text");
        const auto row = [](const char* name, Phone::Screen screen, const char* text) {
            QTest::newRow(name) << static_cast<int>(screen) << QString::fromUtf8(text);
        };
        row("unpaired", Phone::Unpaired, "Pair this phone");
        row("comparing", Phone::Comparing, "483 920");
        row("home", Phone::Home, "Nothing to confirm");
        row("request", Phone::Request, "Tea House");
        row("looking", Phone::Looking, "Hold Key on the ring to the phone");
        row("waiting", Phone::Waiting, "Confirm on Key on the ring");
        row("telling", Phone::Telling, "Telling the payment service");
        row("signed", Phone::Signed, "Signed. The payment is under way");
        row("trouble", Phone::Trouble,
            "It may have signed already. Trying again is safe: it is paid "
            "once at most.");
        row("result", Phone::Result, "Paid");
    }
    void everyStateHasItsScreen() {
        QFETCH(int, screen);
        QFETCH(QString, text);
        const std::map<int, CompanionStatus> states{
            {Phone::Unpaired, recorded::unpaired()},
            {Phone::Comparing, recorded::pairing(PairingView::Stage::Comparing)},
            {Phone::Home, recorded::paired()},
            {Phone::Request, recorded::asked()},
            {Phone::Looking, recorded::asked(Stage::Looking)},
            {Phone::Waiting, recorded::asked(Stage::Waiting)},
            {Phone::Telling, recorded::asked(Stage::Sending)},
            {Phone::Signed, recorded::asked(Stage::Signed)},
            {Phone::Trouble, recorded::troubled(FailureCode::DeviceRemoved)},
            {Phone::Result, recorded::ended(ConfirmationState::Paid)}};
        Desk desk;
        desk.show(states.at(screen));
        QCOMPARE(static_cast<int>(desk.phone().screen()), screen);
        QTRY_VERIFY(desk.shows(text));
        desk.phone().preferences()->setLanguage(QStringLiteral("zh_CN"));
        QCoreApplication::processEvents();
    }

    void bothAnswersAreEqual() {
        Desk desk;
        desk.show(recorded::asked());
        const auto* refuse = desk.item("refuse");
        const auto* confirm = desk.item("confirm");
        QVERIFY(refuse && confirm);
        QCOMPARE(refuse->width(), confirm->width());
        QCOMPARE(refuse->height(), confirm->height());
        QVERIFY(desk.did("look"));
    }

    void enterDecidesNothingByItself() {
        Desk desk;
        desk.show(recorded::asked());
        desk.enter();
        desk.enter();
        QCOMPARE(desk.phone().screen(), Phone::Request);
        QVERIFY(desk.item("pinOk") == nullptr);
        QCOMPARE(desk.companion.done, std::vector<std::string>{"look"});
    }

    void heldEnterDoesNotGoOnToTheNextScreen() {
        Desk desk;
        desk.show(recorded::asked());
        QVERIFY(desk.tabTo("confirm"));
        desk.enter();
        QTRY_VERIFY(desk.item("pinOk"));
        for (int i = 0; i < 5; ++i)
            QTest::keyClick(desk.window(), Qt::Key_Return);
        QVERIFY(desk.item("pinOk") != nullptr);
        QCOMPARE(desk.companion.done, std::vector<std::string>{"look"});
    }

    void confirmsByKeyboardWithThePin() {
        Desk desk;
        desk.show(recorded::asked());
        QVERIFY(desk.tabTo("confirm"));
        desk.enter();
        QTRY_VERIFY(desk.item("pinOk"));
        for (const auto key : {Qt::Key_1, Qt::Key_2, Qt::Key_3, Qt::Key_4, Qt::Key_5})
            desk.press(key);
        desk.enter();
        QCOMPARE(desk.companion.done.size(), 1U);  // too short
        desk.press(Qt::Key_6);
        desk.visit([](QQuickItem* one) {
            QVERIFY(!one->property("text").toString().contains(QLatin1String("123456")));
        });
        desk.enter();
        QCOMPARE(desk.companion.done.size(), 2U);
        const auto id = recorded::paired().devices.front().id;
        QCOMPARE(desk.companion.done.back(), "confirm " + id + " 123456");
    }

    void refusesByKeyboard() {
        Desk desk;
        desk.show(recorded::asked());
        QVERIFY(desk.tabTo("refuse"));
        desk.enter();
        QVERIFY(desk.did("refuse person"));
    }

    void wrongPinIsAskedForOnceMore() {
        Desk desk;
        desk.show(recorded::asked(Stage::Looking));
        auto wrong = recorded::asked();
        wrong.current->failure = Failure{FailureCode::DevicePinWrong, "2 tries left"};
        wrong.current->triesLeft = 2;
        desk.show(wrong);
        QTRY_VERIFY(desk.shows(QStringLiteral("Wrong PIN. 2 tries left")));
        desk.press(Qt::Key_Escape);
        QTRY_VERIFY(desk.item("confirm"));
    }

    void troubleLeavesTheDecisionToThePerson() {
        Desk desk;
        desk.show(recorded::troubled(FailureCode::DeviceWrong));
        QTRY_VERIFY(desk.shows(QStringLiteral("The device that is expected: Key on the ring")));
        desk.enter();
        QVERIFY(!desk.did("give up"));
        QVERIFY(desk.tabTo("giveUp"));
        desk.enter();
        QVERIFY(desk.did("give up"));
    }

    void resultStaysUntilItIsPutAway() {
        Desk desk;
        desk.show(recorded::ended(ConfirmationState::Withdrawn, ConfirmationReason::Computer));
        QTRY_VERIFY(
            desk.shows(QStringLiteral("It was withdrawn at the computer. Nothing is paid.")));
        desk.enter();
        QVERIFY(desk.did("put away"));
    }

    void everyReasonHasItsWords() {
        Desk desk;
        QSet<QString> seen;
        for (const auto& [state, reason] : {
                 std::pair(ConfirmationState::Refused, ConfirmationReason::Person),
                 std::pair(ConfirmationState::Refused, ConfirmationReason::CodeDiffers),
                 std::pair(ConfirmationState::Refused, ConfirmationReason::Reported),
                 std::pair(ConfirmationState::Expired, ConfirmationReason::NotOpened),
                 std::pair(ConfirmationState::Expired, ConfirmationReason::NotSigned),
                 std::pair(ConfirmationState::Invalid, ConfirmationReason::Signature),
                 std::pair(ConfirmationState::Invalid, ConfirmationReason::OtherRequest),
                 std::pair(ConfirmationState::Invalid, ConfirmationReason::OtherDevice),
                 std::pair(ConfirmationState::Invalid, ConfirmationReason::DeviceUnknown),
                 std::pair(ConfirmationState::Invalid, ConfirmationReason::DeviceRevoked),
                 std::pair(ConfirmationState::Withdrawn, ConfirmationReason::Computer),
                 std::pair(ConfirmationState::Withdrawn, ConfirmationReason::Phone),
                 std::pair(ConfirmationState::Failed, ConfirmationReason::DeviceLacksFeature),
                 std::pair(ConfirmationState::Failed, ConfirmationReason::DeviceRefused),
                 std::pair(ConfirmationState::Failed, ConfirmationReason::DeviceBlocked),
                 std::pair(ConfirmationState::Failed, ConfirmationReason::DeviceLost),
                 std::pair(ConfirmationState::Failed, ConfirmationReason::Declined),
                 std::pair(ConfirmationState::Failed, ConfirmationReason::NotPayable),
                 std::pair(ConfirmationState::Failed, ConfirmationReason::Undone),
             }) {
            desk.show(recorded::ended(state, reason));
            QString words;
            desk.visit([&](QQuickItem* one) {
                const auto text = one->property("text").toString();
                if (text.endsWith(QLatin1Char('.')) && text.size() > 20) words = text;
            });
            QVERIFY2(!words.isEmpty(), protocol::nameOf(reason).data());
            QVERIFY2(!seen.contains(words), qPrintable(words));
            seen.insert(words);
        }
    }

    void pairsByThePastedText() {
        Desk desk;
        desk.show(recorded::unpaired());
        auto* field = desk.item("invitation");
        if (!field) QSKIP("there is a camera");
        field->setProperty("text", QStringLiteral("nonsense"));
        QVERIFY(desk.tabTo("pair"));
        desk.enter();
        QTRY_VERIFY(desk.shows(QStringLiteral("That is no pairing code.")));
        QVERIFY(!desk.did("pair My phone"));
    }

    void controlsHaveNames() {
        Desk desk;
        for (const auto& status :
             {recorded::unpaired(), recorded::paired(2), recorded::asked(),
              recorded::asked(Stage::Waiting), recorded::troubled(FailureCode::DeviceWrong),
              recorded::ended(ConfirmationState::Paid)}) {
            desk.show(status);
            desk.visit([](QQuickItem* one) {
                if (!one->inherits("QQuickAbstractButton")) return;
                auto* face = QAccessible::queryAccessibleInterface(one);
                QVERIFY(face);
                QVERIFY2(!face->text(QAccessible::Name).isEmpty(), one->metaObject()->className());
            });
        }
    }
};

}  // namespace tappay::ui

int main(int argc, char* argv[]) {
    const QGuiApplication application(argc, argv);
    tappay::ui::PhoneWindow::prepareApplication();
    const QTemporaryDir settings;
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settings.path());
    QAccessible::setActive(true);
    qInstallMessageHandler(tappay::ui::keepWarning);
    tappay::ui::PhoneWindowTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "phone_window_test.moc"
