#include <QGuiApplication>
#include <QQuickWindow>
#include <QTimer>
#include <algorithm>
#include <string_view>

#include "command_line.h"
#include "receipt_command.h"
#include "walkthrough/walkthrough.h"
#include "window/shop_window.h"
#include "window/single_window.h"

namespace {

using namespace tappay;

// Ends the program with the first frame that shows where an amount is typed.
void exitAfterFirstFrame(ui::ShopWindow& shop) {
    constexpr std::chrono::seconds kPatience{20};
    QTimer::singleShot(kPatience, [] { QGuiApplication::exit(1); });
    QObject::connect(shop.window(), &QQuickWindow::frameSwapped, shop.window(), [&shop] {
        if (shop.till().session()->trouble() == ui::Session::NoTrouble) QGuiApplication::exit(0);
    });
}

}  // namespace

int main(int argc, char* argv[]) {
    // A receipt wants fonts, but no display.
    const bool receipt = std::any_of(argv + 1, argv + argc, [](std::string_view argument) {
        return argument.starts_with("--receipt");
    });
    if (receipt && !qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication application(argc, argv);
    ui::ShopWindow::prepareApplication();
    int status = 0;
    const auto line = app::parseCommandLine(QGuiApplication::arguments(), status);
    if (!line) return status;
    if (!line->receiptId.isEmpty()) return app::writeReceipt(*line);
    const QString sandbox = qEnvironmentVariable("TAPPAY_SANDBOX_DIR");
    if (line->allStates) return ui::takePictures(line->walkthrough, line->part);
    if (!line->walkthrough.isEmpty())
        return ui::runWalkthrough(line->socket, sandbox, line->walkthrough, line->walk);
    if (line->pairPhone) return ui::accompanyPairing(line->socket, line->accompany);
    if (line->confirmOnPhone) return ui::accompanyConfirmation(line->socket, line->accompany);
    if (!line->accompany.isEmpty())
        return ui::accompanyPurchase(line->socket, sandbox, line->accompany, line->walk);
    ui::SingleWindow single(line->socket);
    if (!line->untilFirstFrame && single.handOver(line->order)) return 0;
    ui::ShopWindow shop(line->socket, sandbox);
    if (!shop.window()) return 1;
    if (!line->untilFirstFrame) single.listen();
    const auto open = [&shop](const QString& order) {
        if (!order.isEmpty()) shop.till().sale()->openOrder(order);
        QMetaObject::invokeMethod(shop.window(), "comeForward");
    };
    QObject::connect(&single, &ui::SingleWindow::asked, shop.window(), open);
    if (!line->order.isEmpty()) open(line->order);
    if (line->untilFirstFrame) exitAfterFirstFrame(shop);
    return QGuiApplication::exec();
}
