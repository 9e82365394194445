#include <QCoreApplication>
#include <QFont>
#include <QFontMetricsF>
#include <QGuiApplication>
#include <QPainter>
#include <QPdfWriter>
#include <algorithm>

#include "printing/slip.h"

namespace tappay::ui {

namespace {

constexpr double kPaperMm = 80;
constexpr double kMarginMm = 5;
constexpr double kMmPerInch = 25.4;

// Walks down the slip; draws when there is a painter, and always knows how far it is.
class Pen {
public:
    Pen(QPainter* painter, double width, double dpi)
        : m_painter(painter), m_width(width), m_dpi(dpi) {}

    void gap(double points) { m_y += dots(points); }

    void text(const QString& text, double points, Qt::Alignment alignment, bool bold = false) {
        const QFont font = fontOf(points, bold);
        const QRectF room(0, m_y, m_width, dots(400));
        m_y += draw(font, room, alignment, text);
    }

    void pair(const QString& label, const QString& value) {
        const QFont font = fontOf(8, false);
        const double labelWidth = std::max(m_width * 0.36, measured(font, label));
        const double left = draw(font, {0, m_y, m_width, dots(100)}, Qt::AlignLeft, label);
        const double gapWidth = dots(6);
        const QRectF room(labelWidth + gapWidth, m_y, m_width - labelWidth - gapWidth, dots(200));
        const double right = draw(font, room, Qt::AlignRight, value);
        m_y += std::max(left, right) + dots(2);
    }

    void rule() {
        gap(5);
        if (m_painter) {
            m_painter->setPen(QPen(Qt::black, dots(0.5), Qt::DashLine));
            m_painter->drawLine(QPointF(0, m_y), QPointF(m_width, m_y));
        }
        gap(5);
    }

    [[nodiscard]] double y() const { return m_y; }

private:
    [[nodiscard]] double dots(double points) const { return points * m_dpi / 72.0; }

    [[nodiscard]] QFont fontOf(double points, bool bold) const {
        QFont font = QGuiApplication::font();
        font.setPixelSize(std::max(1, static_cast<int>(dots(points) + 0.5)));
        font.setWeight(bold ? QFont::DemiBold : QFont::Normal);
        return font;
    }

    [[nodiscard]] static double measured(const QFont& font, const QString& text) {
        return QFontMetricsF(font).horizontalAdvance(text);
    }

    double draw(const QFont& font, const QRectF& room, Qt::Alignment alignment,
                const QString& text) {
        // Between words; inside one only where it alone is wider than the paper.
        const QFontMetricsF metrics(font);
        const QStringList words = text.split(QLatin1Char(' '));
        const bool fits = std::ranges::all_of(words, [&](const QString& word) {
            return metrics.horizontalAdvance(word) <= room.width();
        });
        const int flags =
            static_cast<int>(alignment) | (fits ? Qt::TextWordWrap : Qt::TextWrapAnywhere);
        const QRectF taken = metrics.boundingRect(room, flags, text);
        if (m_painter) {
            m_painter->setPen(Qt::black);
            m_painter->setFont(font);
            m_painter->drawText(room, flags, text);
        }
        return taken.height();
    }

    QPainter* m_painter;
    double m_width;
    double m_dpi;
    double m_y = 0;
};

}  // namespace

double drawSlip(QPainter* painter, const Slip& slip, double width, double dpi) {
    Pen pen(painter, width, dpi);
    bool heading = true;
    for (const SlipLine& line : slip.lines) {
        if (heading && !line.centred()) pen.rule();
        heading = heading && line.centred();
        if (line.centred()) {
            pen.text(line.value, line.emphasis ? 12 : 8, Qt::AlignHCenter, line.emphasis);
            pen.gap(2);
        } else if (line.emphasis) {
            pen.gap(3);
            pen.text(line.label, 8, Qt::AlignLeft);
            pen.text(line.value, 14, Qt::AlignRight, true);
            pen.gap(3);
        } else {
            pen.pair(line.label, line.value);
        }
    }
    if (slip.signatureLine) {
        pen.gap(8);
        pen.text(Slip::signatureText(), 8, Qt::AlignLeft);
        pen.gap(30);
    }
    pen.rule();
    return pen.y();
}

bool saveSlipAsPdf(const Slip& slip, const QString& file) {
    QPdfWriter writer(file);
    constexpr int kDpi = 300;
    writer.setResolution(kDpi);
    writer.setCreator(QStringLiteral("Tap & Pay"));
    writer.setTitle(QCoreApplication::translate("Receipt", "Receipt"));
    const double width = (kPaperMm - 2 * kMarginMm) / kMmPerInch * kDpi;
    const double heightMm =
        drawSlip(nullptr, slip, width, kDpi) / kDpi * kMmPerInch + 2 * kMarginMm;
    writer.setPageSize(QPageSize(QSizeF(kPaperMm, heightMm), QPageSize::Millimeter));
    writer.setPageMargins(QMarginsF(kMarginMm, kMarginMm, kMarginMm, kMarginMm),
                          QPageLayout::Millimeter);
    QPainter painter;
    if (!painter.begin(&writer)) return false;
    drawSlip(&painter, slip, width, kDpi);
    return painter.end();
}

}  // namespace tappay::ui
