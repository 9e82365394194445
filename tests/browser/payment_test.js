// A payment through page, plug-in and host, against a scripted application.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ORDER_ID, PAYMENT, checkout, refusal } from "./support/application.js";
import { desk } from "./support/desk.js";
import { outcomeOf, pay, shown } from "./support/shop_page.js";

// A page that has asked, and the application's side of it.
async function started() {
  const page = await desk.visit();
  const [{ params, connection }] = await Promise.all([desk.application.next("checkout.start"), pay(page)]);
  return { page, params, connection };
}

test("an order is paid, and the application hears the address from the browser", async () => {
  const { page, params, connection } = await started();
  assert.deepEqual(params, { order: await page.evaluate("order"), origin: desk.shop.origin() });
  assert.deepEqual(await shown(page, "at-waiting"), { state: "waiting", payment: PAYMENT });
  connection.changed("paying");
  await shown(page, "at-paying");
  connection.changed("paid");
  assert.deepEqual(await outcomeOf(page), { state: "paid", payment: PAYMENT, failure: null });
  await connection.ended;
});

test("plug-in and host say their versions before anything else", async () => {
  const { params } = (await started()) && desk.application.asked[0];
  assert.equal(desk.application.asked[0].method, "checkout.ready");
  assert.deepEqual(params, { host: "0.1.0", plugin: "0.1.0" });
});

test("a refusal has the bank's reason", async () => {
  const { page, connection } = await started();
  connection.changed("declined", { code: "bank.declined", happened: "x", remedy: "y" });
  const { state, failure } = await outcomeOf(page);
  assert.equal(state, "declined");
  assert.equal(failure.code, "bank.declined");
  assert.notEqual(failure.happened, "x", "in the plug-in's own words");
});

test("a card that was removed is said so", async () => {
  const { page, connection } = await started();
  connection.changed("failed", { code: "card.removed", happened: "", remedy: "" });
  assert.equal((await outcomeOf(page)).failure.code, "card.removed");
});

test("a failure that is newer than the plug-in keeps the application's words", async () => {
  const { page, connection } = await started();
  connection.changed("failed", { code: "card.from_the_future", happened: "It happened.", remedy: "Do this." });
  assert.deepEqual((await outcomeOf(page)).failure, { code: "card.from_the_future", happened: "It happened.", remedy: "Do this." });
});

test("a record is carried to the payment system and its answer back", async () => {
  const { page, connection } = await started();
  desk.shop.onChannel = (body, response) => response.writeHead(200).end(`{"record":"for ${JSON.parse(body).record}"}`);
  const [{ params }] = await Promise.all([
    desk.application.next("checkout.answer"),
    connection.carry(1, `${desk.shop.origin()}/v1/channel`, '{"record":"sealed"}'),
  ]);
  assert.deepEqual(desk.shop.carried, ['{"record":"sealed"}']);
  assert.deepEqual(params, { id: PAYMENT, number: 1, status: 200, body: '{"record":"for sealed"}' });
  connection.changed("paid");
  assert.equal((await outcomeOf(page)).state, "paid");
});

for (const [name, cut] of [
  ["before the answer", (body, response) => response.destroy()],
  ["in the middle of the answer", (body, response) => { response.writeHead(200, { "Content-Length": 100 }); response.write("{"); response.destroy(); }],
]) {
  test(`a network that is cut ${name} is told as no answer`, async () => {
    const { connection } = await started();
    desk.shop.onChannel = cut;
    const [{ params }] = await Promise.all([
      desk.application.next("checkout.answer"),
      connection.carry(1, `${desk.shop.origin()}/v1/channel`, "{}"),
    ]);
    assert.deepEqual(params, { id: PAYMENT, number: 1, status: 0, body: "" });
  });
}

test("nothing is carried without TLS", async () => {
  const { connection } = await started();
  const [{ params }] = await Promise.all([
    desk.application.next("checkout.answer"),
    connection.carry(1, `http://localhost:${desk.shop.port}/v1/channel`, "{}"),
  ]);
  assert.equal(params.status, 0);
  assert.deepEqual(desk.shop.carried, []);
});

test("an error of the payment system is handed on as it is", async () => {
  const { connection } = await started();
  desk.shop.onChannel = (body, response) => response.writeHead(409).end('{"error":{}}');
  const [{ params }] = await Promise.all([
    desk.application.next("checkout.answer"),
    connection.carry(2, `${desk.shop.origin()}/v1/channel`, "{}"),
  ]);
  assert.deepEqual(params, { id: PAYMENT, number: 2, status: 409, body: '{"error":{}}' });
});

test("a tab that is closed ends the connection to the application", async () => {
  const { page, connection } = await started();
  await page.close();
  await connection.ended;
});

test("a tab that is closed while the payment system is asked ends the connection too", async () => {
  const { page, connection } = await started();
  const asked = new Promise((resolve) => (desk.shop.onChannel = resolve)); // and no answer
  connection.carry(1, `${desk.shop.origin()}/v1/channel`, "{}");
  await asked;
  await page.close();
  await connection.ended;
  assert.equal(desk.application.count("checkout.answer"), 0);
});

test("a page that is left ends the connection", async () => {
  const { page, connection } = await started();
  await page.goto(`${desk.shop.origin()}/empty`);
  await connection.ended;
});

test("the page may cancel", async () => {
  const { page, connection } = await started();
  await shown(page, "at-waiting");
  const [{ params }] = await Promise.all([desk.application.next("checkout.cancel"), page.evaluate("stop.abort()")]);
  assert.deepEqual(params, { id: PAYMENT });
  connection.changed("cancelled", { code: "cancelled", happened: "", remedy: "" });
  assert.equal((await outcomeOf(page)).state, "cancelled");
});

test("two tabs for one order: the second is told that the first has it", async () => {
  const { connection } = await started();
  desk.application.answer("checkout.start", () => refusal("order.in_progress"));
  const second = await desk.visit();
  await pay(second);
  const outcome = await outcomeOf(second);
  assert.deepEqual([outcome.state, outcome.failure.code], ["failed", "order.in_progress"]);
  assert.equal(connection.socket.destroyed, false, "the first goes on");
});

test("an application that stops in the middle leaves the result open", async () => {
  const { page } = await started();
  await shown(page, "at-waiting");
  await desk.application.stop();
  const outcome = await outcomeOf(page);
  assert.deepEqual([outcome.state, outcome.payment, outcome.failure.code], ["unknown", PAYMENT, "app.connection_lost"]);
});

test("of another payment's news nothing reaches the page", async () => {
  const { page, connection } = await started();
  await shown(page, "at-waiting");
  connection.notify("checkout.changed", { ...checkout("paid"), id: ORDER_ID });
  connection.changed("cancelled");
  assert.equal((await outcomeOf(page)).state, "cancelled");
});
