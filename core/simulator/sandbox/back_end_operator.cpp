#include "simulator/sandbox/back_end_operator.h"

#include "simulator/sandbox/short_run.h"

namespace tappay::simulator::sandbox {

namespace {

constexpr const char* kMerchantName = "Corner Shop";
constexpr const char* kShopMerchantId = "898310054110002";
constexpr const char* kShopName = "Tea House";

// The rest of the line that begins with this word.
QString lineOf(const QString& said, const QString& word) {
    for (const QString& line : said.split('\n')) {
        if (line.startsWith(word + ' ')) return line.mid(word.size() + 1).trimmed();
    }
    return {};
}

}  // namespace

Result<QString> BackEndOperator::makeCode(const Deadline& deadline) const {
    return run({"code", kTerminalId, kMerchantId, kMerchantName}, deadline);
}

Result<void> BackEndOperator::giveParameters(const Deadline& deadline) const {
    TAPPAY_CHECK(run({"parameters", m_layout.path("sim/parameters.json")}, deadline));
    return {};
}

Result<std::optional<ShopKeys>> BackEndOperator::registerShop(const QString& url,
                                                              const Deadline& deadline) const {
    TAPPAY_TRY(said, run({"shop", kShopMerchantId, kShopName, url, "--webhook", url + "/webhooks"},
                         deadline));
    if (said.isEmpty()) return std::nullopt;
    return ShopKeys{lineOf(said, "api-key"), lineOf(said, "webhook-secret")};
}

Result<QString> BackEndOperator::run(const QStringList& words, const Deadline& deadline) const {
    return runShortly("tappay-backend " + words.first(), m_program,
                      QStringList{"--config", m_layout.path("backend/config.json")} + words,
                      deadline);
}

}  // namespace tappay::simulator::sandbox
