#include <QtCore/QJsonArray>

#include "base/bytes.h"
#include "commands.h"
#include "tlv/dictionary.h"
#include "tlv/dol.h"

// Explains octets without the application.
namespace tappay::ctl {

namespace {

constexpr int kDeepest = 16;

struct Explained {
    QJsonObject machine;
    QString human;
};

QString text(std::string_view words) {
    return QString::fromUtf8(words.data(), static_cast<qsizetype>(words.size()));
}

QString hex(ByteView octets) {
    return QString::fromStdString(toHex(octets));
}

QString nameOf(tlv::Tag tag) {
    const tlv::Entry* const entry = tlv::lookUp(tag);
    return entry == nullptr ? QStringLiteral("unknown") : text(entry->name);
}

Result<QJsonArray> explainLevel(ByteView octets, int depth, QString& human) {
    if (depth > kDeepest) return fail(FailureCode::InputMalformed, "nested too deep");
    TAPPAY_TRY(items, tlv::parse(octets));
    QJsonArray array;
    for (const tlv::Item& item : items) {
        const tlv::Entry* const entry = tlv::lookUp(item.tag);
        const QString tag = hex(tlv::encodeTag(item.tag));
        QJsonObject object{{"tag", tag},
                           {"name", nameOf(item.tag)},
                           {"length", static_cast<qint64>(item.value.size())}};
        human += QString(depth * 2, QLatin1Char(' ')) + tag.leftJustified(8 - depth * 2) +
                 QLatin1Char(' ') + nameOf(item.tag);
        if (item.constructed()) {
            human += QLatin1Char('\n');
            TAPPAY_TRY(below, explainLevel(item.value, depth + 1, human));
            object.insert("items", below);
        } else {
            const bool hidden = entry != nullptr && entry->sensitive;
            const QString value = hidden ? QStringLiteral("(not shown)") : hex(item.value);
            object.insert("value", value);
            human += QStringLiteral(": ") + value + QLatin1Char('\n');
        }
        array.append(object);
    }
    return array;
}

Result<Explained> explainTlv(ByteView octets) {
    Explained explained;
    TAPPAY_TRY(items, explainLevel(octets, 0, explained.human));
    explained.machine.insert("items", items);
    return explained;
}

Result<Explained> explainDol(ByteView octets) {
    TAPPAY_TRY(entries, tlv::parseDol(octets));
    Explained explained;
    QJsonArray array;
    for (const tlv::DolEntry& entry : entries) {
        const QString tag = hex(tlv::encodeTag(entry.tag));
        array.append(
            QJsonObject{{"tag", tag}, {"name", nameOf(entry.tag)}, {"length", entry.length}});
        explained.human += QStringLiteral("%1 %2, %3 octets\n")
                               .arg(tag, -8)
                               .arg(nameOf(entry.tag))
                               .arg(entry.length);
    }
    explained.machine.insert("items", array);
    return explained;
}

struct Kind {
    const char* name;
    Result<Explained> (*explain)(ByteView);
};

constexpr Kind kKinds[] = {
    {"tlv", explainTlv},
    {"dol", explainDol},
};

}  // namespace

void decode(Session& session) {
    QStringList words = session.arguments();
    if (words.size() < 2) return session.usage(QStringLiteral("KIND and HEX are needed"));
    const QString name = words.takeFirst();
    const auto* const kind = std::ranges::find_if(
        kKinds, [&](const Kind& it) { return name == QLatin1String(it.name); });
    if (kind == std::end(kKinds)) return session.usage(QStringLiteral("unknown kind ") + name);
    const auto octets = fromHex(words.join(QLatin1Char(' ')).toStdString());
    if (!octets) return session.usage(QStringLiteral("HEX: pairs of hexadecimal digits"));
    auto explained = kind->explain(*octets);
    if (!explained)
        return session.fail(problemOf(FailureCode::InputMalformed,
                                      QString::fromStdString(explained.error().detail)));
    explained->machine.insert("kind", name);
    explained->machine.insert("hex", hex(*octets));
    session.finish(explained->machine, explained->human);
}

}  // namespace tappay::ctl
