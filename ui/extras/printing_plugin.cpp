#include <QObject>
#include <QPainter>
#include <QPrinter>
#include <QPrinterInfo>

#include "extras/extras.h"

namespace tappay::ui {

class PrintingPlugin : public QObject, public Printing {
    Q_OBJECT
    Q_INTERFACES(tappay::ui::Printing)
    Q_PLUGIN_METADATA(IID "tappay.Printing/1")

public:
    [[nodiscard]] QString defaultPrinter() const override {
        const QString chosen = QPrinterInfo::defaultPrinterName();
        if (!chosen.isEmpty()) return chosen;
        const QStringList all = QPrinterInfo::availablePrinterNames();
        return all.isEmpty() ? QString() : all.constFirst();
    }

    bool print(const Slip& slip, const QString& name) override {
        QPrinter printer(QPrinterInfo::printerInfo(name), QPrinter::HighResolution);
        QPainter painter;
        if (!painter.begin(&printer)) return false;
        const double dpi = printer.logicalDpiY();
        constexpr double kSlipWidthInch = 70 / 25.4;  // 80 mm paper less its margins
        const double room = printer.pageLayout().paintRectPixels(printer.resolution()).width();
        drawSlip(&painter, slip, std::min(room, kSlipWidthInch * dpi), dpi);
        return painter.end();
    }
};

}  // namespace tappay::ui

#include "printing_plugin.moc"
