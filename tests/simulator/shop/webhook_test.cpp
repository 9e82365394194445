#include "simulator/shop/webhook.h"

#include <gtest/gtest.h>

#include <QMessageAuthenticationCode>

namespace tappay::simulator::shop {
namespace {

using std::chrono::seconds;

const QByteArray kSecret = "whsec_c2VjcmV0";
const QByteArray kBody = R"({"id":"e1","type":"order.paid","order":{"id":"o1"}})";
constexpr std::chrono::system_clock::time_point kNow{seconds(1'795'392'000)};

QByteArray signedAt(std::chrono::system_clock::time_point when, const QByteArray& body = kBody,
                    const QByteArray& secret = kSecret) {
    const auto time = QByteArray::number(
        qint64(std::chrono::duration_cast<seconds>(when.time_since_epoch()).count()));
    return "t=" + time + ",v1=" +
           QMessageAuthenticationCode::hash(time + '.' + body, secret, QCryptographicHash::Sha256)
               .toHex();
}

TEST(ShopWebhook, TakesWhatThePaymentSystemHasSigned) {
    EXPECT_TRUE(verifyWebhook(signedAt(kNow), kBody, kSecret, kNow));
    EXPECT_TRUE(verifyWebhook(signedAt(kNow - seconds(299)), kBody, kSecret, kNow));
    EXPECT_TRUE(verifyWebhook(signedAt(kNow + seconds(299)), kBody, kSecret, kNow));
}

TEST(ShopWebhook, TakesTheDocumentedExample) {
    const QByteArray signature =
        "t=1800000000,v1=15d2177989c694fad512568783fd1e0c20e1c480f7ab63182bf13486b475c540";
    EXPECT_TRUE(verifyWebhook(signature, R"({"id":"1"})", "whsec_test",
                              std::chrono::system_clock::time_point(seconds(1'800'000'000))));
}

TEST(ShopWebhook, RefusesEveryAlteredOctetOfTheBody) {
    const auto signature = signedAt(kNow);
    for (qsizetype i = 0; i < kBody.size(); ++i) {
        QByteArray altered = kBody;
        altered[i] = static_cast<char>(altered[i] ^ 1);
        EXPECT_FALSE(verifyWebhook(signature, altered, kSecret, kNow)) << i;
    }
    EXPECT_FALSE(verifyWebhook(signature, kBody + " ", kSecret, kNow));
    EXPECT_FALSE(verifyWebhook(signature, "", kSecret, kNow));
}

TEST(ShopWebhook, RefusesOldOnesAndOnesFromTheFuture) {
    EXPECT_FALSE(verifyWebhook(signedAt(kNow - seconds(301)), kBody, kSecret, kNow));
    EXPECT_FALSE(verifyWebhook(signedAt(kNow + seconds(301)), kBody, kSecret, kNow));
    // A fresh time over an old signature.
    QByteArray renewed = signedAt(kNow - seconds(3600));
    renewed.replace("t=1795388400", "t=1795392000");
    EXPECT_FALSE(verifyWebhook(renewed, kBody, kSecret, kNow));
}

TEST(ShopWebhook, RefusesAnotherKeyAndNone) {
    EXPECT_FALSE(verifyWebhook(signedAt(kNow, kBody, "whsec_other"), kBody, kSecret, kNow));
    EXPECT_FALSE(verifyWebhook(signedAt(kNow, kBody, ""), kBody, "", kNow));
}

TEST(ShopWebhook, RefusesWhatIsNoSignature) {
    for (const char* header :
         {"", "t=", "v1=", "t=1795392000", "t=1795392000,v1=", "t=x,v1=00", "t=1795392000;v1=00",
          "v0=00,t=1795392000", "t=99999999999999999999,v1=00"})
        EXPECT_FALSE(verifyWebhook(header, kBody, kSecret, kNow)) << header;
    EXPECT_FALSE(verifyWebhook(signedAt(kNow).chopped(1), kBody, kSecret, kNow));
}

}  // namespace
}  // namespace tappay::simulator::shop
