// The payment page from the tree, with a payment system and a page library that do what a test says.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import { MODULES, SOURCE } from "./places.js";

const { chromium } = createRequire(join(MODULES, "x"))("playwright-core");
const KINDS = { html: "text/html", css: "text/css", js: "text/javascript" };
export const ID = "01936b2e-5f00-7a31-8c11-3d2b6a90f4e7";

// Waits for the test to end each payment; the test sees what the page has asked for.
const LIBRARY = `window.asked = [];
window.TapPay = {
  check: async () => window.health ?? { ready: true, problems: [] },
  pay: (options) => new Promise((resolve) => window.asked.push({ ...options, resolve })),
};`;

const encoded = (object) => Buffer.from(JSON.stringify(object)).toString("base64url");

export class PayPage {
  async open() {
    this.server = createServer((request, response) => this.answer(request, response));
    await new Promise((done) => this.server.listen(0, "127.0.0.1", done));
    this.origin = `http://localhost:${this.server.address().port}`;
    this.browser = await chromium.launch({ executablePath: process.env.TAPPAY_CHROMIUM ?? "/usr/bin/chromium", args: ["--disable-dev-shm-usage"] });
    await this.reset();
  }
  async close() {
    await this.browser?.close();
    this.server?.closeAllConnections();
    this.server?.close();
  }
  async reset() {
    await Promise.all(this.browser.contexts().map((context) => context.close()));
    this.state = "open";
    this.waiting = [];
    this.order = {
      type: "order", order: ID, merchantId: "898310054110002", shop: "Tea House", origins: ["https://tea.example", this.origin],
      reference: "A-1001", items: [{ name: "Oolong", quantity: 2, amount: "1228.60" }, { name: "Gaiwan", quantity: 1, amount: "1.00" }],
      amount: "1229.60", currency: "CNY", created: "", expires: new Date(Date.now() + 600_000).toISOString(), nonce: "n",
    };
    this.returnUrl = "https://tea.example/orders/A-1001";
  }

  // What the payment system says from now on; a page that waits hears it at once.
  say(state) {
    this.state = state;
    for (const response of this.waiting.splice(0)) this.tell(response);
  }
  tell(response) {
    const signed = `${encoded({ alg: "ES256" })}.${encoded(this.order)}.signature`;
    response.setHeader("Content-Type", "application/json");
    response.end(JSON.stringify({ state: this.state, signed, shop: "not shown", returnUrl: this.returnUrl }));
  }
  answer(request, response) {
    const { pathname, searchParams } = new URL(request.url, this.origin);
    if (pathname.startsWith("/v1/pages/")) {
      if (!pathname.endsWith(ID)) return response.writeHead(404).end("{}");
      if (this.state === "away") return response.writeHead(503).end("{}");
      return searchParams.get("state") === this.state ? this.waiting.push(response) : this.tell(response);
    }
    const name = pathname.startsWith("/pay/") ? "pay.html" : pathname.slice(1);
    response.setHeader("Content-Type", KINDS[name.split(".").pop()]);
    response.end(name === "tappay.js" ? LIBRARY : readFileSync(join(SOURCE, "resources/web", name)));
  }

  async visit({ id = ID, health, ...options } = {}) {
    const context = await this.browser.newContext({ locale: "en-GB", ...options });
    context.setDefaultTimeout(10_000);
    const page = await context.newPage();
    if (health) await page.addInitScript((value) => { window.health = value; }, health);
    await page.goto(`${this.origin}/pay/${id}`);
    return page;
  }
}

// The sentence of the screen, once it is this one.
export const says = (page, text) => page.locator("h1", { hasText: text }).waitFor();
// Ends the page's payment as the plug-in would.
export const end = (page, outcome) => page.evaluate((value) => window.asked.at(-1).resolve(value), { payment: "p", failure: null, ...outcome });
