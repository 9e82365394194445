#pragma once

#include <QJsonObject>
#include <QList>
#include <QString>

class QPainter;

// The receipt (签购单) as it is laid out on paper, in a PDF and in the preview: the same lines in
// the same order everywhere. Texts are in the language of the window.
namespace tappay::ui {

struct SlipLine {
    QString key, label, value;
    bool emphasis = false;

    // Without a name in front: marks, the copy's name, the merchant's.
    [[nodiscard]] bool centred() const;
};

struct Slip {
    QString copy;  // "merchant" or "cardholder"
    bool signatureLine = false;
    QList<SlipLine> lines;

    // From the result of receipt.get (docs/api.md); labels and words are translated here.
    static Slip fromJson(const QJsonObject& receipt);

    [[nodiscard]] static QString signatureText();
};

// Draws the slip `width` wide with its upper left corner at the origin, for a device of `dpi` dots
// per inch; a null painter only measures. Returns the height in dots.
double drawSlip(QPainter* painter, const Slip& slip, double width, double dpi);

// One page of 80 mm width and the height it needs. False when the file can't be written.
bool saveSlipAsPdf(const Slip& slip, const QString& file);

}  // namespace tappay::ui
