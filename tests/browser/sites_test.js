// A site that a person has allowed gets the content script, and no other does. The browser's own
// question can't be answered by a program: here the permission comes with the plug-in's manifest.
import assert from "node:assert/strict";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Application } from "./support/application.js";
import { certify } from "./support/certificates.js";
import { extensionId, launch } from "./support/chromium.js";
import { check } from "./support/shop_page.js";
import { Home } from "./support/home.js";
import { EXTENSION } from "./support/places.js";
import { Shop } from "./support/shop.js";

const home = new Home();
const application = new Application(home.path("browser.sock"));
const shop = new Shop();
let context;

before(async () => {
  const certificates = certify(home, ["localhost", "shop.test", "other.test"]);
  Home.trust(home.directory, certificates.authority);
  home.useHost();
  await Promise.all([application.start(), shop.start(certificates)]);
  const extension = home.path("extension");
  cpSync(EXTENSION, extension, { recursive: true });
  const manifest = JSON.parse(readFileSync(join(extension, "manifest.json")));
  writeFileSync(join(extension, "manifest.json"), JSON.stringify({ ...manifest, host_permissions: ["https://shop.test/*"] }));
  context = await launch(home, { TAPPAY_BROWSER_SOCKET: application.path }, { extension });
  const [worker] = context.serviceWorkers();
  await worker.evaluate("(async () => { while ((await chrome.scripting.getRegisteredContentScripts()).length === 0); })()");
});
after(async () => {
  await context?.close();
  shop.stop();
  await application.stop();
  home.remove();
});

async function checkOn(host) {
  const page = await context.newPage();
  await page.goto(shop.origin(host));
  return check(page);
}

test("an allowed site can pay, with its own address", async () => {
  assert.equal((await checkOn("shop.test")).ready, true);
});

test("a page that is open while its site is allowed needs no reload", async () => {
  const [worker] = context.serviceWorkers();
  await worker.evaluate("chrome.scripting.unregisterContentScripts()");
  const page = await context.newPage();
  await page.goto(shop.origin("shop.test"));
  assert.equal((await check(page)).plugin, null);
  await page.evaluate("document.getElementById('health').remove()");
  await worker.evaluate("chrome.permissions.onAdded.dispatch({ origins: ['https://shop.test/*'] })");
  while ((await check(page)).plugin === null) await page.evaluate("document.getElementById('health').remove()");
});

test("any other has no plug-in", async () => {
  assert.equal((await checkOn("other.test")).problems[0].code, "plugin.missing");
});

test("the health page lists what is allowed", async () => {
  const page = await context.newPage();
  await page.goto(`chrome-extension://${extensionId()}/health/health.html`);
  assert.deepEqual(await page.locator("#sites .name").allTextContents(), ["https://shop.test"]);
});
