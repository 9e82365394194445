// The whole line, nothing played: a payment page in Chromium, the plug-in and its host, tappayd with
// its journal and a virtual card, the payment system, network and issuer. After each test shop,
// terminal and issuer must agree.
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { certify } from "./support/certificates.js";
import { launch } from "./support/chromium.js";
import { Home } from "./support/home.js";
import { Sandbox } from "./support/sandbox.js";
import { Shop } from "./support/shop.js";

let sandbox, person, context, foreign, foreignHome;
let number = 0;

before(async () => {
  sandbox = await Sandbox.start();
  foreignHome = new Home();
  const certificates = certify(foreignHome, ["localhost"]);
  Home.trust(sandbox.home.directory, certificates.authority);
  foreign = new Shop();
  await foreign.start(certificates);
  person = await sandbox.person();
  context = await launch(sandbox.home, sandbox.environment);
});
after(async () => {
  await context?.close();
  foreign?.stop();
  foreignHome?.remove();
  person?.leave();
  await sandbox?.stop();
});
beforeEach(async () => {
  await Promise.all(context.pages().slice(1).map((page) => page.close()));
  await context.unrouteAll({ behavior: "ignoreErrors" });
  await sandbox.cards({ cmd: "fault", spec: "none" });
  await sandbox.insert();
  person.agrees = true;
});

const CHANNEL = "**/v1/channel";
// An order with an amount of its own, and its payment page.
async function ordered(amount = `${10 + number}.60`) {
  const order = await sandbox.order(amount, `W-${++number}`);
  const page = await context.newPage();
  await page.goto(order.page);
  await page.waitForSelector("[data-action]");
  return { order, page };
}
const press = (page) => page.click("[data-action=pay], [data-action=again]");
const shows = (page, sign) => page.locator(`#sign.${sign}`).waitFor();

async function isPaid({ order }) {
  await person.untilState(order.id, "approved");
  assert.equal(await sandbox.stateOf(order), "paid");
  assert.equal(sandbox.booked(order.amount), 1);
}
async function isUnpaid({ order }) {
  assert.equal(await sandbox.stateOf(order), "open");
  assert.equal(sandbox.booked(order.amount), 0);
}

test("an order is paid through its page, with the page's address", async () => {
  const visit = await ordered();
  const carried = [];
  visit.page.on("response", (answer) => answer.url().endsWith("/v1/channel") && carried.push(answer.status()));
  await press(visit.page);
  await shows(visit.page, "ok");
  await isPaid(visit);
  assert.deepEqual(carried, [200, 200], "the authorisation and the capture");
  const { order } = await person.untilState(visit.order.id, "approved");
  assert.equal(order.origin, new URL(visit.order.page).origin);
});

test("a large order is paid with the PIN", async () => {
  const visit = await ordered("1228.60");
  await press(visit.page);
  await shows(visit.page, "ok");
  await isPaid(visit);
});

test("what the bank refuses is not paid, and may be tried again", async () => {
  const visit = await ordered("11.51");
  await press(visit.page);
  await shows(visit.page, "no");
  await person.untilState(visit.order.id, "declined");
  await isUnpaid(visit);
});

test("a refusal at the window leaves the order open", async () => {
  person.agrees = false;
  const visit = await ordered();
  await press(visit.page);
  const payment = await person.until(visit.order.id, ({ stage }) => stage === "consent");
  await person.call("sale.cancel", { id: payment.id });
  await shows(visit.page, "note");
  await isUnpaid(visit);
});

test("a card that is removed ends it, and the order can be paid with another try", async () => {
  const visit = await ordered();
  await sandbox.cards({ cmd: "fault", spec: "tear@4" });
  await press(visit.page);
  await shows(visit.page, "no");
  await person.untilState(visit.order.id, "failed");
  await isUnpaid(visit);
  await sandbox.cards({ cmd: "fault", spec: "none" });
  await sandbox.insert();
  await press(visit.page);
  await shows(visit.page, "ok");
  await isPaid(visit);
});

test("a tab that is closed before anything was sent cancels it", async () => {
  person.agrees = false;
  const visit = await ordered();
  await press(visit.page);
  await person.until(visit.order.id, ({ stage }) => stage === "consent");
  await visit.page.close();
  await person.untilState(visit.order.id, "cancelled");
  await isUnpaid(visit);
});

test("a tab that is closed after it was sent: the payment goes on by itself", async () => {
  const visit = await ordered();
  const asked = new Promise((resolve) => context.route(CHANNEL, resolve)); // held for ever
  await press(visit.page);
  await asked;
  await visit.page.close();
  await isPaid(visit);
});

test("two tabs for one order: one pays, the other is told", async () => {
  person.agrees = false;
  const visit = await ordered();
  await press(visit.page);
  const payment = await person.until(visit.order.id, ({ stage }) => stage === "consent");
  const second = await context.newPage();
  await second.goto(visit.order.page);
  await press(second);
  await shows(second, "note");
  await person.accept(payment);
  await shows(visit.page, "ok");
  await shows(second, "ok");
  await isPaid(visit);
  assert.equal([...person.payments.values()].filter(({ order }) => order?.id === visit.order.id).length, 1);
});

