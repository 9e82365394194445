#include "octet_search.h"

#include <QFile>
#include <cstring>

namespace tappay::system_test {

namespace {

// Mappings that are larger hold no program's data.
constexpr qint64 kLargestMapping = 256LL << 20;

QByteArray utf16(const QByteArray& text, bool bigEndian) {
    QByteArray wide;
    for (const char character : text) {
        if (bigEndian) wide += '\0';
        wide += character;
        if (!bigEndian) wide += '\0';
    }
    return wide;
}

// Base64 of the octets at each place, without the characters that depend on the neighbours.
QList<QByteArray> base64Cores(const QByteArray& octets) {
    QList<QByteArray> cores;
    for (int before = 0; before < 3; ++before) {
        const QByteArray encoded =
            (QByteArray(before, '\0') + octets).toBase64(QByteArray::OmitTrailingEquals);
        cores += encoded.mid(before == 0 ? 0 : 4, encoded.size() - (before == 0 ? 2 : 6));
    }
    return cores;
}

std::size_t beginning(const char* at) {
    return static_cast<std::size_t>(static_cast<unsigned char>(at[0])) << 8 |
           static_cast<unsigned char>(at[1]);
}

void addText(QList<Form>& forms, const QString& name, const QByteArray& text) {
    forms += {name, text};
    forms += {name + ", UTF-16LE", utf16(text, false)};
    forms += {name + ", UTF-16BE", utf16(text, true)};
}

}  // namespace

QList<Form> formsOf(const QByteArray& octets) {
    QList<Form> forms{{"plain", octets}};
    addText(forms, "hexadecimal", octets.toHex());
    addText(forms, "hexadecimal", octets.toHex().toUpper());
    for (QByteArray core : base64Cores(octets)) {
        addText(forms, "base64", core);
        if (core.contains('+') || core.contains('/'))
            addText(forms, "base64url", core.replace('+', '-').replace('/', '_'));
    }
    return forms;
}

void OctetSearch::add(const Form& form) {
    if (form.octets.size() < 4) return;
    m_byBeginning[beginning(form.octets.constData())].push_back(m_forms.size());
    m_forms.push_back(form);
}

QStringList OctetSearch::foundIn(const QByteArray& contents) const {
    std::vector<bool> found(m_forms.size());
    const char* const end = contents.constData() + contents.size();
    for (const char* at = contents.constData(); end - at >= 4; ++at) {
        for (const std::size_t which : m_byBeginning[beginning(at)]) {
            const QByteArray& octets = m_forms[which].octets;
            if (end - at >= octets.size() &&
                std::memcmp(at, octets.constData(), static_cast<std::size_t>(octets.size())) == 0)
                found[which] = true;
        }
    }
    QStringList names;
    for (std::size_t which = 0; which < found.size(); ++which)
        if (found[which]) names += m_forms[which].name;
    return names;
}

QList<QByteArray> memoryOf(qint64 process) {
    const QString directory = QString("/proc/%1/").arg(process);
    QFile maps(directory + "maps"), memory(directory + "mem");
    QList<QByteArray> pieces;
    if (!maps.open(QIODevice::ReadOnly) ||
        !memory.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return pieces;
    for (const QByteArray& line : maps.readAll().split('\n')) {
        const QList<QByteArray> words = line.split(' ');
        if (words.size() < 2 || !words[1].startsWith("rw")) continue;
        const QList<QByteArray> ends = words[0].split('-');
        const qint64 begin = ends[0].toLongLong(nullptr, 16);
        const qint64 size = ends.value(1).toLongLong(nullptr, 16) - begin;
        if (size > 0 && size <= kLargestMapping && memory.seek(begin)) pieces += memory.read(size);
    }
    return pieces;
}

}  // namespace tappay::system_test
