// What went wrong and what helps, for a person who pays: docs/failures.md, in both languages.
// code: [what happened, what to do, 发生了什么, 如何处理]
const again = "Nothing was charged. Try again, or use another card.";
const againZh = "未扣款。请重试，或换一张卡。";
const another = "Nothing was charged. Use another card.";
const anotherZh = "未扣款。请换一张卡。";
const wait = "Do not pay again. The result is being asked for by itself.";
const waitZh = "请勿重复付款，系统正在自动查询结果。";
const support = "Open the Tap & Pay window; its Security page says what to do.";
const supportZh = "请打开 Tap & Pay 窗口，“安全”页面会说明如何处理。";

const table = {
  "card.removed": ["The card left the reader before it was done.", "Nothing was charged. Try again, and leave the card until asked.", "卡片在完成之前离开了读卡器。", "未扣款。请重试，等待提示后再取出卡片。"],
  "card.changed": ["A different card is in the reader now.", "Nothing was charged. Try again with one card only.", "读卡器中换了另一张卡。", "未扣款。请只用一张卡重试。"],
  "card.unresponsive": ["The card does not answer.", again, "卡片没有应答。", againZh],
  "card.malformed": ["The card gave data that break its own rules.", another, "卡片数据不合规范。", anotherZh],
  "card.blocked": ["The card says it is blocked.", "Nothing was charged. Use another card; your bank can tell you about this one.", "卡片已锁定。", "未扣款。请换一张卡；可向发卡行查询此卡。"],
  "card.not_accepted": ["This kind of card is not accepted here.", another, "不受理此类卡片。", anotherZh],
  "card.declined": ["The card declined the payment.", another, "卡片拒绝了这笔付款。", anotherZh],
  "card.timeout": ["No card was presented in time.", "Nothing was charged. Try again when the card is at hand.", "没有在规定时间内出示卡片。", "未扣款。备好卡片后请重试。"],
  "card.in_doubt": ["The card left while it was paying; only the card can tell whether it did.", "Follow the Tap & Pay window before you pay again.", "卡片在付款途中离开，是否扣款只有卡片知道。", "再次付款前请先按 Tap & Pay 窗口的提示操作。"],
  "reader.missing": ["No card reader is connected.", "Plug in a card reader; it is found by itself.", "没有连接读卡器。", "请插上读卡器，系统会自动识别。"],
  "reader.busy": ["Another program is using the card.", "Close the other program, then try again.", "卡片正被其他程序使用。", "请关闭该程序后重试。"],
  "reader.service_down": ["The smart-card service of this computer is not running.", "Start the service (pcscd); it will be picked up by itself.", "本机的智能卡服务未运行。", "请启动该服务（pcscd），系统会自动恢复。"],
  "cancelled": ["The payment was cancelled.", "Nothing was charged. Start again when you are ready.", "付款已取消。", "未扣款。准备好后可重新开始。"],
  "pin.timeout": ["The PIN was not entered in time.", "Nothing was charged. Try again.", "没有在规定时间内输入密码。", "未扣款。请重试。"],
  "pin.required": ["This payment needs the PIN.", "Nothing was charged. Try again and enter the PIN.", "这笔付款需要密码。", "未扣款。请重试并输入密码。"],
  "pin.blocked": ["The PIN of this card is blocked.", "Nothing was charged. Use another card; your bank can unblock the PIN.", "此卡的密码已锁定。", "未扣款。请换一张卡；可联系发卡行解锁密码。"],
  "bank.declined": ["Your bank declined the payment.", "Nothing was charged. Use another card, or ask your bank.", "银行拒绝了这笔付款。", "未扣款。请换一张卡或咨询发卡行。"],
  "bank.unreachable": ["The bank could not be reached; nothing was sent.", "Nothing was charged. Check the network connection, then try again.", "无法连接银行，没有发送任何请求。", "未扣款。请检查网络连接后重试。"],
  "bank.timeout": ["The bank did not answer; the result is not known yet.", wait, "银行没有应答，结果未知。", waitZh],
  "bank.answer_invalid": ["The bank's answer did not match the request.", wait, "银行应答与请求不符。", waitZh],
  "bank.refused": ["The payment service refused the request.", "Nothing was charged. Try again later.", "支付服务拒绝了请求。", "未扣款。请稍后重试。"],
  "clock.wrong": ["The clock of this computer is wrong.", "Set the date and the time, then try again.", "本机时钟不正确。", "请校正日期和时间，然后重试。"],
  "busy": ["Tap & Pay is busy with another payment.", "Finish or cancel that one first.", "Tap & Pay 正在处理另一笔付款。", "请先完成或取消那一笔。"],
  "terminal.not_enrolled": ["Tap & Pay is not set up on this computer yet.", "Open the Tap & Pay window and follow its first steps.", "本机的 Tap & Pay 尚未设置。", "请打开 Tap & Pay 窗口，按首次使用步骤操作。"],
  "terminal.not_signed_on": ["Tap & Pay is not signed on to the network.", "It signs on by itself; try again in a moment.", "Tap & Pay 尚未签到。", "它会自动签到，请稍后再试。"],
  "order.invalid": ["This order is not what the shop's payment system has signed.", "Nothing was charged. Go back to the shop and start again.", "此订单与商店支付系统签署的内容不符。", "未扣款。请返回商店重新开始。"],
  "order.expired": ["The time to pay this order is over.", "Nothing was charged. Order again at the shop.", "此订单的支付时间已过。", "未扣款。请在商店重新下单。"],
  "order.origin_wrong": ["This web page does not belong to the shop.", "Nothing was charged. Open the shop's own page, and pay from there.", "此网页不属于该商店。", "未扣款。请打开商店自己的网页，从那里付款。"],
  "order.in_progress": ["This order is being paid in another window or on another computer.", "Finish it there, or wait until it has ended there.", "此订单正在另一个窗口或另一台电脑上支付。", "请在那里完成支付，或等待其结束。"],
  "order.paid": ["This order is paid already.", "Nothing more was charged.", "此订单已支付。", "没有再次扣款。"],
  "limit.exceeded": ["This is more than the limit you have set for your card.", "Nothing was charged. Raise the limit under My account, then pay again.", "金额超过您为该卡设定的限额。", "未扣款。请在“我的账户”中提高限额后再付款。"],
  "confirmation.needed": ["Without the card this can only be paid with a confirmation on a paired device.", "Use the card itself.", "不出示卡片时，须在已配对的设备上确认后才能支付。", "请使用银行卡本身。"],
};
for (const code of ["key.unavailable", "chip.unavailable", "journal.unavailable", "storage.full",
  "terminal.unknown", "terminal.expired", "terminal.revoked", "terminal.suspended", "terminal.cloned"])
  table[code] = ["Tap & Pay on this computer can't take payments at the moment.", support,
    "本机的 Tap & Pay 目前无法付款。", supportZh];

// The two sentences for a failure {code, happened, remedy} in the language of the page; a code
// that this page has never heard of is told in the words that came with it.
export function sentences(failure, language) {
  const known = table[failure.code];
  if (known) return language === "zh" ? known.slice(2) : known.slice(0, 2);
  return [failure.happened || failure.code, failure.remedy || ""];
}
