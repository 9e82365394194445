// What a buyer waits for, in a whole sandbox with Chromium, and what the plug-in's host costs.
// node tests/bench/browser_bench.js: JSON on standard output. Not a test.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { extensionId, launch } from "../browser/support/chromium.js";
import { binary } from "../browser/support/places.js";
import { Sandbox } from "../browser/support/sandbox.js";

const ROUNDS = Number(process.argv[2] ?? 3);
const PAYMENTS = 18; // in a round: tappayd starts 20 orders a minute
const HOSTS = 50;
const MINUTE = 61_000;

const now = () => performance.timeOrigin + performance.now();
const rounded = (value) => Math.round(value * 10) / 10;
function percentiles(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share) => rounded(sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]);
  return { p50: at(0.5), p95: at(0.95), max: rounded(sorted.at(-1)), count: sorted.length };
}

// The host alone, as a browser starts it.
async function host() {
  const began = now();
  const child = spawn(binary("tappay-browser"), [`chrome-extension://${extensionId()}/`], { stdio: ["pipe", "pipe", "inherit"] });
  await once(child.stdout, "data");
  const answered = now() - began;
  const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
  child.stdin.end();
  await once(child, "exit");
  return { answered, resident: Number(status.match(/VmRSS:\s+(\d+)/)[1]) / 1024 };
}

// In the page: when the button was pressed, and when the page said "paid".
const WATCH = () => {
  const now = () => performance.timeOrigin + performance.now();
  addEventListener("click", (event) => event.isTrusted && (window.pressed = performance.timeOrigin + event.timeStamp), true);
  new MutationObserver(() => {
    if (!window.saidPaid && document.querySelector("#sign.ok")) window.saidPaid = now();
  }).observe(document, { subtree: true, childList: true, attributes: true });
};

async function pay(context, sandbox, person, number) {
  const order = await sandbox.order(`${100 + number}.60`, `B-${number}`);
  await sandbox.insert();
  const page = await context.newPage();
  await page.goto(order.page);
  await page.waitForSelector("[data-action=pay]");
  const seen = {};
  const note = (payment) => {
    if (payment.order?.id !== order.id) return;
    if (payment.stage === "consent") seen.consent ??= now();
    if (payment.state === "card_completed" || payment.state === "capturing") seen.cardDone ??= now();
  };
  person.on("payment", note);
  await page.click("[data-action=pay]");
  await page.waitForFunction(() => window.saidPaid, undefined, { polling: 50 });
  const { pressed, saidPaid } = await page.evaluate(() => ({ pressed: window.pressed, saidPaid: window.saidPaid }));
  person.off("payment", note);
  await page.close();
  return { consent: seen.consent - pressed, paid: saidPaid - seen.cardDone };
}

const hosts = [];
for (let i = 0; i < HOSTS; ++i) hosts.push(await host());

const sandbox = await Sandbox.start();
const person = await sandbox.person();
const context = await launch(sandbox.home, sandbox.environment);
await context.addInitScript(WATCH);
const payments = [];
for (let round = 0; round < ROUNDS; ++round) {
  const began = now();
  for (let i = 0; i < PAYMENTS; ++i) payments.push(await pay(context, sandbox, person, payments.length));
  if (round + 1 < ROUNDS) await new Promise((resolve) => setTimeout(resolve, began + MINUTE - now()));
}
await context.close();
person.leave();
await sandbox.stop();

console.log(JSON.stringify({
  clickToConsentMs: percentiles(payments.map(({ consent }) => consent)),
  cardDoneToPaidMs: percentiles(payments.map(({ paid }) => paid)),
  hostFirstAnswerMs: percentiles(hosts.map(({ answered }) => answered)),
  hostResidentMb: percentiles(hosts.map(({ resident }) => resident)),
}, null, 2));
