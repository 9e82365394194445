// What is missing is said precisely, each with what mends it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { READY } from "./support/application.js";
import { extensionId } from "./support/chromium.js";
import { desk } from "./support/desk.js";
import { check, outcomeOf, pay } from "./support/shop_page.js";

const stopped = async () => desk.application.stop();
const ready = (values) => async () => desk.application.answer("checkout.ready", () => ({ ...READY, ...values }));
const MISSING = [
  ["no host", "host.missing", async () => desk.home.useNoHost()],
  ["a host that is not there", "host.missing", async () => desk.home.useHost("/nonexistent/tappay-browser")],
  ["a host of others", "host.forbidden", async () => desk.home.useHostOfOthers()],
  ["an older host", "host.older", async () => desk.home.useScript('say({ version: "0.0.9", api: 0 })')],
  ["a newer host", "host.newer", async () => desk.home.useScript('say({ version: "9.0", api: 2 })')],
  ["a host that crashes", "host.crashed", async () => desk.home.useScript("process.exit(3)")],
  ["a host that crashes when it is asked", "host.crashed", async () => desk.home.useScript('say({ version: "0.1.0", api: 1 }); process.stdin.once("data", () => process.exit(3))')],
  ["a host that says no version", "host.crashed", async () => desk.home.useScript('say({ hello: "world" })')],
  ["a host that says nothing", "host.silent", async () => desk.home.useScript("process.stdin.resume()")],
  ["tappayd stopped", "app.unreachable", stopped],
  ["an application of another version than its host", "app.version_differs", ready({ checkout: 2 })],
  ["an outdated plug-in", "plugin.outdated", ready({ plugin: "outdated" })],
];

const said = new Map(); // words of each code

for (const [name, code, arrange] of MISSING) {
  test(`a payment with ${name} fails as ${code}`, async () => {
    await arrange();
    const page = await desk.visit();
    await pay(page);
    const { state, payment, failure } = await outcomeOf(page);
    assert.deepEqual([state, payment, failure.code], ["failed", null, code]);
    assert.ok(failure.happened && failure.remedy);
    said.set(code, failure);
    assert.equal(desk.application.count("checkout.start"), 0);
  });
}

test("each that a person must mend in another way has words of its own", () => {
  const codes = ["host.missing", "host.older", "host.newer", "host.crashed", "app.unreachable", "plugin.outdated"];
  for (const which of ["happened", "remedy"]) assert.equal(new Set(codes.map((code) => said.get(code)[which])).size, codes.length);
});

test("a shop learns that all is there", async () => {
  const page = await desk.visit();
  assert.deepEqual(await check(page), { ready: true, plugin: { version: "0.1.0", state: "current" }, application: { version: "0.1.0" }, problems: [] });
});

const health = async () => {
  const page = await desk.context.newPage();
  await page.goto(`chrome-extension://${extensionId()}/health/health.html`);
  await page.waitForSelector("body[data-looked]");
  return page;
};
const states = (page) => page.$$eval("#rows > li", (rows) => Object.fromEntries(rows.map((row) => [row.dataset.row, row.dataset.state])));

test("the health page names what is missing, and looks again", async () => {
  await ready({ problems: [{ code: "reader.missing", happened: "", remedy: "" }] })();
  const page = await health();
  assert.deepEqual(await states(page), { plugin: "ok", host: "ok", application: "ok", terminal: "ok", reader: "missing", bank: "ok" });
  assert.equal(await page.locator("[data-code='reader.missing'] + .remedy").textContent(), "Plug in a card reader.");
  await ready({})();
  await page.click("#again");
  await page.waitForSelector("body[data-looked='ready']");
  assert.equal(await page.locator("#summary").textContent(), "Ready to pay");
});

test("the health page shows what could not be looked at", async () => {
  await stopped();
  assert.deepEqual(await states(await health()), { plugin: "ok", host: "ok", application: "missing", terminal: "waiting", reader: "waiting", bank: "waiting" });
  desk.home.useNoHost();
  assert.deepEqual(await states(await health()), { plugin: "ok", host: "missing", application: "waiting", terminal: "waiting", reader: "waiting", bank: "waiting" });
});

test("an update is asked for, on the page and on the button", async () => {
  const [worker] = desk.context.serviceWorkers();
  await ready({ plugin: "update" })();
  const page = await health();
  assert.equal((await states(page)).plugin, "update");
  assert.equal(await worker.evaluate("chrome.action.getBadgeText({})"), "!");
  await page.click("[data-row='plugin'] button");
  await page.waitForSelector("[data-row='plugin'] button + .remedy");
  await ready({})();
  await page.click("#again");
  await page.waitForSelector("body[data-looked='ready']");
  assert.equal(await worker.evaluate("chrome.action.getBadgeText({})"), "");
});

test("an update does not keep anybody from paying", async () => {
  await ready({ plugin: "update" })();
  const page = await desk.visit();
  await Promise.all([desk.application.next("checkout.start"), pay(page)]);
});
