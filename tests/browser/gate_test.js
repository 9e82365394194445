// Who may ask for a payment, and how much: everything else is refused before the application hears of it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { refusal } from "./support/application.js";
import { desk } from "./support/desk.js";
import { check, outcomeOf, pay } from "./support/shop_page.js";

// Says something to the plug-in without the library; gives what comes back at the end, or nothing
// when an honest page's question, asked afterwards, has been answered meanwhile.
const ASK = `(frame, message) => new Promise((resolve) => {
  addEventListener("message", ({ data }) => { if (data.to === "page" && data.event === "ended" && data.id === message.id) resolve(data.result); });
  frame.postMessage({ tapPay: 1, to: "plugin", ...message }, "*");
})`;

async function neverStarted() {
  const honest = await desk.visit();
  assert.equal((await check(honest)).ready, true);
  assert.equal(desk.application.count("checkout.start"), 0);
}

test("a site that nobody allowed has no plug-in", async () => {
  const page = await desk.visit("/", "shop.test");
  await pay(page);
  assert.equal((await outcomeOf(page)).failure.code, "plugin.missing");
  assert.equal(desk.application.asked.length, 0);
});

test("an address the order does not name is refused by the application", async () => {
  desk.application.answer("checkout.start", ({ params }) => (params.origin === "https://tea.example" ? undefined : refusal("order.origin_wrong")));
  const page = await desk.visit();
  await pay(page);
  const outcome = await outcomeOf(page);
  assert.deepEqual([outcome.state, outcome.failure.code], ["failed", "order.origin_wrong"]);
});

test("a page can't say where it comes from", async () => {
  const page = await desk.visit();
  const result = await page.evaluate(`(${ASK})(window, { id: "1", command: "pay", order: "a.b.c", origin: "https://tea.example" })`);
  assert.equal(result.failure.code, "message.malformed");
  await neverStarted();
});

test("a page inside another one can't pay", async () => {
  const page = await desk.visit("/framing");
  const frame = page.frames()[1];
  await frame.click("#pay");
  const outcome = JSON.parse(await frame.locator("#outcome").textContent());
  assert.equal(outcome.failure.code, "page.framed");
});

test("a frame that speaks to the plug-in in its parent's stead is not heard", async () => {
  const page = await desk.visit("/framing");
  const frame = page.frames()[1];
  await frame.evaluate(`void (${ASK})(parent, { id: "1", command: "pay", order: "a.b.c" })`);
  await frame.evaluate(`void (${ASK})(window, { id: "2", command: "pay", order: "a.b.c" })`);
  await neverStarted();
});

test("a page of the origin null is not heard", async () => {
  const page = await desk.visit("/sandboxed");
  assert.equal(await page.evaluate("origin"), "null");
  await pay(page);
  assert.equal((await outcomeOf(page)).failure.code, "page.not_allowed");
  await page.evaluate(`void (${ASK})(window, { id: "1", command: "pay", order: "a.b.c" })`);
  await neverStarted();
});

test("without a click nothing is paid", async () => {
  const page = await desk.visit("/#by-itself");
  assert.equal((await outcomeOf(page)).failure.code, "gesture.missing");
  await neverStarted();
});

test("a message of 10 MiB is refused", async () => {
  const page = await desk.visit();
  const result = await page.evaluate(`(${ASK})(window, { id: "1", command: "pay", order: "a".repeat(10 << 20) })`);
  assert.equal(result.failure.code, "message.too_large");
  await neverStarted();
});

for (const [name, message] of [
  ["an unknown command", { id: "1", command: "open" }],
  ["an answer nobody asked for", { id: "1", command: "answer", number: 1, status: 200, body: "" }],
  ["a second argument", { id: "1", command: "check", deep: true }],
  ["an order that is no text", { id: "1", command: "pay", order: { toString: 1 } }],
]) {
  test(`a malformed message is refused: ${name}`, async () => {
    const page = await desk.visit();
    const result = await page.evaluate(`(${ASK})(window, ${JSON.stringify(message)})`);
    assert.equal(result.failure.code, "message.malformed");
    await neverStarted();
  });
}

test("an order that was never signed goes no further", async () => {
  const page = await desk.visit();
  await page.evaluate("order = 'not signed'");
  await pay(page);
  assert.equal((await outcomeOf(page)).failure.code, "order.invalid");
  assert.equal(desk.application.asked.length, 0);
});

test("a thousand requests of one page become a few", async () => {
  const page = await desk.visit();
  const codes = await page.evaluate(`Promise.all(Array.from({ length: 1000 }, (_, i) => (${ASK})(window, { id: "r" + i, command: "pay", order: "a.b" })))
    .then((results) => results.map((result) => result.failure.code))`);
  assert.ok(codes.filter((code) => code === "plugin.busy").length >= 940);
  assert.deepEqual([...new Set(codes)].sort(), ["order.invalid", "plugin.busy"]);
  assert.equal(desk.application.asked.length, 0);
  await page.close();
});

test("a tab has two payments at once and no third", async () => {
  const page = await desk.visit();
  for (const _ of [1, 2]) await Promise.all([desk.application.next("checkout.start"), pay(page)]);
  await pay(page);
  assert.equal((await outcomeOf(page)).failure.code, "plugin.busy");
});
