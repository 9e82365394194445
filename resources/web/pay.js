// The payment page of one order. What it shows is read from the signed order; what became of it,
// the payment system says (GET /v1/pages/ID) and nobody else: "paid" from the plug-in alone is
// shown as "confirming".
import { begin, draw, drawLeft, drawOrder } from "/pay-view.js";
import { sentences } from "/pay-failures.js";
import { language, say } from "/pay-words.js";

const id = location.pathname.split("/").pop();
const ended = ["paid", "expired"];
let page = null;    // {state, signed, shop, returnUrl}
let order = null;   // what is signed
let attempt = null; // of this page: {state} while it runs, {state, payment, failure, done} afterwards
let trouble = null; // what keeps the order from being shown
let notReady = null; // the failure that keeps this computer from paying
let seconds = 0;    // until the payment system is asked again; 0 while it answers

function readSigned(signed) {
  const payload = signed.split(".")[1].replace(/-/g, "+").replace(/_/g, "/");
  const octets = Uint8Array.from(atob(payload), (character) => character.charCodeAt(0));
  return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(octets));
}

// Back to the shop: an address of the shop's own and no other.
function backAction(first) {
  if (!order || !page.returnUrl) return [];
  const url = new URL(page.returnUrl);
  if (!order.origins.includes(url.origin)) return [];
  return [{ name: "back", text: say("back", { shop: order.shop }), href: url.href, first }];
}

const linkAction = () => ({ name: "link", text: say("link"), href: "tappay:pay/" + id });
const payAction = (key) => ({ name: key, text: say(key), first: true, press: pay });

function result(sign, title, help, actions) {
  return { lights: sign === "ok" ? 4 : 0, sign, say: title, help, actions };
}

function failed(title, sign) {
  const [happened, remedy] = sentences(attempt.failure || { code: "cancelled" }, language);
  return result(sign, title, happened + " " + remedy, [payAction("again"), ...backAction(false)]);
}

function afterAttempt() {
  const back = backAction(false);
  switch (attempt.state) {
    case "paid":
      return { lights: 3, say: say("confirming"), help: say("confirmingHelp"), step: 3 };
    case "unknown":
      return result("maybe", say("unknown"), say("unknownHelp"), back);
    case "cancelled":
      return result("note", say("cancelled"), say("cancelledHelp"), [payAction("again"), ...back]);
    case "declined":
      return failed(say("declined"), "no");
    default:
      return failed(say("failed"), "no");
  }
}

function running() {
  if (attempt.state === "paying")
    return { lights: 3, say: say("paying"), help: say("payingHelp"), step: 2 };
  return { lights: 2, say: say("asking"), help: say("askingHelp"), step: 1 };
}

// Not for an order that can't be paid either way.
const linkHelps = (code) => !code.startsWith("order.");

function whatIsMissing() {
  const [happened, remedy] = sentences(notReady, language);
  const actions = [payAction("again"), ...backAction(false)];
  if (linkHelps(notReady.code)) actions.splice(1, 0, linkAction());
  return { lights: 0, sign: "note", say: happened, help: remedy, actions };
}

function screen() {
  const shop = order ? order.shop : "";
  if (trouble) return result("no", say(trouble), say(trouble + "Help"), backAction(true));
  if (!page && seconds) return result("maybe", say("offline"), say("offlineHelp", { seconds }), []);
  if (!page) return { lights: 0, say: say("loading"), help: say("loadingHelp") };
  if (page.state === "paid") return result("ok", say("paid"), say("paidHelp", { shop }), backAction(true));
  if (page.state === "expired" && !(attempt && !attempt.done))
    return result("no", say("expired"), say("expiredHelp"), backAction(true));
  if (attempt) return attempt.done ? afterAttempt() : running();
  if (page.state === "paying")
    return { lights: 2, say: say("elsewhere"), help: say("elsewhereHelp"), actions: backAction(false) };
  if (notReady) return whatIsMissing();
  return { lights: 1, say: say("open"), help: say("openHelp"), actions: [payAction("pay")] };
}

function show() {
  const now = screen();
  if (page && seconds) now.help = say("offlineLate", { seconds });
  draw(now);
  const waits = page && order && page.state === "open" && !(attempt && !attempt.done);
  drawLeft(waits ? new Date(order.expires) - Date.now() : null);
}

const noLibrary = () => ({ code: "page.incomplete", happened: say("noScript"), remedy: say("noScriptHelp") });

// In the click itself: the browser lets a payment begin only there.
function pay() {
  notReady = null;
  if (!window.TapPay) {
    notReady = noLibrary();
    return show();
  }
  const mine = attempt = { state: "waiting" };
  const changed = (now) => {
    if (mine.done) return;
    mine.state = now.state;
    show();
  };
  window.TapPay.pay({ order: page.signed, onChange: changed }).then((outcome) => {
    Object.assign(mine, outcome, { done: true });
    if (outcome.state === "failed" && !outcome.payment) {
      attempt = null;
      notReady = outcome.failure;
    }
    show();
  });
  show();
}

// What is missing is said before anybody presses anything, and taken back once it is there.
async function look() {
  if (attempt || trouble) return;
  const health = window.TapPay ? await window.TapPay.check() : { problems: [noLibrary()] };
  if (attempt) return;
  notReady = health.ready ? null : health.problems[0] || null;
  show();
}

const rest = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function ask() {
  const query = page ? "?wait=25&state=" + page.state : "";
  const answer = await fetch("/v1/pages/" + id + query,
    { cache: "no-store", credentials: "omit", signal: AbortSignal.timeout(40000) });
  if (answer.status === 404 || answer.status === 400) return "missingOrder";
  if (!answer.ok) throw new Error("status " + answer.status);
  const told = await answer.json();
  try {
    if (!order) drawOrder(order = readSigned(told.signed));
  } catch {
    order = null;
    return "broken";
  }
  page = told;
  return null;
}

async function pauseFor(length) {
  for (seconds = length; seconds > 0; seconds--) {
    show();
    await rest(1000);
  }
}

async function follow() {
  for (let pause = 1; !trouble && !(page && ended.includes(page.state));) {
    const before = page && page.state, begun = Date.now();
    try {
      trouble = await ask();
      pause = 1;
    } catch {
      await pauseFor(pause);
      pause = Math.min(pause * 2, 16);
      continue;
    }
    show();
    // A server that answers at once instead of waiting isn't asked all the time.
    if (page && page.state === before && Date.now() - begun < 1000) await rest(1000);
  }
}

begin();
show();
setInterval(show, 1000);
addEventListener("focus", () => {
  if (notReady) look();
});
addEventListener("load", look);
follow();
