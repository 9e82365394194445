#include "simulator/shop/shop.h"

#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMessageAuthenticationCode>
#include <QNetworkReply>
#include <QTemporaryDir>

#include "simulator/shop/payment_peer.h"

namespace tappay::simulator::shop {
namespace {

constexpr const char* kSecret = "whsec_test";

struct Answer {
    int status = 0;
    QByteArray body, location, policy;
    [[nodiscard]] bool shows(const char* state) const {
        return body.contains(QByteArray("data-state=\"") + state + '"');
    }
};

// A buyer's browser, and a payment system that does what the test says.
class ShopTest : public ::testing::Test {
protected:
    ShopTest()
        : m_certificates(test::makeCertificates("localhost")), m_peer(m_certificates, "tp_test") {
        m_config.address = QHostAddress::LocalHost;
        m_config.certificates =
            QSslCertificate::fromData(QByteArray::fromStdString(m_certificates.certificate));
        m_config.key = QSslKey(QByteArray::fromStdString(m_certificates.key), QSsl::Ec);
        m_config.backEnd = m_peer.url();
        m_config.tls = QSslConfiguration::defaultConfiguration();
        m_config.tls.setCaCertificates(
            QSslCertificate::fromData(QByteArray::fromStdString(m_certificates.authority)));
        m_config.apiKey = "tp_test";
        m_config.webhookSecret = kSecret;
        m_shop.emplace(m_config, OrderRecords::open(m_directory.filePath("o.json")).value(),
                       m_clock, m_log);
        m_config.url = QString("https://localhost:%1").arg(m_shop->listen().value());
    }

    QNetworkReply* send(const QByteArray& method, const QString& path, const QByteArray& body = {},
                        const QList<QPair<QByteArray, QByteArray>>& headers = {}) {
        QNetworkRequest request(QUrl(m_config.url + path));
        request.setSslConfiguration(m_config.tls);
        request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                             QNetworkRequest::ManualRedirectPolicy);
        request.setHeader(QNetworkRequest::ContentTypeHeader, "application/x-www-form-urlencoded");
        for (const auto& [name, value] : headers)
            request.setRawHeader(name, value);
        return m_browser.sendCustomRequest(request, method, body);
    }
    static Answer wait(QNetworkReply* reply) {
        QEventLoop loop;
        QObject::connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
        if (!reply->isFinished()) loop.exec();
        reply->deleteLater();
        return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
                reply->readAll(), reply->rawHeader("Location"),
                reply->rawHeader("Content-Security-Policy")};
    }
    Answer get(const QString& path) { return wait(send("GET", path)); }
    Answer post(const QString& path, const QByteArray& body, const QByteArray& cart = {}) {
        return wait(send("POST", path, body,
                         {{"Origin", m_config.url.toUtf8()}, {"Cookie", "__Host-cart=" + cart}}));
    }
    // Two oolongs on the shop's own page; its path.
    QString order() { return QString::fromUtf8(post("/orders", "way=here", "oolong-2").location); }
    Answer tell(const QByteArray& body, const QByteArray& secret = kSecret, int age = 0) {
        const auto time = QByteArray::number(qint64(
            std::chrono::duration_cast<std::chrono::seconds>(m_clock.now().time_since_epoch())
                .count() -
            age));
        const auto signature =
            QMessageAuthenticationCode::hash(time + '.' + body, secret, QCryptographicHash::Sha256)
                .toHex();
        return wait(send("POST", "/webhooks", body,
                         {{"TapPay-Signature", "t=" + time + ",v1=" + signature}}));
    }
    QByteArray news(const QString& state) {
        QJsonObject order = m_peer.order(m_peer.lastId());
        order["state"] = state;
        return QJsonDocument(QJsonObject{{"id", "e"}, {"type", "order." + state}, {"order", order}})
            .toJson(QJsonDocument::Compact);
    }

    test::Certificates m_certificates;
    PaymentPeer m_peer;
    Config m_config;
    QTemporaryDir m_directory;
    SystemClock m_clock;
    Log m_log{"test", LogLevel::Error, [](LogLevel, std::string_view) {}};
    std::optional<Shop> m_shop;
    QNetworkAccessManager m_browser;
};

TEST_F(ShopTest, OrdersWhatIsInTheBasketAtItsOwnPrices) {
    const auto answer = post("/orders", "way=page", "oolong-2.gaiwan-1");
    EXPECT_EQ(answer.status, 303);
    const QJsonObject order = m_peer.order(m_peer.lastId());
    EXPECT_EQ(answer.location, order["page"].toString().toUtf8());
    EXPECT_EQ(order["amount"], "100.60");
    EXPECT_EQ(order["items"].toArray().size(), 2);
    EXPECT_EQ(order["returnUrl"], m_config.url + "/orders/" + order["reference"].toString());
}

TEST_F(ShopTest, PagesRunOwnScriptsAndThePaymentSystemsLibrary) {
    const auto page = get(order());
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(page.shows("unpaid"));
    EXPECT_TRUE(page.body.contains(m_peer.url().toUtf8() + "/tappay.js"));
    EXPECT_TRUE(page.body.contains("data-signed=\"head.body.signature\""));
    EXPECT_TRUE(page.policy.contains("default-src 'none'") &&
                page.policy.contains("frame-ancestors 'none'"));
    EXPECT_FALSE(page.policy.contains("unsafe"));
    EXPECT_FALSE(page.body.contains("<script>") || page.body.contains("<style"));
}

