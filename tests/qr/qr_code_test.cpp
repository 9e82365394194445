#include "qr/qr_code.h"

#include <gtest/gtest.h>

#include <QtGui/QPainter>
#include <QtGui/QTransform>

namespace tappay::ui {

namespace {

const QString kInvitation = QStringLiteral(
    "tappay:pair?b=127.0.0.1:8443&p=0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"
    "&s=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"
    "&k=ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8"
    "&a=QEFCQ0RFRkdISUpLTE1OT1BRUlNUVVZXWFlaW1xdXl8");

QImage enlarged(const QImage& code, int factor) {
    return code.scaled(code.size() * factor);
}

// As a camera sees it: somewhere in a grey picture, a little turned, with colour and uneven light.
QImage photographed(const QImage& code) {
    const auto size = enlarged(code, 4);
    QImage picture(size.width() + 260, size.height() + 200, QImage::Format_RGB32);
    picture.fill(QColor(120, 116, 104));
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.translate(picture.width() / 2.0, picture.height() / 2.0);
    painter.rotate(11);
    painter.drawImage(QPointF(-size.width() / 2.0, -size.height() / 2.0), size);
    painter.resetTransform();
    QLinearGradient light(0, 0, picture.width(), 0);
    light.setColorAt(0, QColor(0, 0, 0, 90));
    light.setColorAt(1, QColor(255, 255, 255, 60));
    painter.fillRect(picture.rect(), light);
    return picture;
}

void cover(QImage& picture, const QRect& place) {
    QPainter painter(&picture);
    painter.fillRect(place, Qt::white);
}

}  // namespace

TEST(QrCode, IsReadBack) {
    for (const auto& text : {QStringLiteral("1"), kInvitation, QStringLiteral("手机 \u00e9")}) {
        const auto code = qrCode(text);
        ASSERT_TRUE(code) << text.toStdString();
        EXPECT_EQ(readQr(enlarged(*code, 3)), text);
    }
}

TEST(QrCode, HasAQuietZoneOfFourModules) {
    const auto code = qrCode(kInvitation);
    ASSERT_TRUE(code);
    EXPECT_EQ(code->width(), code->height());
    for (int i = 0; i < 4; ++i)
        EXPECT_EQ(code->pixelColor(i, i), QColor(Qt::white));
    EXPECT_EQ(code->pixelColor(4, 4), QColor(Qt::black));  // of the finder pattern
}

TEST(QrCode, IsReadFromAPhotograph) {
    const auto code = qrCode(kInvitation);
    ASSERT_TRUE(code);
    EXPECT_EQ(readQr(photographed(*code)), kInvitation);
}

TEST(QrCode, IsReadThoughAPartIsMissing) {
    auto picture = enlarged(qrCode(kInvitation).value(), 4);
    const int side = picture.width();
    cover(picture, QRect(side * 5 / 10, side * 4 / 10, side / 6, side / 6));
    EXPECT_EQ(readQr(picture), kInvitation);
}

TEST(QrCode, IsNotMadeUpWhenTooMuchIsMissing) {
    auto picture = enlarged(qrCode(kInvitation).value(), 4);
    const int side = picture.width();
    cover(picture, QRect(side / 3, side / 4, side * 5 / 12, side / 2));
    EXPECT_EQ(readQr(picture), std::nullopt);
}

TEST(QrCode, IsNotSeenWhereThereIsNone) {
    QImage plain(320, 240, QImage::Format_RGB32);
    plain.fill(Qt::white);
    EXPECT_EQ(readQr(plain), std::nullopt);
    EXPECT_EQ(readQr(QImage()), std::nullopt);
}

TEST(QrCode, IsNotMadeOfWhatDoesNotFit) {
    EXPECT_EQ(qrCode(QString()), std::nullopt);
    EXPECT_EQ(qrCode(QString(4000, QLatin1Char('x'))), std::nullopt);
}

}  // namespace tappay::ui
