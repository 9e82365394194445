#include "print.h"

namespace tappay::ctl {

namespace {

QString textOf(const QJsonObject& object, const char* key) {
    return object.value(QLatin1String(key)).toString();
}

QString indented(const QString& lines, int blanks) {
    QString text;
    for (const QString& line : lines.split(QLatin1Char('\n'), Qt::SkipEmptyParts))
        text += QString(blanks, QLatin1Char(' ')) + line + QLatin1Char('\n');
    return text;
}

// A data object a line, and below it what its bits say.
QString treeText(const QJsonArray& rows) {
    QString text;
    for (const auto& entry : rows) {
        const QJsonObject row = entry.toObject();
        const int blanks = 4 + 2 * row.value(QLatin1String("depth")).toInt();
        const QString value = textOf(row, "value");
        QString line = textOf(row, "tag") + QLatin1Char(' ') + textOf(row, "name");
        if (!value.isEmpty()) line += QStringLiteral(": ") + value;
        text += indented(line, blanks) + indented(textOf(row, "text"), blanks + 2);
    }
    return text;
}

QString exchangeText(const QJsonObject& step) {
    const QString response = textOf(step, "response");
    return QStringLiteral("%1\n").arg(textOf(step, "name")) +
           indented(QStringLiteral("> ") + textOf(step, "command"), 2) +
           indented(QStringLiteral("< %1 %2 %3")
                        .arg(response, textOf(step, "sw"), textOf(step, "meaning"))
                        .simplified(),
                    2) +
           treeText(step.value(QLatin1String("tree")).toArray());
}

QString stepText(const QJsonObject& step) {
    const QString kind = textOf(step, "kind");
    if (kind == QLatin1String("exchange")) return exchangeText(step);
    if (kind == QLatin1String("decision"))
        return QStringLiteral("* %1 (%2)\n").arg(textOf(step, "text"), textOf(step, "paragraph"));
    const QString decision = textOf(step, "decision");
    const QStringList parts{kind == QLatin1String("person") ? QStringLiteral("Cardholder:")
                            : kind == QLatin1String("host") ? QStringLiteral("Host:")
                            : kind == QLatin1String("end")  ? QStringLiteral("End:")
                                                            : QString(),
                            decision, textOf(step, "text")};
    return parts.join(QLatin1Char(' ')).simplified() + QLatin1Char('\n') +
           treeText(step.value(QLatin1String("tree")).toArray());
}

}  // namespace

QString traceText(const QJsonObject& trace) {
    QString text;
    for (const auto& step : trace.value(QLatin1String("steps")).toArray())
        text += stepText(step.toObject());
    return text;
}

}  // namespace tappay::ctl
