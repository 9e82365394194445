#include "models/trace_step.h"

#include <QJsonArray>
#include <algorithm>

namespace tappay::ui {

namespace {

// BER length octets from the first of them on: how many there are (EMV Book 3, annex B2).
int lengthOctets(const QString& hex, qsizetype at) {
    constexpr int kLong = 0x80;
    const int first = hex.mid(at, 2).toInt(nullptr, 16);
    return first > kLong ? 1 + (first - kLong) : 1;
}

// Rows come in the order of the octets, children behind their parent. What does not stand there by
// its tag (the parts of a format 1 answer) gets no place.
void place(QList<TlvRow>& rows, const QString& hex) {
    struct Open {
        int depth, end;
    };
    QList<Open> parents;
    int at = 0;
    for (TlvRow& row : rows) {
        while (!parents.isEmpty() && parents.constLast().depth >= row.depth)
            at = parents.takeLast().end;
        if (hex.mid(qsizetype{at} * 2, row.tag.size()).compare(row.tag, Qt::CaseInsensitive) != 0)
            continue;
        const int tagOctets = static_cast<int>(row.tag.size()) / 2;
        const int header = tagOctets + lengthOctets(hex, qsizetype{at + tagOctets} * 2);
        row.offset = at;
        row.octets = header + row.length;
        parents.append({row.depth, at + row.octets});
        at += header;
    }
}

}  // namespace

TraceStep TraceStep::fromJson(const QJsonObject& object) {
    const auto text = [](const QJsonObject& from, const char* name) {
        return from.value(QLatin1String(name)).toString();
    };
    TraceStep step;
    step.kind = text(object, "kind");
    step.name = text(object, "name");
    step.command = text(object, "command");
    step.response = text(object, "response");
    step.sw = text(object, "sw");
    step.meaning = text(object, "meaning");
    step.paragraph = text(object, "paragraph");
    step.text = text(object, "text");
    for (const QJsonValue& value : object.value(QLatin1String("tree")).toArray()) {
        const QJsonObject entry = value.toObject();
        TlvRow row;
        row.depth = entry.value(QLatin1String("depth")).toInt();
        row.tag = text(entry, "tag");
        row.name = text(entry, "name");
        row.length = entry.value(QLatin1String("length")).toInt();
        row.value = text(entry, "value");
        row.text = text(entry, "text");
        step.tree.append(row);
    }
    place(step.tree, step.response);
    return step;
}

QString TraceStep::asText() const {
    if (decision()) return QStringLiteral("   %1: %2\n").arg(paragraph, text);
    QString out;
    if (exchange())
        out = QStringLiteral("%1\n-> %2\n<- %3 %4  %5\n").arg(name, command, response, sw, meaning);
    else
        out = QStringLiteral("%1: %2\n").arg(kind, text);
    for (const TlvRow& row : tree) {
        constexpr int kIndent = 2;
        out += QString(kIndent * (row.depth + 2), QLatin1Char(' '));
        out += QStringLiteral("%1 %2").arg(row.tag, row.name);
        if (!row.value.isEmpty()) out += QStringLiteral(": %1").arg(row.value);
        if (!row.text.isEmpty()) out += QStringLiteral(" (%1)").arg(row.text);
        out += QLatin1Char('\n');
    }
    return out;
}

}  // namespace tappay::ui
