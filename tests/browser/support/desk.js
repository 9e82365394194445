// A browser with the plug-in, a shop and a scripted application, for all files of tests that are run
// together.
import { after, before, beforeEach } from "node:test";
import { Application } from "./application.js";
import { certify } from "./certificates.js";
import { launch } from "./chromium.js";
import { Home } from "./home.js";
import { Shop } from "./shop.js";

class Desk {
  async open() {
    this.home = new Home();
    const certificates = certify(this.home, ["localhost", "shop.test"]);
    Home.trust(this.home.directory, certificates.authority);
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

export const desk = new Desk();
before(() => desk.open());
after(() => desk.close());
beforeEach(() => desk.tidy());
