#include "simulator/shop/words.h"

#include <QStringList>
#include <algorithm>
#include <array>

namespace tappay::simulator::shop {

namespace {

struct Word {
    std::string_view key, english, chinese;
};

constexpr auto kWords = std::to_array<Word>({
    {"shop", "Tea House", "清心茶庄"},
    {"tagline", "Leaves, cups and little else", "好茶，好器"},
    {"cart", "Basket", "购物车"},
    {"goods", "Goods", "商品"},
    {"add", "Add to basket", "加入购物车"},
    {"empty", "Your basket is empty", "购物车是空的"},
    {"emptyHelp", "Choose something from the goods.", "请先选购商品。"},
    {"toGoods", "To the goods", "去选购"},
    {"quantity", "Quantity", "数量"},
    {"change", "Change", "更新"},
    {"total", "Total", "合计"},
    {"payPage", "Pay with Tap & Pay", "用 Tap & Pay 付款"},
    {"payHere", "Order and pay on our own page", "下单并在本店页面付款"},
    {"payHelp", "With your own card at your own computer. We never see its number.",
     "用您自己的卡在您自己的电脑上付款，本店看不到卡号。"},
    {"order", "Order", "订单"},
    {"unpaid", "Not paid yet", "未付款"},
    {"paid", "Paid", "已付款"},
    {"expired", "Expired", "已过期"},
    {"refunded", "Refunded", "已退款"},
    {"unpaidHelp", "Press the button and agree in the Tap & Pay window.",
     "请点击按钮，并在 Tap & Pay 窗口中确认。"},
    {"paidHelp", "Thank you. We are packing your tea.", "谢谢惠顾，正在为您备货。"},
    {"expiredHelp", "The time to pay is over and nothing was charged. Order again.",
     "支付时间已过，未扣款。请重新下单。"},
    {"refundedHelp", "The money is on its way back to your card.", "款项正退回您的卡。"},
    {"notAsked", "The payment system can't be reached; this is what we knew last.",
     "暂时无法连接支付系统，以下为最后已知状态。"},
    {"pay", "Tap & Pay", "Tap & Pay 付款"},
    {"hosted", "Pay on the payment page", "前往付款页面"},
    {"asking", "Agree in the Tap & Pay window", "请在 Tap & Pay 窗口中确认"},
    {"paying", "Use your card as the window says", "请按窗口提示用卡"},
    {"confirming", "One moment, we are being told", "请稍候，正在等待通知"},
    {"cancelled", "Cancelled. Nothing was charged.", "已取消，未扣款。"},
    {"unknown", "Not known yet. Do not pay again; this page shows the result.",
     "结果未知，请勿重复付款，有结果后此页面会显示。"},
    {"noLibrary", "The payment system can't be reached. Nothing was charged.",
     "无法连接支付系统，未扣款。"},
    {"card", "Card", "卡号"},
    {"noOrder", "There is no such order", "没有这个订单"},
    {"noPage", "There is no such page", "没有这个页面"},
    {"failed", "The payment system can't be reached", "无法连接支付系统"},
    {"failedHelp", "Nothing was charged and your basket is still there. Try again in a moment.",
     "未扣款，购物车内容仍保留，请稍后再试。"},
    {"toCart", "Back to the basket", "返回购物车"},
    {"refused", "This was not sent from our own page", "该请求不是从本店页面发出的"},
    {"demo", "A demo shop of the sandbox. Nothing is sent, no real money moves.",
     "沙盒演示商店：不发货，也不涉及真实资金。"},
});

double weightOf(const QString& entry) {
    const QString weight = entry.section(";q=", 1).trimmed();
    return weight.isEmpty() ? 1.0 : weight.toDouble();
}

}  // namespace

Language languageOf(std::string_view acceptLanguage) {
    auto best = Language::English;
    double heaviest = 0;
    const auto header = QString::fromUtf8(acceptLanguage.data(), qsizetype(acceptLanguage.size()));
    for (const QString& entry : header.split(',', Qt::SkipEmptyParts)) {
        const QString tag = entry.section(';', 0, 0).trimmed().section('-', 0, 0).toLower();
        if (tag != "zh" && tag != "en") continue;
        const double weight = weightOf(entry);
        if (weight <= heaviest) continue;
        heaviest = weight;
        best = tag == "zh" ? Language::Chinese : Language::English;
    }
    return best;
}

QString word(Language language, std::string_view key) {
    const auto found = std::ranges::find(kWords, key, &Word::key);
    const auto text = found == kWords.end()           ? key
                      : language == Language::Chinese ? found->chinese
                                                      : found->english;
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

}  // namespace tappay::simulator::shop