TEST_F(ShopTest, ShowsAnOrderPaidOnlyAfterThePaymentSystemSaidSo) {
    const QString path = order();
    EXPECT_TRUE(get(path).shows("unpaid"));
    EXPECT_TRUE(get(path + "?state=paid&result=paid").shows("unpaid"));
    m_peer.say(m_peer.lastId(), "paying");
    EXPECT_TRUE(get(path).shows("unpaid"));
    m_peer.say(m_peer.lastId(), "paid");
    EXPECT_TRUE(get(path).shows("paid"));
    // What it knows it knows without asking.
    m_peer.setWorking(false);
    EXPECT_TRUE(get(path).shows("paid"));
}

TEST_F(ShopTest, AsksAgainEachTimeItShowsAnOrder) {
    const QString path = order();
    for (int i = 1; i <= 3; ++i) {
        get(path);
        EXPECT_EQ(m_peer.asked(), i);
    }
}

TEST_F(ShopTest, TakesASignedWebhookAndNoOther) {
    const QString path = order();
    m_peer.setWorking(false);
    EXPECT_EQ(tell(news("paid"), "whsec_other").status, 403);
    EXPECT_EQ(tell(news("paid"), kSecret, 3600).status, 403);
    EXPECT_EQ(wait(send("POST", "/webhooks", news("paid"))).status, 403);
    EXPECT_TRUE(get(path).shows("unpaid"));
    EXPECT_EQ(tell(news("paid")).status, 204);
    EXPECT_TRUE(get(path).shows("paid"));
    // A copy of it, and news that were overtaken, change nothing.
    EXPECT_EQ(tell(news("paid")).status, 204);
    EXPECT_EQ(tell(news("expired")).status, 204);
    EXPECT_TRUE(get(path).shows("paid"));
}

// The refund stands beside the order, which it leaves as it was.
TEST_F(ShopTest, ARefusedRefundChangesNothing) {
    const QString path = order();
    m_peer.setWorking(false);
    EXPECT_EQ(tell(news("paid")).status, 204);
    const QByteArray refused = news("paid").replace(
        R"("type":"order.paid")",
        R"("type":"order.refund_refused","refund":{"reference":"R-1","state":"refused"})");
    ASSERT_TRUE(refused.contains("refund_refused"));
    EXPECT_EQ(tell(refused).status, 204);
    EXPECT_TRUE(get(path).shows("paid"));
}

// Answered as taken, so that the next ones come.
TEST_F(ShopTest, BelievesNoWebhookOfAnotherOrderOrAmount) {
    const QString path = order();
    m_peer.setWorking(false);
    EXPECT_EQ(tell(news("paid").replace("73.00", "0.01")).status, 204);
    EXPECT_EQ(tell(news("paid").replace("T-1001", "T-1009")).status, 204);
    EXPECT_EQ(tell("{}").status, 204);
    EXPECT_TRUE(get(path).shows("unpaid"));
}

TEST_F(ShopTest, WakesAPageThatWaits) {
    const QString path = order();
    auto* waiting = send("GET", path + "/state?known=unpaid");
    // One that goes away meanwhile harms nobody.
    auto* gone = send("GET", path + "/state?known=unpaid");
    EXPECT_EQ(get("/").status, 200);
    gone->abort();
    QElapsedTimer elapsed;
    elapsed.start();
    EXPECT_EQ(tell(news("paid")).status, 204);
    EXPECT_EQ(wait(waiting).body, R"({"state":"paid"})");
    EXPECT_LT(elapsed.elapsed(), OrderChanges::kLongestWaitMs / 2);
    EXPECT_EQ(get(path + "/state?known=unpaid").body, R"({"state":"paid"})");
    delete gone;
}

TEST_F(ShopTest, TakesFormsOfItsOwnPagesAlone) {
    const auto foreign = [&](const QByteArray& origin) {
        return wait(send("POST", "/orders", "way=here",
                         {{"Origin", origin}, {"Cookie", "__Host-cart=oolong-1"}}));
    };
    for (const char* origin : {"https://evil.example", "null", ""})
        EXPECT_EQ(foreign(origin).status, 403) << origin;
    EXPECT_TRUE(m_peer.lastId().isEmpty());
}

TEST_F(ShopTest, KeepsTheBasketWhileThePaymentSystemIsAway) {
    m_peer.setWorking(false);
    const auto answer = post("/orders", "way=page", "oolong-2");
    EXPECT_EQ(answer.status, 502);
    EXPECT_TRUE(answer.body.contains("/cart"));
    m_peer.setWorking(true);
    EXPECT_EQ(post("/orders", "way=page", "oolong-2").status, 303);
}

TEST_F(ShopTest, SaysWhatItHasNot) {
    EXPECT_EQ(get("/orders/T-9").status, 404);
    EXPECT_EQ(get("/orders/T-9/state?known=unpaid").status, 404);
    EXPECT_EQ(get("/orders/%3Cscript%3E").status, 404);
    EXPECT_EQ(get("/../shop.json").status, 404);
    EXPECT_EQ(get("/nothing").status, 404);
}

}  // namespace
}  // namespace tappay::simulator::shop

int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    ::testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
