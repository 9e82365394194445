#pragma once

#include <QtCore/QString>
#include <QtGui/QImage>
#include <optional>

// QR codes (ISO/IEC 18004).
namespace tappay::ui {

// Black on white, one pixel a module, with the quiet zone of four modules around it: to be drawn
// enlarged by whole factors without smoothing, white in every theme. Nothing when the text is empty
// or too long for a code.
std::optional<QImage> qrCode(const QString& text);

// What the QR code in a picture says; nothing when there is none that can be read.
std::optional<QString> readQr(const QImage& picture);

}  // namespace tappay::ui
