#include <gtest/gtest.h>

#include <QDirIterator>
#include <QFile>

#include "octet_search.h"
#include "sandbox_process.h"

// What must be nowhere but in the card and at the issuer.
namespace tappay::system_test {

namespace {

constexpr auto kPan = "6228480012345600014";
constexpr auto kPin = "123456";

QByteArray packed(QByteArray digits, char filler) {
    if (digits.size() % 2 != 0) digits += filler;
    return QByteArray::fromHex(digits);
}

QList<Form> formsOfDigits(const QByteArray& digits) {
    QList<Form> forms = formsOf(digits);
    return forms += {"packed", packed(digits, 'F')};
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
            EXPECT_FALSE(contents.contains(form.octets))
                << path.toStdString() << ": " << form.name.toStdString();
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

    const QList<Form> pan = formsOfDigits(kPan);
    expectNowhere(sandbox, pan);
    for (const Form& form : pan)
        EXPECT_FALSE(said.contains(form.octets)) << form.name.toStdString();
    // Six digits can turn up by chance in binary files and amounts of time, so the PIN is looked
    // for as a PIN travels: in its block, and as text in what programs say.
    expectNowhere(sandbox, {{"PIN block", QByteArray::fromHex("06123456FFFFFFFF")},
                            {"PIN block", QByteArray::fromHex("26123456FFFFFFFF")},
                            {"PIN block with PAN", QByteArray::fromHex("06123444CBA9FFFE")},
                            {"PIN in JSON", QByteArray("\"") + kPin + "\""}});
    EXPECT_FALSE(said.contains(QByteArray("\"") + kPin + "\""));
}

}  // namespace tappay::system_test
