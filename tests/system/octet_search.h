#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <vector>

// Looks for octets that should be nowhere, in each form a program could have written them in.
namespace tappay::system_test {

struct Form {
    QString name;
    QByteArray octets;
};

// As they are, in hexadecimal, base64 and base64url (at each of the three places that octets can
// have within a longer text), and those texts in UTF-16.
QList<Form> formsOf(const QByteArray& octets);

// Many forms at once, in one pass.
class OctetSearch {
public:
    // Forms of less than 4 octets would be everywhere.
    void add(const Form& form);
    // The names of those that are in `contents`.
    [[nodiscard]] QStringList foundIn(const QByteArray& contents) const;

private:
    std::vector<Form> m_forms;
    std::vector<std::vector<std::size_t>> m_byBeginning{1 << 16};  // by the first two octets
};

// What a process that may be looked into has in its memory, one piece a mapping; nothing when it
// may not.
QList<QByteArray> memoryOf(qint64 process);

}  // namespace tappay::system_test
