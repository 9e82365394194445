#include <gtest/gtest.h>

#include <QFile>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTemporaryDir>

#include "sandbox_process.h"

// The demo shop in a sandbox, and what docs/web-shop.md tells a shop's developer to type.
namespace tappay::system_test {

namespace {

QProcessEnvironment withPrograms(const SandboxProcess& sandbox) {
    auto environment = sandbox.environment();
    environment.insert("PATH", QString(TAPPAY_BIN_DIR) + ':' + environment.value("PATH"));
    return environment;
}

Finished shell(const SandboxProcess& sandbox, const QString& commands, const QString& directory) {
    return runProgram("sh", {"-euc", "cd \"$0\"\n" + commands, directory}, {},
                      withPrograms(sandbox));
}

// The page's shell commands that have one of these words in them, in its order.
QString documented(const QStringList& words) {
    QFile page(TAPPAY_SOURCE_DIR "/docs/web-shop.md");
    EXPECT_TRUE(page.open(QIODevice::ReadOnly));
    static const QRegularExpression block("```sh\n(.*?)```",
                                          QRegularExpression::DotMatchesEverythingOption);
    QString commands;
    auto found = block.globalMatch(QString::fromUtf8(page.readAll()));
    while (found.hasNext()) {
        const QString text = found.next().captured(1);
        for (const QString& word : words)
            if (text.contains(word)) commands += text;
    }
    return commands;
}

QString curl(const QString& rest) {
    return "curl --silent --show-error --cacert \"$TAPPAY_SHOP_CA\" " + rest + '\n';
}

}  // namespace

TEST(WebShop, DoesWhatItsPageSays) {
    const SandboxProcess sandbox({"--shop", "--card", "debit"});
    ASSERT_TRUE(sandbox.ready());
    const QTemporaryDir directory;
    const QString commands = documented({"shop 898310054110003", "/v1/orders\"", "id=$(sed"});
    ASSERT_EQ(commands.count("curl"), 2);
    const Finished done = shell(sandbox, commands, directory.path());
    ASSERT_EQ(done.status, 0) << done.everything();
    const auto lines = done.output.trimmed().split('\n');
    ASSERT_EQ(lines.size(), 2) << done.everything();
    EXPECT_TRUE(lines[0].startsWith("https://localhost:") && lines[0].contains("/pay/"));
    const auto order = QJsonDocument::fromJson(lines[1]).object();
    EXPECT_EQ(order["state"], "open");
    EXPECT_EQ(order["amount"], "12.34");
    EXPECT_EQ(order["reference"], "A-1001");
}

TEST(WebShop, SellsTeaInTheSandbox) {
    const SandboxProcess sandbox({"--shop", "--card", "debit"});
    ASSERT_TRUE(sandbox.ready());
    const QTemporaryDir directory;
    const Finished goods = shell(sandbox, curl("$TAPPAY_SHOP_URL/"), directory.path());
    EXPECT_TRUE(goods.output.contains("Tea House")) << goods.everything();
    const Finished placed =
        shell(sandbox,
              curl("-o /dev/null -w '%{redirect_url}' -H \"Origin: $TAPPAY_SHOP_URL\" "
                   "-b __Host-cart=oolong-2 -d way=page $TAPPAY_SHOP_URL/orders"),
              directory.path());
    EXPECT_TRUE(placed.output.contains("/pay/")) << placed.everything();
    const Finished page =
        shell(sandbox, curl("-o /dev/null -w '%{http_code}' " + QString::fromUtf8(placed.output)),
              directory.path());
    EXPECT_EQ(page.output, "200") << page.everything();
    const Finished order = shell(sandbox, curl("$TAPPAY_SHOP_URL/orders/T-1001"), directory.path());
    EXPECT_TRUE(order.output.contains("data-state=\"unpaid\"")) << order.everything();
}

// The browser's home needs certutil; everything else is the sandbox's.
TEST(WebShop, HasAHomeForABrowser) {
    if (runProgram("sh", {"-c", "command -v certutil"}).status != 0) GTEST_SKIP() << "no certutil";
    const SandboxProcess sandbox({"--shop", "--card", "debit"});
    ASSERT_TRUE(sandbox.ready());
    QFile log(sandbox.path("logs/browser-home.log"));
    ASSERT_FALSE(log.open(QIODevice::ReadOnly)) << log.readAll().toStdString();
    QFile manifest(
        sandbox.path("browser/profile/NativeMessagingHosts/invalid.tappay.browser.json"));
    ASSERT_TRUE(manifest.open(QIODevice::ReadOnly));
    const auto host = QJsonDocument::fromJson(manifest.readAll()).object();
    EXPECT_EQ(host["path"], QString(TAPPAY_BIN_DIR) + "/tappay-browser");
    const Finished trusted =
        runProgram("certutil", {"-d", "sql:" + sandbox.path("browser/.pki/nssdb"), "-L"});
    EXPECT_TRUE(trusted.output.contains("Tap & Pay sandbox")) << trusted.everything();
    QFile start(sandbox.path("browser/start"));
    EXPECT_TRUE(start.permissions() & QFile::ExeOwner);
    EXPECT_EQ(runProgram("sh", {"-n", start.fileName()}).status, 0);
}

}  // namespace tappay::system_test
