// A command of the payment system through page, plug-in and host, against a scripted application.
import assert from "node:assert/strict";
import { test } from "node:test";
import { refusal } from "./support/application.js";
import { desk } from "./support/desk.js";
import { outcomeOf } from "./support/shop_page.js";

// At a click.
async function managed(page, request = "a.b.c") {
  await page.evaluate(`document.getElementById("check").addEventListener("click", () => { window.managed = TapPay.manage(${JSON.stringify(request)}); }, { once: true })`);
  await page.click("#check");
  return page.evaluate("window.managed");
}

test("a command reaches the application as it is, and its end the page", async () => {
  const page = await desk.visit();
  const [{ params }, outcome] = await Promise.all([desk.application.next("management.run"), managed(page)]);
  assert.deepEqual(params, { command: "a.b.c" });
  assert.deepEqual(outcome, { state: "done", failure: null });
});

test("a refusal is said with its reason", async () => {
  desk.application.answer("management.run", () => refusal("permission.denied"));
  const { state, failure } = await managed(await desk.visit());
  assert.deepEqual([state, failure.code], ["failed", "permission.denied"]);
});

test("what is no signed request goes no further", async () => {
  for (const request of ["a.b", "x".repeat(3000), "a.b.c d"]) {
    const { state, failure } = await managed(await desk.visit(), request);
    assert.deepEqual([state, failure.code], ["failed", "message.malformed"], request.slice(0, 20));
  }
  assert.equal(desk.application.count("management.run"), 0);
});

test("nothing is managed without a click", async () => {
  const { failure } = await outcomeOf(await desk.visit("/#managed-by-itself"));
  assert.equal(failure.code, "gesture.missing");
  assert.equal(desk.application.count("management.run"), 0);
});

test("an application that goes away leaves the outcome open", async () => {
  desk.application.answer("management.run", () => undefined);
  const page = await desk.visit();
  const [, outcome] = await Promise.all([desk.application.next("management.run").then(() => desk.application.stop()), managed(page)]);
  assert.equal(outcome.state, "unknown");
});
