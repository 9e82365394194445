// What the payment page shows, and whom it believes.
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { ID, PayPage, end, says } from "./support/pay_page.js";

const desk = new PayPage();
before(() => desk.open());
after(() => desk.close());
beforeEach(() => desk.reset());

const press = (page) => page.click('[data-action="pay"]');
const names = (page) => page.locator("#actions > *").evaluateAll((all) => all.map((each) => each.dataset.action));

test("the signed order is shown: shop, items, amount, time left", async () => {
  const page = await desk.visit();
  await says(page, "Check the order");
  assert.equal(await page.textContent("#to"), "Pay to Tea House");
  assert.equal(await page.textContent("#amount"), "¥1,229.60");
  assert.deepEqual(await page.locator("#items li").allTextContents(), ["OolongQuantity 2¥1,228.60", "Gaiwan¥1.00"]);
  assert.match(await page.textContent("#left"), /^9:\d\d left to pay$/);
  assert.match(await page.textContent("#foot"), /tea\.example/);
  assert.match(await page.title(), /¥1,229\.60/);
  assert.deepEqual(await names(page), ["pay"]);
});

test("markup in an order is text", async () => {
  desk.order.shop = "<b>Tea</b>";
  desk.order.items[0].name = "<img src=x onerror=document.title='x'>";
  const page = await desk.visit();
  await says(page, "Check the order");
  assert.equal(await page.locator("#items img, #to b").count(), 0);
  assert.match(await page.textContent("#items"), /<img src=x/);
});

test("paid is what the payment system says, not the plug-in", async () => {
  const page = await desk.visit();
  await press(page);
  await says(page, "Agree in the Tap & Pay window");
  assert.equal(await page.evaluate(() => window.asked[0].order.split(".").length), 3);
  await page.evaluate(() => window.asked[0].onChange({ state: "paying" }));
  await says(page, "Use your card");
  await end(page, { state: "paid" });
  await says(page, "Confirming with the shop");
  desk.say("paid");
  await says(page, "Paid");
  assert.deepEqual(await names(page), ["back"]);
  assert.equal(await page.getAttribute('[data-action="back"]', "href"), "https://tea.example/orders/A-1001");
  assert.match(await page.textContent("#live"), /^Paid\./);
});

test("paid is shown whatever the plug-in says", async () => {
  const page = await desk.visit();
  await press(page);
  desk.say("paid");
  await says(page, "Paid");
  await end(page, { state: "failed", failure: { code: "card.removed", happened: "", remedy: "" } });
  await says(page, "Paid");
});

for (const [outcome, title, help] of [
  [{ state: "cancelled" }, "Cancelled", /Nothing was charged/],
  [{ state: "declined", failure: { code: "bank.declined", happened: "x", remedy: "y" } }, "Not paid", /Your bank declined.*another card/],
  [{ state: "failed", failure: { code: "card.removed", happened: "x", remedy: "y" } }, "Nothing was charged", /left the reader/],
  [{ state: "failed", failure: { code: "card.from_the_future", happened: "It happened.", remedy: "Do this." } }, "Nothing was charged", /It happened\. Do this\./],
])
  test(`${outcome.state} (${outcome.failure?.code ?? "-"}) says what happened, and can be tried again`, async () => {
    const page = await desk.visit();
    await press(page);
    await end(page, outcome);
    await says(page, title);
    assert.match(await page.textContent("#help"), help);
    await page.click('[data-action="again"]');
    await says(page, "Agree in the Tap & Pay window");
  });

test("an unknown result is not offered for payment again, and comes from the payment system", async () => {
  const page = await desk.visit();
  await press(page);
  await end(page, { state: "unknown" });
  await says(page, "Not known yet");
  assert.deepEqual(await names(page), ["back"]);
  desk.say("paid");
  await says(page, "Paid");
});

test("what is missing is said before anything is pressed, with the way without a plug-in", async () => {
  const failure = { code: "plugin.missing", happened: "The plug-in is not there.", remedy: "Install it." };
  const page = await desk.visit({ health: { ready: false, problems: [failure] } });
  await says(page, "The plug-in is not there.");
  assert.equal(await page.textContent("#help"), "Install it.");
  assert.deepEqual(await names(page), ["again", "link", "back"]);
  assert.equal(await page.getAttribute('[data-action="link"]', "href"), `tappay:pay/${ID}`);
  await page.evaluate(() => { window.health = { ready: true, problems: [] }; window.dispatchEvent(new Event("focus")); });
  await says(page, "Check the order");
});

test("a payment that never began says what is missing", async () => {
  const page = await desk.visit();
  await press(page);
  await end(page, { state: "failed", payment: null, failure: { code: "host.missing", happened: "No application.", remedy: "Install it." } });
  await says(page, "No application.");
  assert.deepEqual(await names(page), ["again", "link", "back"]);
});

test("expired, unknown and unreadable orders have pages of their own", async () => {
  desk.say("expired");
  await says(await desk.visit(), "The time to pay is over");
  await says(await desk.visit({ id: "x" }), "There is no such order");
  await desk.reset();
  desk.order = "no order";
  await says(await desk.visit(), "This order can't be shown");
});

test("an order that is being paid elsewhere waits for its end", async () => {
  desk.say("paying");
  const page = await desk.visit();
  await says(page, "This order is being paid");
  desk.say("paid");
  await says(page, "Paid");
});

test("a payment system that is away is asked again", async () => {
  desk.say("away");
  const page = await desk.visit();
  await says(page, "can't be reached");
  desk.state = "open";
  await says(page, "Check the order");
});

test("back leads only to an address of the shop's own", async () => {
  desk.returnUrl = "https://evil.example/";
  desk.say("paid");
  const page = await desk.visit();
  await says(page, "Paid");
  assert.deepEqual(await names(page), []);
});

test("the keyboard alone pays", async () => {
  const page = await desk.visit();
  await says(page, "Check the order");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await says(page, "Agree in the Tap & Pay window");
});

test("Chinese and dark, when the browser is", async () => {
  const page = await desk.visit({ locale: "zh-CN", colorScheme: "dark" });
  await says(page, "请核对订单");
  assert.equal(await page.getAttribute("html", "lang"), "zh-CN");
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgb(12, 17, 24)");
});

test("twice as large a text needs no scrolling sideways", async () => {
  const page = await desk.visit({ viewport: { width: 640, height: 900 } });
  await says(page, "Check the order");
  await page.evaluate(() => { document.documentElement.style.fontSize = "200%"; });
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
});
