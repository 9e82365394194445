// A browser with the plug-in, a shop and a scripted application, for a file of tests.
import { Application } from "./application.js";
import { certify } from "./certificates.js";
import { launch } from "./chromium.js";
import { Home } from "./home.js";
import { Shop } from "./shop.js";

export class Desk {
  async open() {
    this.home = new Home();
    const certificates = certify(this.home, ["localhost", "shop.test"]);
    this.home.trust(certificates.authority);
    this.home.useHost();
    this.application = new Application(this.home.path("browser.sock"));
    this.shop = new Shop();
    await Promise.all([this.application.start(), this.shop.start(certificates)]);
    this.context = await launch(this.home, { TAPPAY_BROWSER_SOCKET: this.application.path });
  }
  async close() {
    await this.context?.close();
    this.shop?.stop();
    await this.application?.stop();
    this.home?.remove();
  }

  // Everything as at first, for the next test.
  async tidy() {
    await Promise.all(this.context.pages().slice(1).map((page) => page.close()));
    this.application.forget();
    await this.application.stop();
    await this.application.start();
    this.home.useHost();
    this.shop.carried = [];
    this.shop.onChannel = (body, response) => response.end(JSON.stringify({ record: "answer" }));
  }

  async visit(path = "/", host) {
    const page = await this.context.newPage();
    await page.goto(this.shop.origin(host) + path);
    return page;
  }
}

// What the page shows of a payment or a look around, once it is there.
export async function shown(page, id) {
  return JSON.parse(await page.locator(`#${id}`).first().textContent());
}
export const outcomeOf = (page) => shown(page, "outcome");
export async function pay(page) {
  await page.click("#pay");
}
export async function check(page) {
  await page.click("#check");
  return shown(page, "health");
}
