/*! Tap & Pay for web shops: lets a cardholder pay an order with the own card at the own computer.
 *  docs/web-shop.md says how a shop uses it, tappay.d.ts what it takes and gives.
 *  What this page gets it can show and can't forge: ask your own server what was paid. */
(function () {
  "use strict";

  const TAKEN = 1000; // ms in which a plug-in that is there takes a question
  const CHECKED = 15000; // ms in which it has looked around
  const CARRIED = 25000; // ms that the payment system has to answer
  const LARGEST = 48 * 1024; // octets of an answer that is carried
  const ORDER_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

  const chinese = /^zh\b/i.test(document.documentElement.lang || navigator.language);
  const words = {
    "plugin.missing": [
      ["The Tap & Pay browser plug-in is not there, or not allowed on this page.", "Install it, or allow this site with its button in the toolbar; then look again."],
      ["没有 Tap & Pay 浏览器插件，或插件未获准在本页面使用。", "请安装插件，或点击工具栏上的插件按钮允许本网站，然后重试。"],
    ],
    "plugin.silent": [
      ["The Tap & Pay browser plug-in does not answer.", "Reload this page and try again."],
      ["Tap & Pay 浏览器插件没有响应。", "请刷新本页面后重试。"],
    ],
    "page.insecure": [
      ["This page is not protected, so nothing can be paid on it.", "Open it with an address that begins with https."],
      ["本页面没有安全保护，不能在此付款。", "请用以 https 开头的网址打开。"],
    ],
    "page.framed": [
      ["This page is shown inside another one, so nothing can be paid on it.", "Open the shop's payment page in a tab of its own."],
      ["本页面嵌在另一个页面中，不能在此付款。", "请在单独的标签页中打开商店的付款页面。"],
    ],
    "page.not_allowed": [
      ["This page has no address of its own, so nothing can be paid on it.", "Tell the shop."],
      ["本页面没有自己的网址，不能在此付款。", "请告知商店。"],
    ],
    "message.malformed": [
      ["This is not an order that can be paid.", "Ask the shop for a new one."],
      ["这不是可以付款的订单。", "请向商店索取新的订单。"],
    ],
  };
  function failure(code) {
    const [happened, remedy] = words[code][chinese ? 1 : 0];
    return { code, happened, remedy };
  }

  // What keeps any payment from being made on this page.
  function pageProblem() {
    if (!window.isSecureContext || location.protocol !== "https:") return "page.insecure";
    if (self.origin === "null") return "page.not_allowed";
    return window.top === window ? null : "page.framed";
  }

  // Listeners of the conversations with the plug-in that are open, by id.
  const open = new Map();
  window.addEventListener("message", (event) => {
    const message = event.data;
    if (event.source !== window || event.origin !== self.origin) return;
    if (message && message.tapPay === 1 && message.to === "page" && open.has(message.id)) open.get(message.id)(message);
  });

  function say(id, command, values) {
    window.postMessage({ tapPay: 1, to: "plugin", id, command, ...values }, self.origin);
  }

  // Begins a conversation. `hear` gets every event of it but the last, which is what it gives; a
  // failure's code when the plug-in does not take it, or is not done in `limit` ms.
  function converse(command, values, hear, limit) {
    const id = crypto.randomUUID();
    const done = new Promise((resolve, reject) => {
      let timer = setTimeout(() => end(reject, "plugin.missing"), TAKEN);
      function end(how, value) {
        clearTimeout(timer);
        open.delete(id);
        how(value);
      }
      open.set(id, (message) => {
        if (message.event === "ended") end(resolve, message);
        else if (message.event !== "taken") hear(message);
        else {
          clearTimeout(timer);
          if (limit) timer = setTimeout(() => end(reject, "plugin.silent"), limit);
        }
      });
      say(id, command, values);
    });
    return { id, done };
  }

  // To the payment system and back: sealed on both ways, so this page can read or change nothing.
  async function carry({ url, body }) {
    const nothing = { status: 0, body: "" };
    if (new URL(url).protocol !== "https:") return nothing;
    try {
      const response = await fetch(url, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body,
        mode: "cors",
        credentials: "omit",
        cache: "no-store",
        redirect: "error",
        referrerPolicy: "no-referrer",
        signal: AbortSignal.timeout(CARRIED),
      });
      const text = await response.text();
      return new Blob([text]).size <= LARGEST ? { status: response.status, body: text } : nothing;
    } catch {
      return nothing;
    }
  }

  const failed = (code) => ({ state: "failed", payment: null, failure: failure(code) });

  async function check() {
    const problem = pageProblem();
    const none = (code) => ({ ready: false, plugin: null, application: null, problems: [failure(code)] });
    if (problem) return none(problem);
    try {
      const { health, result } = await converse("check", {}, () => {}, CHECKED).done;
      if (!health) return { ready: false, plugin: { version: null, state: null }, application: null, problems: [result.failure] };
      const problems = health.failure ? [health.failure] : health.problems;
      const usable = health.plugin.state === "current" || health.plugin.state === "update";
      return { ready: usable && problems.length === 0, plugin: health.plugin, application: health.application, problems };
    } catch (code) {
      return none(code);
    }
  }

  async function pay({ order, onChange = () => {}, signal } = {}) {
    const problem = pageProblem() || (typeof order === "string" && order ? null : "message.malformed");
    if (problem) return failed(problem);
    const hear = async (message) => {
      if (message.event === "changed") onChange({ state: message.state, payment: message.payment });
      if (message.event === "carry") say(conversation.id, "answer", { number: message.number, ...(await carry(message)) });
    };
    const conversation = converse("pay", { order }, hear);
    const cancel = () => say(conversation.id, "cancel");
    if (signal && signal.aborted) cancel();
    if (signal) signal.addEventListener("abort", cancel);
    try {
      return (await conversation.done).result;
    } catch (code) {
      return failed(code);
    } finally {
      if (signal) signal.removeEventListener("abort", cancel);
    }
  }

  // A signed request of the payment system to this computer; docs/browser.md, "Management".
  async function manage(request) {
    const problem = pageProblem() || (typeof request === "string" && request ? null : "message.malformed");
    const refused = (code) => ({ state: "failed", failure: failure(code) });
    if (problem) return refused(problem);
    try {
      const { state, failure } = (await converse("manage", { request }, () => {}, CHECKED).done).result;
      return { state, failure };
    } catch (code) {
      return code === "plugin.silent" ? { ...refused(code), state: "unknown" } : refused(code);
    }
  }

  // The way without a plug-in: the application fetches the order by itself.
  function openLink(orderId) {
    if (!ORDER_ID.test(orderId)) throw new TypeError("not the id of an order");
    window.location.href = "tappay:pay/" + orderId;
  }

  window.TapPay = Object.freeze({ check, pay, manage, openLink });
})();
