#include "tappay-browser/commands.h"

#include <gtest/gtest.h>

#include <array>

namespace tappay::browser {
namespace {

constexpr const char* kPayment = "01936b2e-5f00-7a31-8c11-3d2b6a90f4e7";

QByteArray message(const char* command, const QByteArray& arguments) {
    return R"({"id":1,"command":")" + QByteArray(command) + R"(","arguments":)" + arguments + "}";
}

TEST(Commands, EachIsTakenWithItsArguments) {
    const struct {
        const char* name;
        QByteArray arguments;
        Command::Kind kind;
    } rows[] = {
        {"checkout.ready", R"({"plugin":"0.1.0"})", Command::Kind::Ready},
        {"checkout.start", R"({"order":"a.B-_9.c","origin":"https://tea.example"})",
         Command::Kind::Start},
        {"checkout.cancel", R"({"id":"01936b2e-5f00-7a31-8c11-3d2b6a90f4e7"})",
         Command::Kind::Cancel},
        {"checkout.answer",
         R"({"id":"01936b2e-5f00-7a31-8c11-3d2b6a90f4e7","number":1,"status":200,"body":"{}"})",
         Command::Kind::Answer},
        {"management.run", R"({"command":"a.B-_9.c"})", Command::Kind::Manage},
    };
    for (const auto& row : rows) {
        const auto command = readCommand(message(row.name, row.arguments));
        ASSERT_TRUE(command) << row.name << ": " << command.error().failure.detail;
        EXPECT_EQ(command->kind, row.kind);
        EXPECT_EQ(methodOf(command->kind), QLatin1String(row.name));
        EXPECT_EQ(command->id, 1);
    }
}

TEST(Commands, AnythingElseIsUnknown) {
    for (const char* const name :
         {"", "checkout.open", "checkout.accept", "sale.start", "app.status", "pin.key",
          "checkout.start\\u0000", "CHECKOUT.START", "checkout.start "}) {
        const auto command = readCommand(message(name, "{}"));
        ASSERT_FALSE(command) << name;
        EXPECT_EQ(command.error().failure.code, FailureCode::MethodUnknown) << name;
        EXPECT_EQ(command.error().id, 1);
    }
}

TEST(Commands, ArgumentsFitExactly) {
    const QByteArray id = QByteArray(R"("id":")") + kPayment + '"';
    const QByteArray order = R"("order":"a.b.c")";
    const std::array<std::pair<const char*, QByteArray>, 30> rows{{
        {"checkout.ready", "{}"},
        {"checkout.ready", R"({"plugin":1})"},
        {"checkout.ready", R"({"plugin":"v1"})"},
        {"checkout.ready", R"({"plugin":"111111111111111111111"})"},
        {"checkout.ready", R"({"plugin":"1","host":"2"})"},
        {"checkout.start", "{" + order + "}"},
        {"checkout.start", R"({"origin":"https://tea.example"})"},
        {"management.run", R"({"command":""})"},
        {"management.run", R"({"command":"a b"})"},
        {"management.run", R"({"command":")" + QByteArray(2049, 'a') + R"("})"},
        {"management.run", R"({"command":"a.b.c","origin":"https://tea.example"})"},
        {"checkout.start", R"({"order":"","origin":"https://tea.example"})"},
        {"checkout.start", R"({"order":"a b","origin":"https://tea.example"})"},
        {"checkout.start", "{\"order\":\"\xE2\x84\xAA\",\"origin\":\"https://tea.example\"}"},
        {"checkout.start", "{" + order + R"(,"origin":"null"})"},
        {"checkout.start", "{" + order + R"(,"origin":"https://tea.example","amount":"1.00"})"},
        {"checkout.start",
         R"({"order":")" + QByteArray(24 * 1024 + 1, 'a') + R"(","origin":"https://tea.example"})"},
        {"checkout.cancel", "{}"},
        {"checkout.cancel", R"({"id":"1"})"},
        {"checkout.cancel", "{" + id + R"(,"why":""})"},
        {"checkout.answer", "{" + id + R"(,"number":1,"status":200})"},
        {"checkout.answer", "{" + id + R"(,"number":0,"status":200,"body":""})"},
        {"checkout.answer", "{" + id + R"(,"number":1.5,"status":200,"body":""})"},
        {"checkout.answer", "{" + id + R"(,"number":1e300,"status":200,"body":""})"},
        {"checkout.answer", "{" + id + R"(,"number":1,"status":-1,"body":""})"},
        {"checkout.answer", "{" + id + R"(,"number":1,"status":99,"body":""})"},
        {"checkout.answer", "{" + id + R"(,"number":1,"status":600,"body":""})"},
        {"checkout.answer", "{" + id + R"(,"number":1,"status":"200","body":""})"},
        {"checkout.answer", "{" + id + R"(,"number":1,"status":200,"body":{}})"},
        {"checkout.answer", "{" + id + R"(,"number":1,"status":200,"body":")" +
                                QByteArray(48 * 1024 + 1, 'a') + "\"}"},
    }};
    for (const auto& [name, arguments] : rows) {
        const auto command = readCommand(message(name, arguments));
        ASSERT_FALSE(command) << name << arguments.left(80).toStdString();
        EXPECT_EQ(command.error().failure.code, FailureCode::InputMalformed) << name;
    }
}

TEST(Commands, MessagesHaveOneShape) {
    const QByteArray deep = QByteArray(5000, '[') + QByteArray(5000, ']');
    QByteArray nested = R"({"id":1,"command":"checkout.ready","arguments":)";
    for (int i = 0; i < 2000; ++i)
        nested += "{\"a\":";
    for (const QByteArray& text :
         {QByteArray(), QByteArray("null"), QByteArray("[]"), QByteArray("{}"), QByteArray("{"),
          QByteArray(R"({"id":0,"command":"checkout.ready","arguments":{}})"),
          QByteArray(R"({"id":"1","command":"checkout.ready","arguments":{}})"),
          QByteArray(R"({"id":1,"command":7,"arguments":{}})"),
          QByteArray(R"({"id":1,"command":"checkout.ready"})"),
          QByteArray(R"({"id":1,"command":"checkout.ready","arguments":[]})"),
          QByteArray(R"({"id":1,"command":"checkout.ready","arguments":{},"x":1})"),
          QByteArray("{\"id\":1,\"command\":\"\xFF\",\"arguments\":{}}"), deep, nested}) {
        const auto command = readCommand(text);
        ASSERT_FALSE(command) << text.left(80).toStdString();
        EXPECT_EQ(command.error().failure.code, FailureCode::InputMalformed);
    }
}

TEST(Commands, OriginsAreWhatABrowserSays) {
    for (const char* const good : {"https://tea.example", "https://localhost:8443", "https://a",
                                   "https://xn--0zwm56d.example", "https://127.0.0.1:65535"})
        EXPECT_TRUE(isOrigin(good)) << good;
    for (const char* const bad :
         {"", "null", "https://", "http://tea.example", "https://tea.example/",
          "https://Tea.example", "https://tea.example:", "https://tea.example:0",
          "https://tea.example:08443", "https://tea.example:65536", "https://tea.example:8443:1",
          "https://a@tea.example", "https://tea.example?x", "https://tea.example#x",
          "https://tea example", "https://[::1]", "HTTPS://tea.example",
          "https://t\xC3\xA9.example"})
        EXPECT_FALSE(isOrigin(QString::fromUtf8(bad))) << bad;
    EXPECT_FALSE(isOrigin("https://" + QString(250, 'a')));
}

}  // namespace
}  // namespace tappay::browser