// In the middle, because an application starts no more than 20 orders a minute.
test("tappayd that is stopped is said, and paying goes on once it is there again", async () => {
  const visit = await ordered();
  await sandbox.kill("tappayd");
  await press(visit.page);
  await shows(visit.page, "note");
  await isUnpaid(visit);
  await sandbox.startAgain("tappayd", "tappayd/config.json");
  person = await sandbox.person();
  await press(visit.page);
  await shows(visit.page, "ok");
  await isPaid(visit);
});

// The payment page with a signed order that somebody changed on its way.
async function altered(change) {
  await context.route("**/v1/pages/*", async (route) => {
    const told = JSON.parse((await sandbox.forward(route)).text);
    await route.fulfill({ json: { ...told, signed: change(told.signed) } });
  });
  return ordered();
}
const changedPayload = (change) => (signed) => {
  const [header, payload, signature] = signed.split(".");
  const order = JSON.parse(Buffer.from(payload, "base64url"));
  change(order);
  return [header, Buffer.from(JSON.stringify(order)).toString("base64url"), signature].join(".");
};
for (const [name, change] of [
  ["another amount", changedPayload((order) => Object.assign(order, { amount: "0.01", items: [{ ...order.items[0], amount: "0.01" }] }))],
  ["another shop", changedPayload((order) => (order.merchantId = "898310054119999"))],
  ["another address", changedPayload((order) => order.origins.push("https://evil.example"))],
]) {
  test(`an order with ${name} than was signed is not shown to anybody`, async () => {
    const visit = await altered(change);
    await press(visit.page);
    await shows(visit.page, "note");
    await isUnpaid(visit);
    assert.equal([...person.payments.values()].some(({ order }) => order?.id === visit.order.id), false);
  });
}

test("an order can't be paid from a page that it does not name", async () => {
  const visit = await ordered();
  const page = await context.newPage();
  await page.goto(foreign.origin());
  await page.evaluate((signed) => (window.order = signed), visit.order.signed);
  await page.click("#pay");
  const outcome = JSON.parse(await page.locator("#outcome").textContent());
  assert.deepEqual([outcome.state, outcome.failure.code], ["failed", "order.origin_wrong"]);
  await isUnpaid(visit);
});

test("an order that is paid is not paid again", async () => {
  const visit = await ordered();
  await press(visit.page);
  await shows(visit.page, "ok");
  const page = await context.newPage();
  await context.route("**/v1/pages/*", async (route) => {
    const told = JSON.parse((await sandbox.forward(route)).text);
    await route.fulfill({ json: { ...told, state: "open" } });
  });
  await page.goto(visit.order.page);
  await press(page);
  await page.locator("h1", { hasText: /paid/i }).waitFor();
  await isPaid(visit);
});

test("a network that is cut before the question: the terminal asks by itself", async () => {
  const visit = await ordered();
  await context.route(CHANNEL, (route) => route.abort("connectionreset"));
  await press(visit.page);
  await shows(visit.page, "ok");
  await isPaid(visit);
});

test("a network that is cut after the question: it is answered once", async () => {
  const visit = await ordered();
  await context.route(CHANNEL, async (route) => {
    await sandbox.forward(route);
    await route.abort("connectionreset");
  });
  await press(visit.page);
  await shows(visit.page, "ok");
  await isPaid(visit);
});

test("a network that is cut after the shop was told changes nothing", async () => {
  const visit = await ordered();
  let questions = 0;
  await context.route(CHANNEL, async (route) => {
    if (++questions < 2) return route.continue();
    await sandbox.forward(route);
    await route.abort("connectionreset");
  });
  await press(visit.page);
  await shows(visit.page, "ok");
  await isPaid(visit);
  assert.equal(questions, 2);
});

test("a page that asks everything three times pays once", async () => {
  const visit = await ordered();
  await context.route(CHANNEL, async (route) => {
    await Promise.all([sandbox.forward(route), sandbox.forward(route)]);
    await route.continue();
  });
  await press(visit.page);
  await shows(visit.page, "ok");
  await isPaid(visit);
});

test("a page that changes what it carries changes nothing", async () => {
  const visit = await ordered();
  await context.route(CHANNEL, async (route) => {
    const question = route.request().postDataJSON();
    const record = question.record.slice(0, -4) + (question.record.endsWith("AAAA") ? "BBBB" : "AAAA");
    await route.continue({ postData: JSON.stringify({ ...question, record }) });
  });
  await press(visit.page);
  await shows(visit.page, "ok");
  await isPaid(visit);
});

test("a page that lies about the answer changes nothing", async () => {
  const visit = await ordered("12.51");
  await context.route(CHANNEL, (route) => route.fulfill({ json: { record: "AAAA" } }));
  await press(visit.page);
  await shows(visit.page, "no");
  await isUnpaid(visit);
});

test("the payment system has the computer sign on anew, once, through a page", async () => {
  const address = sandbox.operate("manage", "10000001", "sign_on");
  const { signOn } = await person.call("security.get");
  const page = await context.newPage();
  const open = async () => {
    await page.goto("about:blank");
    await page.goto(address);
    await page.click("[data-action=go]");
  };
  await open();
  await shows(page, "ok");
  assert.equal((await person.call("security.get")).signOn.counter, signOn.counter + 1);
  await open();
  await shows(page, "no");
  assert.equal((await person.call("security.get")).signOn.counter, signOn.counter + 1);
});
