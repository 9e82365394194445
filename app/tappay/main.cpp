#include <QGuiApplication>

#include "command_line.h"
#include "receipt_command.h"
#include "walkthrough/walkthrough.h"
#include "window/shop_window.h"

int main(int argc, char* argv[]) {
    using namespace tappay;
    const QGuiApplication application(argc, argv);
    ui::ShopWindow::prepareApplication();
    int status = 0;
    const auto line = app::parseCommandLine(QGuiApplication::arguments(), status);
    if (!line) return status;
    if (!line->receiptId.isEmpty()) return app::writeReceipt(*line);
    const QString sandbox = qEnvironmentVariable("TAPPAY_SANDBOX_DIR");
    if (line->allStates) return ui::takePictures(line->walkthrough);
    if (!line->walkthrough.isEmpty())
        return ui::runWalkthrough(line->socket, sandbox, line->walkthrough);
    const ui::ShopWindow window(line->socket, sandbox);
    return window.window() ? QGuiApplication::exec() : 1;
}
