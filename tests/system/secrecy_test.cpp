#include <gtest/gtest.h>

#include <QDirIterator>
#include <QFile>

#include "sandbox_process.h"

// What must be nowhere but in the card and at the issuer.
namespace tappay::system_test {

namespace {

constexpr auto kPan = "6228480012345600014";
constexpr auto kPin = "123456";

struct Form {
    const char* name;
    QByteArray octets;
};

QByteArray packed(QByteArray digits, char filler) {
    if (digits.size() % 2 != 0) digits += filler;
    return QByteArray::fromHex(digits);
}

// Base64 of the same text at each of the three places it can have within a longer one, without the
// characters that depend on the neighbours.
QList<QByteArray> base64Cores(const QByteArray& text) {
    QList<QByteArray> cores;
    for (int before = 0; before < 3; ++before) {
        const QByteArray encoded =
            (QByteArray(before, '\0') + text).toBase64(QByteArray::OmitTrailingEquals);
        cores += encoded.mid(before == 0 ? 0 : 4, encoded.size() - (before == 0 ? 2 : 6));
    }
    return cores;
}

QList<Form> formsOf(const QByteArray& digits) {
    const QString text = QString::fromLatin1(digits);
    const auto* wide = reinterpret_cast<const char*>(text.utf16());
    const QByteArray utf16(wide, text.size() * 2);
    QByteArray swapped = utf16;
    for (qsizetype i = 0; i + 1 < swapped.size(); i += 2)
        std::swap(swapped[i], swapped[i + 1]);
    QList<Form> forms{{"plain", digits},
                      {"hexadecimal", digits.toHex()},
                      {"hexadecimal", digits.toHex().toUpper()},
                      {"packed", packed(digits, 'F')},
                      {"UTF-16LE", utf16},
                      {"UTF-16BE", swapped}};
    for (const QByteArray& core : base64Cores(digits))
        forms += {"base64", core};
    return forms;
}

// Every file that a program wrote while it worked, and what it said.
void expectNowhere(const SandboxProcess& sandbox, const QList<Form>& forms) {
    int files = 0;
    QDirIterator all(sandbox.path(""), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (all.hasNext()) {
        const QString path = all.next();
        // The card and the issuer: made by setup, the world outside.
        if (path.contains("/sim/cards/") || path.endsWith("/sim/issuers.json")) continue;
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly)) continue;
        ++files;
        const QByteArray contents = file.readAll();
        for (const Form& form : forms)
            EXPECT_FALSE(contents.contains(form.octets)) << path.toStdString() << ": " << form.name;
    }
    EXPECT_GT(files, 15);
}

}  // namespace

TEST(Secrecy, NoCardNumberAndNoPinInAnyFileLogOrAnswer) {
    SandboxProcess sandbox({"--empty"});
    ASSERT_TRUE(sandbox.ready());
    QByteArray said;
    const auto keep = [&said](const Finished& finished) {
        said += finished.output + finished.errors;
        return finished.json().value("id").toString();
    };
    const QString approved = keep(sandbox.sale("1000.00"));
    keep(sandbox.sale("1000.51"));
    keep(sandbox.sale("1000.00", "debit", "654321\n"));
    for (const char* copy : {"merchant", "cardholder"})
        keep(sandbox.ctl({"receipt", approved, "--copy", copy}));
    keep(sandbox.ctl({"undo", approved}));
    keep(sandbox.ctl({"card", "read"}));
    keep(sandbox.ctl({"log", "--lines", "1000"}));
    keep(sandbox.ctl({"transactions"}));
    said += sandbox.messages();
    EXPECT_TRUE(said.contains("622848*********0014"));

    const QList<Form> pan = formsOf(kPan);
    expectNowhere(sandbox, pan);
    for (const Form& form : pan)
        EXPECT_FALSE(said.contains(form.octets)) << form.name;
    // Six digits can turn up by chance in binary files and amounts of time, so the PIN is looked
    // for as a PIN travels: in its block, and as text in what programs say.
    expectNowhere(sandbox, {{"PIN block", QByteArray::fromHex("06123456FFFFFFFF")},
                            {"PIN block", QByteArray::fromHex("26123456FFFFFFFF")},
                            {"PIN block with PAN", QByteArray::fromHex("06123444CBA9FFFE")},
                            {"PIN in JSON", QByteArray("\"") + kPin + "\""}});
    EXPECT_FALSE(said.contains(QByteArray("\"") + kPin + "\""));
}

}  // namespace tappay::system_test
