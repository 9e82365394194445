// The words of the payment page.
const en = {
  title: "Pay {shop}", to: "Pay to {shop}", order: "Your order", reference: "Order {reference}",
  total: "Total", each: "Quantity {count}", at: "You are on {host}", shopAt: "Shop: {host}",
  left: "{time} left to pay", leftSoon: "{time} left: pay now or order again",
  loading: "Fetching your order", loadingHelp: "One moment.",
  open: "Check the order, then pay with your card", openHelp: "Your card and its PIN stay on this computer; the shop sees neither.",
  pay: "Tap & Pay", again: "Try again", back: "Back to {shop}", link: "Open Tap & Pay without the plug-in",
  asking: "Agree in the Tap & Pay window", askingHelp: "It shows the same shop and the same amount. Nothing is charged before you agree.",
  paying: "Use your card at the reader", payingHelp: "The Tap & Pay window says what to do. Leave this page open.",
  confirming: "Confirming with the shop", confirmingHelp: "Your card is done. One moment.",
  steps: ["Sent to Tap & Pay", "You agree in its window", "Your card pays", "The shop is told"],
  paid: "Paid", paidHelp: "{shop} has been told. You can close this page.",
  declined: "Not paid", cancelled: "Cancelled", cancelledHelp: "Nothing was charged. Start again when you are ready.",
  failed: "Nothing was charged", unknown: "Not known yet",
  unknownHelp: "Do not pay again. This page keeps asking and shows the result as soon as it is known.",
  elsewhere: "This order is being paid", elsewhereHelp: "In another window or on another computer. This page shows the result as soon as it is known.",
  expired: "The time to pay is over", expiredHelp: "Nothing was charged. Order again at the shop.",
  missingOrder: "There is no such order", missingOrderHelp: "The link may be incomplete. Go back to the shop and choose Tap & Pay again. Nothing was charged.",
  offline: "The payment system can't be reached", offlineHelp: "Nothing was charged. Asking again in {seconds} s.",
  offlineLate: "The connection is gone; asking again in {seconds} s.",
  broken: "This order can't be shown", brokenHelp: "Nothing was charged. Go back to the shop and order again.",
  missing: "Not ready on this computer",
  noScript: "This page could not load all of itself.", noScriptHelp: "Reload the page. A content blocker may have to let it through.",
  soon: "Less than one minute left",
};
const zh = {
  title: "付款给 {shop}", to: "付款给 {shop}", order: "您的订单", reference: "订单号 {reference}",
  total: "合计", each: "数量 {count}", at: "当前网址：{host}", shopAt: "商店网址：{host}",
  left: "剩余支付时间 {time}", leftSoon: "仅剩 {time}，请尽快付款或重新下单",
  loading: "正在读取订单", loadingHelp: "请稍候。",
  open: "请核对订单，然后用银行卡付款", openHelp: "卡片和密码只留在本机，商店无法看到。",
  pay: "Tap & Pay 付款", again: "重试", back: "返回 {shop}", link: "不用插件，直接打开 Tap & Pay",
  asking: "请在 Tap & Pay 窗口中确认", askingHelp: "窗口会显示相同的商店和金额。您同意之前不会扣款。",
  paying: "请在读卡器上用卡", payingHelp: "请按 Tap & Pay 窗口的提示操作，不要关闭此页面。",
  confirming: "正在与商店确认", confirmingHelp: "卡片已完成，请稍候。",
  steps: ["已发送到 Tap & Pay", "在窗口中同意付款", "用卡付款", "通知商店"],
  paid: "付款成功", paidHelp: "已通知 {shop}，您可以关闭此页面。",
  declined: "未付款", cancelled: "已取消", cancelledHelp: "未扣款。准备好后可重新开始。",
  failed: "未扣款", unknown: "结果未知",
  unknownHelp: "请勿重复付款。此页面会持续查询，一有结果立即显示。",
  elsewhere: "此订单正在支付", elsewhereHelp: "正在另一个窗口或另一台电脑上支付，一有结果此页面立即显示。",
  expired: "支付时间已过", expiredHelp: "未扣款。请在商店重新下单。",
  missingOrder: "没有这个订单", missingOrderHelp: "链接可能不完整。请返回商店，重新选择 Tap & Pay。未扣款。",
  offline: "无法连接支付系统", offlineHelp: "未扣款。{seconds} 秒后再次查询。",
  offlineLate: "连接已断开，{seconds} 秒后再次查询。",
  broken: "无法显示此订单", brokenHelp: "未扣款。请返回商店重新下单。",
  missing: "本机尚未就绪",
  noScript: "此页面未能完整加载。", noScriptHelp: "请刷新页面；可能需要允许内容拦截工具放行。",
  soon: "剩余时间不足一分钟",
};

// The first of the person's languages that this page speaks.
export const language = (navigator.languages || [navigator.language])
  .map((tag) => tag.toLowerCase().split("-")[0]).find((tag) => tag === "zh" || tag === "en") || "en";
const spoken = language === "zh" ? zh : en;

export function say(key, values = {}) {
  return spoken[key].replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}
export const steps = spoken.steps;

// "12.34", "CNY" -> ["¥", "12.34"] with the thousands set apart; unknown currencies keep their letters.
export function money(amount, currency) {
  const signs = { CNY: "¥", USD: "$", EUR: "€", GBP: "£", HKD: "HK$", JPY: "JP¥" };
  const [units, rest] = amount.split(".");
  const grouped = units.replace(/\B(?=(\d{3})+$)/g, ",");
  return [signs[currency] || currency + " ", rest === undefined ? grouped : grouped + "." + rest];
}
