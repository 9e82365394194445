#include "qr/qr_code.h"

// Text as UTF-8, which later versions of the library have alone.
#define ZX_USE_UTF8 1
#include <ZXing/BitMatrix.h>
#include <ZXing/MultiFormatWriter.h>
#include <ZXing/ReadBarcode.h>

#include <exception>

namespace tappay::ui {

namespace {

constexpr int kQuietZone = 4;
// Of 0 to 8: a quarter of the code may be unreadable (level Q).
constexpr int kCorrection = 6;

QImage imageOf(const ZXing::BitMatrix& modules) {
    QImage image(modules.width(), modules.height(), QImage::Format_Grayscale8);
    image.fill(Qt::white);
    for (int y = 0; y < modules.height(); ++y)
        for (int x = 0; x < modules.width(); ++x)
            if (modules.get(x, y)) image.scanLine(y)[x] = 0;
    return image;
}

}  // namespace

// The library says by exceptions that it can't.
std::optional<QImage> qrCode(const QString& text) {
    if (text.isEmpty()) return std::nullopt;
    try {
        const auto writer = ZXing::MultiFormatWriter(ZXing::BarcodeFormat::QRCode)
                                .setEncoding(ZXing::CharacterSet::UTF8)
                                .setEccLevel(kCorrection)
                                .setMargin(kQuietZone);
        return imageOf(writer.encode(text.toStdString(), 0, 0));
    } catch (const std::exception&) {
        return std::nullopt;
    }
}

std::optional<QString> readQr(const QImage& picture) {
    if (picture.isNull()) return std::nullopt;
    const auto grey = picture.convertToFormat(QImage::Format_Grayscale8);
    const ZXing::ImageView view(grey.constBits(), grey.width(), grey.height(),
                                ZXing::ImageFormat::Lum, static_cast<int>(grey.bytesPerLine()));
    try {
        const auto found =
            ZXing::ReadBarcode(view, ZXing::DecodeHints().setFormats(ZXing::BarcodeFormat::QRCode));
        if (!found.isValid()) return std::nullopt;
        return QString::fromStdString(found.text());
    } catch (const std::exception&) {
        return std::nullopt;
    }
}

}  // namespace tappay::ui
