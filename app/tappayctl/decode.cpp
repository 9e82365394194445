#include <QtCore/QJsonArray>
#include <algorithm>

#include "base/bytes.h"
#include "commands.h"
#include "tlv/bits.h"
#include "tlv/dictionary.h"
#include "tlv/dol.h"

// Explains octets without the application.
namespace tappay::ctl {

namespace {

constexpr int kDeepest = 8;

struct Answer {
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

QJsonArray bitsOf(const tlv::Explanation& explanation) {
    QJsonArray bits;
    for (const tlv::Explained& it : explanation)
        bits.append(QJsonObject{{"field", text(it.field)}, {"meaning", text(it.meaning)}});
    return bits;
}

// What is below a template that can't be read is left out, as in the text for people.
Result<QJsonArray> treeOf(ByteView octets, int depth = 0) {
    TAPPAY_TRY(items, tlv::parse(octets));
    QJsonArray array;
    for (const tlv::Item& item : items) {
        const tlv::Entry* const entry = tlv::lookUp(item.tag);
        const bool sensitive = entry != nullptr && entry->sensitive;
        QJsonObject object{{"tag", hex(tlv::encodeTag(item.tag))},
                           {"name", nameOf(item.tag)},
                           {"length", static_cast<qint64>(item.value.size())}};
        if (!item.constructed())
            object.insert("value", sensitive ? QJsonValue() : QJsonValue(hex(item.value)));
        else if (depth < kDeepest)
            object.insert("items", treeOf(item.value, depth + 1).value_or(QJsonArray()));
        if (const auto explanation = tlv::explainValue(item.tag, item.value); !explanation.empty())
            object.insert("bits", bitsOf(explanation));
        array.append(object);
    }
    return array;
}

Result<Answer> decodeTlv(ByteView octets) {
    TAPPAY_TRY(human, tlv::explainTlv(octets));
    TAPPAY_TRY(items, treeOf(octets));
    return Answer{{{"items", items}}, text(human)};
}

Result<Answer> decodeDol(ByteView octets) {
    TAPPAY_TRY(entries, tlv::parseDol(octets));
    QJsonArray items;
    QString human;
    for (const tlv::DolEntry& entry : entries) {
        const QString tag = hex(tlv::encodeTag(entry.tag));
        items.append(
            QJsonObject{{"tag", tag}, {"name", nameOf(entry.tag)}, {"length", entry.length}});
        human += QStringLiteral("%1 %2, %3 octets\n")
                     .arg(tag, -8)
                     .arg(nameOf(entry.tag))
                     .arg(entry.length);
    }
    return Answer{{{"items", items}}, human};
}

template <Result<tlv::Explanation> (*explain)(ByteView)>
Result<Answer> decodeBits(ByteView octets) {
    TAPPAY_TRY(explanation, explain(octets));
    QString human;
    for (const tlv::Explained& it : explanation)
        human += text(it.field).leftJustified(16) + text(it.meaning) + QLatin1Char('\n');
    if (human.isEmpty()) human = QStringLiteral("Nothing is set.\n");
    return Answer{{{"bits", bitsOf(explanation)}}, human};
}

struct Kind {
    const char* name;
    Result<Answer> (*decode)(ByteView);
};

constexpr Kind kKinds[] = {
    {"tlv", decodeTlv},
    {"dol", decodeDol},
    {"tvr", decodeBits<tlv::explainTvr>},
    {"tsi", decodeBits<tlv::explainTsi>},
    {"aip", decodeBits<tlv::explainAip>},
    {"auc", decodeBits<tlv::explainAuc>},
    {"cvm", decodeBits<tlv::explainCvmList>},
    {"cvr", decodeBits<tlv::explainCvr>},
    {"ttq", decodeBits<tlv::explainTtq>},
    {"ctq", decodeBits<tlv::explainCtq>},
    {"iad", decodeBits<tlv::explainIad>},
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
    auto answer = kind->decode(*octets);
    if (!answer)
        return session.fail(problemOf(FailureCode::InputMalformed, text(answer.error().detail)));
    answer->machine.insert("kind", name);
    answer->machine.insert("hex", hex(*octets));
    session.finish(answer->machine, answer->human);
}

}  // namespace tappay::ctl
