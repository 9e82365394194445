#include <QGuiApplication>

#include "command_line.h"
#include "receipt_command.h"
#include "window/shop_window.h"

int main(int argc, char* argv[]) {
    using namespace tappay;
    const QGuiApplication application(argc, argv);
    ui::ShopWindow::prepareApplication();
    int status = 0;
    const auto line = app::parseCommandLine(QGuiApplication::arguments(), status);
    if (!line) return status;
    if (!line->receiptId.isEmpty()) return app::writeReceipt(*line);
    const ui::ShopWindow window(line->socket, qEnvironmentVariable("TAPPAY_SANDBOX_DIR"));
    return window.window() ? QGuiApplication::exec() : 1;
}
