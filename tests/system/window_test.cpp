#include <gtest/gtest.h>

#include <QDir>
#include <QImage>
#include <QJsonArray>
#include <QTemporaryDir>

#include "sandbox_process.h"

// The window, by its keys, over a whole product.
namespace tappay::system_test {

namespace {

QProcessEnvironment withoutDisplay(const SandboxProcess& sandbox, const QString& settings) {
    QProcessEnvironment environment = sandbox.environment();
    environment.insert("QT_QPA_PLATFORM", "offscreen");
    environment.insert("QT_QUICK_BACKEND", "software");
    environment.insert("XDG_CONFIG_HOME", settings);
    return environment;
}

bool isPdf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) && file.readAll().startsWith("%PDF-");
}

}  // namespace

TEST(Window, TakesAPaymentFromTheKeyboard) {
    const SandboxProcess sandbox({"--card", "debit", "--empty"});
    ASSERT_TRUE(sandbox.ready());
    const QTemporaryDir folder;
    const Finished walk = runProgram(binary("tappay"), {"--walkthrough", folder.path()}, {},
                                     withoutDisplay(sandbox, folder.path()));
    ASSERT_EQ(walk.status, 0) << walk.output.toStdString() << walk.errors.toStdString();

    const QStringList pictures = QDir(folder.path()).entryList({"*.png"}, QDir::Files, QDir::Name);
    for (const char* screen :
         {"welcome", "amount", "presentcard", "approved", "receipt", "today", "settings", "help"})
        EXPECT_EQ(pictures.filter(QString("-") + screen).size(), 1) << screen;
    for (const QString& picture : pictures) {
        const QImage image(QDir(folder.path()).filePath(picture));
        EXPECT_EQ(image.size(), QSize(1280, 800)) << picture.toStdString();
    }
    EXPECT_TRUE(isPdf(folder.filePath("receipt.pdf")));

    const QJsonArray payments = sandbox.ctl({"transactions"}).json()["transactions"].toArray();
    ASSERT_EQ(payments.size(), 1);
    EXPECT_EQ(payments[0]["state"].toString(), "approved");
    EXPECT_EQ(payments[0]["amount"].toString(), "12.34");
    EXPECT_EQ(sandbox.net(), "12.34");

    // The same receipt on paper, from the command line.
    const QString slip = folder.filePath("slip.pdf");
    const Finished receipt = sandbox.ctl({"receipt", payments[0]["id"].toString(), "--pdf", slip});
    EXPECT_EQ(receipt.status, 0) << receipt.errors.toStdString();
    EXPECT_TRUE(isPdf(slip));
}

// The PIN comes after the card was taken away.
TEST(Window, TakesATappedPaymentFromTheKeyboard) {
    const SandboxProcess sandbox({"--empty"});
    ASSERT_TRUE(sandbox.ready());
    const QTemporaryDir folder;
    const Finished walk =
        runProgram(binary("tappay"),
                   {"--walkthrough", folder.path(), "--tap", "contactless", "--amount", "100000"},
                   {}, withoutDisplay(sandbox, folder.path()));
    ASSERT_EQ(walk.status, 0) << walk.output.toStdString() << walk.errors.toStdString();

    const QStringList pictures = QDir(folder.path()).entryList({"*.png"}, QDir::Files, QDir::Name);
    for (const char* screen : {"presentcard", "enterpin", "approved", "receipt"})
        EXPECT_EQ(pictures.filter(QString("-") + screen).size(), 1) << screen;
    const QJsonArray payments = sandbox.ctl({"transactions"}).json()["transactions"].toArray();
    ASSERT_EQ(payments.size(), 1);
    EXPECT_EQ(payments[0]["state"].toString(), "approved");
    EXPECT_EQ(payments[0]["interface"].toString(), "contactless");
    EXPECT_EQ(payments[0]["cvm"].toString(), "online_pin");
    EXPECT_EQ(sandbox.net(), "1000.00");
}

}  // namespace tappay::system_test
