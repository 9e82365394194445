// The demo shop of the sandbox, nothing played: what a buyer does there, on the payment system's
// page and on the shop's own, and what the shop shows afterwards.
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { launch } from "./support/chromium.js";
import { Sandbox } from "./support/sandbox.js";

let sandbox, person, context;
before(async () => {
  sandbox = await Sandbox.start();
  person = await sandbox.person();
  context = await launch(sandbox.home, sandbox.environment);
});
after(async () => {
  await context?.close();
  person?.leave();
  await sandbox?.stop();
});
beforeEach(async () => {
  await Promise.all(context.pages().slice(1).map((page) => page.close()));
  await sandbox.insert();
  person.agrees = true;
});

// With these goods to the payment system's page ("page") or the shop's own ("here").
async function buy(goods, way) {
  const page = await context.newPage();
  await page.goto(sandbox.environment.TAPPAY_SHOP_URL);
  for (const good of goods) await page.click(`input[value=${good}] + button`);
  await page.click("a.basket");
  await page.click(`button[value=${way}]`);
  return page;
}
const shopSays = (page, state) => page.locator(`#order[data-state="${state}"]`).waitFor();

test("paid on the payment system's page, and the shop knows", async () => {
  const page = await buy(["oolong", "oolong", "gaiwan"], "page");
  await page.locator('[data-action="pay"]').waitFor();
  assert.equal(await page.textContent("#amount"), "¥100.60");
  await page.click('[data-action="pay"]');
  await page.locator("#sign.ok").waitFor();
  await page.click('[data-action="back"]');
  await shopSays(page, "paid");
  assert.match(await page.textContent("#order"), /Card \d{6}\*+\d{4}/);
  assert.equal(sandbox.booked("100.60"), 1);
});

test("paid on the shop's own page, which shows it without a reload", async () => {
  const page = await buy(["longjing"], "here");
  await shopSays(page, "unpaid");
  await page.click("#tap");
  await shopSays(page, "paid");
  assert.equal(sandbox.booked("68.00"), 1);
});

test("the dear one asks for the PIN", async () => {
  const page = await buy(["puer"], "here");
  await page.click("#tap");
  await shopSays(page, "paid");
});

test("what the bank refuses stays unpaid, and can be tried again", async () => {
  const page = await buy(["stale"], "here");
  await page.click("#tap");
  await page.locator("#say", { hasText: "Your bank declined the payment." }).waitFor();
  await shopSays(page, "unpaid");
  assert.equal(await page.isEnabled("#tap"), true);
  assert.equal(sandbox.booked("10.51"), 0);
});

test("a refusal in the window is said so, and the payment page is still good", async () => {
  person.agrees = false;
  const page = await buy(["jasmine"], "here");
  await page.click("#tap");
  const order = JSON.parse(Buffer.from((await page.getAttribute("#pay", "data-signed")).split(".")[1], "base64url")).order;
  const payment = await person.until(order, ({ stage }) => stage === "consent");
  assert.equal(payment.order.shop, "Tea House");
  assert.equal(payment.order.origin, sandbox.environment.TAPPAY_SHOP_URL);
  await person.call("sale.cancel", { id: payment.id });
  await page.locator("#say", { hasText: "Cancelled" }).waitFor();
  person.agrees = true;
  await page.click("#pay a.button");
  await page.click('[data-action="pay"]');
  await page.locator("#sign.ok").waitFor();
});
