#include <QAccessible>
#include <QGuiApplication>
#include <QTest>

#include "ui/access_test.h"
#include "ui/account_test.h"
#include "ui/amount_test.h"
#include "ui/card_test.h"
#include "ui/confirm_test.h"
#include "ui/consent_test.h"
#include "ui/ctl_test.h"
#include "ui/enrolment_test.h"
#include "ui/language_test.h"
#include "ui/palette_test.h"
#include "ui/phone_test.h"
#include "ui/pin_test.h"
#include "ui/role_test.h"
#include "ui/sale_test.h"
#include "ui/security_test.h"
#include "ui/standing_test.h"
#include "ui/states_test.h"
#include "ui/tones_test.h"
#include "ui/trace_test.h"
#include "window/shop_window.h"

namespace {

template <typename Test>
int run(int argc, char* argv[]) {
    Test test;
    return QTest::qExec(&test, argc, argv);
}

}  // namespace

int main(int argc, char* argv[]) {
    using namespace tappay::ui;
    const QGuiApplication application(argc, argv);
    ShopWindow::prepareApplication();
    QAccessible::setActive(true);
    int failed = 0;
    failed += run<AmountTest>(argc, argv);
    failed += run<PaletteTest>(argc, argv);
    failed += run<SaleTest>(argc, argv);
    failed += run<PinTest>(argc, argv);
    failed += run<StatesTest>(argc, argv);
    failed += run<CardTest>(argc, argv);
    failed += run<ConsentTest>(argc, argv);
    failed += run<RoleTest>(argc, argv);
    failed += run<AccountTest>(argc, argv);
    failed += run<PhoneTest>(argc, argv);
    failed += run<ConfirmTest>(argc, argv);
    failed += run<CtlTest>(argc, argv);
    failed += run<TonesTest>(argc, argv);
    failed += run<TraceTest>(argc, argv);
    failed += run<EnrolmentTest>(argc, argv);
    failed += run<SecurityTest>(argc, argv);
    failed += run<StandingTest>(argc, argv);
    failed += run<LanguageTest>(argc, argv);
    failed += run<AccessTest>(argc, argv);
    return failed;
}
