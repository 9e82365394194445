#include "backend/orders/shop_commands.h"

#include <QtCore/QUrl>
#include <algorithm>

#include "backend/answers.h"
#include "backend/orders/order_json.h"
#include "backend/orders/shop_secrets.h"
#include "backend/records.h"
#include "backend/terminals/register.h"
#include "base/private_file.h"
#include "protocol/message_text.h"

namespace tappay::backend {

namespace {

constexpr std::size_t kLongestName = 40, kLongestUrl = 2000;
constexpr std::string_view kShop = "shop", kShopKey = "shop-key", kShops = "shops",
                           kWebhook = "--webhook";

using Words = std::span<const std::string>;

std::unexpected<Failure> wrong(const char* why) {
    return fail(FailureCode::InputMalformed, why);
}

struct Desk {
    const Config& config;
    Records& records;
    Words words;
    const std::string& who;
    std::int64_t now;
    Random& random;
};

bool isWebhook(const std::string& text) {
    const QUrl url(protocol::qt(text), QUrl::StrictMode);
    return text.size() <= kLongestUrl && url.isValid() && url.scheme() == "https" &&
           !url.host().isEmpty() && url.userInfo().isEmpty() && !url.hasFragment() &&
           url.toEncoded().toStdString() == text;
}

// Beside the page's own address there is room for one less than an order can have.
Result<void> takeOrigins(Words words, Shop& shop) {
    for (const auto& word : words) {
        if (!protocol::isOrigin(word))
            return wrong("an origin is https://HOST or https://HOST:PORT");
        if (std::ranges::find(shop.origins, word) == shop.origins.end())
            shop.origins.push_back(word);
    }
    if (shop.origins.empty() || shop.origins.size() >= protocol::kMostOrigins)
        return wrong("a shop has 1 to 7 origins");
    return {};
}

Result<Shop> readShop(Words words) {
    Shop shop;
    const auto webhook = std::ranges::find(words, kWebhook);
    if (webhook != words.end()) {
        if (words.end() - webhook != 2) return wrong("--webhook URL comes last");
        shop.webhook = *(webhook + 1);
        if (!isWebhook(shop.webhook)) return wrong("a webhook is an https URL");
        words = words.first(static_cast<std::size_t>(webhook - words.begin()));
    }
    if (words.size() < 4) return wrong("shop MERCHANT NAME ORIGIN... [--webhook URL]");
    if (!protocol::ascii(protocol::kMerchantId, protocol::kMerchantId)(words[1]))
        return wrong("a merchant id has 15 characters");
    if (!protocol::isVisibleText(words[2], kLongestName))
        return wrong("a shop's name has 1 to 40 characters that can be seen");
    shop.merchantId = words[1];
    shop.name = words[2];
    TAPPAY_CHECK(takeOrigins(words.subspan(3), shop));
    return shop;
}

// New ones: those before are not good any more.
Result<std::string> giveKeys(const Desk& desk, Shop& shop) {
    const ShopSecrets secrets(desk.config.lookupKey.view(), desk.random);
    const auto key = secrets.makeApiKey(), secret = secrets.makeWebhookSecret();
    shop.keyHash = ShopSecrets::hashOf(textOf(key));
    TAPPAY_TRY(sealed, secrets.seal(secret, shop.merchantId));
    shop.sealedSecret = std::move(sealed);
    return "api-key " + std::string(textOf(key)) + "\nwebhook-secret " +
           std::string(textOf(secret)) + "\n";
}

Result<std::string> registerShop(const Desk& desk) {
    TAPPAY_TRY(shop, readShop(desk.words));
    TAPPAY_TRY(known, desk.records.shops().find(shop.merchantId));
    std::string said;
    shop.created = desk.now;
    if (known) {
        shop.keyHash = known->keyHash;
        shop.sealedSecret = known->sealedSecret;
    } else {
        TAPPAY_TRY(keys, giveKeys(desk, shop));
        said = std::move(keys);
    }
    TAPPAY_CHECK(desk.records.shops().store(shop));
    return said;
}

Result<std::string> renewKeys(const Desk& desk) {
    if (desk.words.size() != 2) return wrong("shop-key MERCHANT");
    TAPPAY_TRY(shop, desk.records.shops().find(desk.words[1]));
    if (!shop) return fail(FailureCode::NotFound, "no shop " + desk.words[1]);
    TAPPAY_TRY(said, giveKeys(desk, *shop));
    TAPPAY_CHECK(desk.records.shops().store(*shop));
    return said;
}

// One line a shop, parted by tabs.
Result<std::string> listShops(const Desk& desk) {
    if (desk.words.size() != 1) return wrong("shops");
    TAPPAY_TRY(shops, desk.records.shops().all());
    std::string text;
    for (const auto& shop : shops) {
        text += shownTime(shop.created) + "\t" + shop.merchantId + "\t" + shop.name + "\t";
        for (const auto& origin : shop.origins)
            text += (&origin == shop.origins.data() ? "" : " ") + origin;
        text += "\t" + shop.webhook + "\n";
    }
    return text;
}

Result<std::string> run(const Desk& desk) {
    if (desk.words[0] == kShop) return registerShop(desk);
    if (desk.words[0] == kShopKey) return renewKeys(desk);
    return listShops(desk);
}

// Where there is an audit trail.
Result<void> note(const Desk& desk) {
    if (!desk.config.enrolment || desk.words[0] == kShops) return {};
    TAPPAY_TRY(terminals, TerminalRegister::open(desk.config.enrolment->terminals));
    return terminals.audit(
        {desk.now, desk.who,
         desk.words[0] == kShop ? audited::kShopRegistered : audited::kShopKeysMade, desk.words[1],
         ""});
}

}  // namespace

bool isShopCommand(std::string_view word) {
    return word == kShop || word == kShopKey || word == kShops;
}

Result<std::string> runShopCommand(const Config& config, Words words, const std::string& who,
                                   const Clock& clock, Random& random) {
    if (!config.orders) return fail(FailureCode::NotConfigured, "orders");
    TAPPAY_TRY(records, Records::open(config.database));
    TAPPAY_TRY(transaction, store::Transaction::begin(records.database()));
    const Desk desk{config, records, words, who, milliseconds(clock.now()), random};
    TAPPAY_TRY(said, run(desk));
    TAPPAY_CHECK(note(desk));
    TAPPAY_CHECK(transaction.commit());
    return said;
}

}  // namespace tappay::backend
