import "./fake_browser.js";
import assert from "node:assert/strict";
import { test } from "node:test";
const { isOwnPage, originOf } = await import("../../../app/browser/extension/worker/sender.js");

const SHOP = { id: "own", tab: { id: 1 }, frameId: 0, url: "https://tea.example/pay?x=1", origin: "https://tea.example" };

test("the address is the top frame's, from the browser", () => {
  assert.equal(originOf(SHOP), "https://tea.example");
  assert.equal(originOf({ ...SHOP, url: "https://tea.example:8443/", origin: undefined }), "https://tea.example:8443");
  assert.equal(originOf({ ...SHOP, documentLifecycle: "active" }), "https://tea.example");
});

for (const [name, change] of [
  ["another extension", { id: "other" }],
  ["no tab", { tab: undefined }],
  ["a frame", { frameId: 7 }],
  ["no frame", { frameId: undefined }],
  ["the origin null", { origin: "null" }],
  ["an origin that isn't the address's", { origin: "https://other.example" }],
  ["no TLS", { url: "http://tea.example/", origin: "http://tea.example" }],
  ["a file", { url: "file:///tmp/pay.html", origin: "file://" }],
  ["no address", { url: undefined, origin: undefined }],
  ["a page that is being loaded ahead", { documentLifecycle: "prerender" }],
]) {
  test(`nothing is done for ${name}`, () => assert.equal(originOf({ ...SHOP, ...change }), null));
}

test("nothing is done for nobody", () => assert.equal(originOf(undefined), null));

test("own pages are told from others", () => {
  assert.equal(isOwnPage({ id: "own", url: "chrome-extension://own/health/health.html" }), true);
  assert.equal(isOwnPage({ id: "own", url: "https://tea.example/" }), false);
  assert.equal(isOwnPage({ id: "other", url: "chrome-extension://own/x" }), false);
});
