// The words of the management page.
const en = {
  title: "Tap & Pay: a request of the payment system", to: "For terminal {terminal}, until {until}",
  sign_on: "Sign this computer on anew", sign_onHelp: "The payment system asks for it. Keys and parameters are fetched where there are newer ones; nothing is charged.",
  renew_keys: "Fetch new keys for this computer", renew_keysHelp: "The payment system asks for it. Payments wait a moment; nothing is charged.",
  go: "Do it now", again: "Try again",
  busy: "The application is at it", busyHelp: "This takes a few seconds.",
  done: "Done", doneHelp: "The application has carried it out. You can close this page.",
  running: "Begun, and not over yet", runningHelp: "The application goes on by itself. Its Security page shows how far it is.",
  unknown: "Not known yet", unknownHelp: "The application did not answer. Its Security page shows whether it was done; asking again does no harm.",
  failed: "Not done", over: "This request is over", overHelp: "Ask whoever sent it for a new one.",
  refusedHelp: "It is not for this computer, is over, or was carried out before. Ask whoever sent it for a new one.",
  broken: "There is no request in this address", brokenHelp: "The link may be incomplete. Open the whole of it.",
};
const zh = {
  title: "Tap & Pay：支付系统的请求", to: "终端 {terminal}，有效期至 {until}",
  sign_on: "让本机重新签到", sign_onHelp: "由支付系统发起。如有更新的密钥和参数会一并下载；不会扣款。",
  renew_keys: "为本机下载新密钥", renew_keysHelp: "由支付系统发起。收付款会暂停片刻；不会扣款。",
  go: "立即执行", again: "重试",
  busy: "应用正在执行", busyHelp: "需要几秒钟。",
  done: "已完成", doneHelp: "应用已执行完毕，您可以关闭此页面。",
  running: "已开始，尚未完成", runningHelp: "应用会继续执行，进度见其安全页面。",
  unknown: "结果未知", unknownHelp: "应用没有响应。是否完成请看其安全页面；重新发起没有影响。",
  failed: "未执行", over: "此请求已过期", overHelp: "请向发送者索取新的请求。",
  refusedHelp: "此请求不属于本机、已过期或已执行过。请向发送者索取新的请求。",
  broken: "此网址中没有请求", brokenHelp: "链接可能不完整，请打开完整的链接。",
};

export function wordsOf(language) {
  const spoken = language === "zh" ? zh : en;
  return (key, values = {}) => spoken[key].replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}
