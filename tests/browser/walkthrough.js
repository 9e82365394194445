// walkthrough.js DIRECTORY: in a sandbox with a shop, buys tea in Chromium and pays it with the
// plug-in, the window and the virtual card, without anybody. Pictures of each step in DIRECTORY.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, renameSync } from "node:fs";
import { join, resolve } from "node:path";
import { launch } from "./support/chromium.js";
import { binary } from "./support/places.js";

const pictures = resolve(process.argv[2] ?? "out/screens");
const sandbox = process.env.TAPPAY_SANDBOX_DIR;
const home = {
  directory: join(sandbox, "browser"),
  profile: join(sandbox, "browser/profile"),
  path: (name) => join(sandbox, "browser", name),
};
mkdirSync(pictures, { recursive: true });

// The window that agrees as a person would, its pictures and how it ended.
function person() {
  const child = spawn(binary("tappay"), ["--accompany", pictures], {
    env: { ...process.env, QT_QPA_PLATFORM: "offscreen", QT_QUICK_BACKEND: "software" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((done) => child.on("exit", done));
  const ready = new Promise((done, fail) => {
    child.stdout.on("data", (text) => String(text).includes("ready") && done());
    ended.then((status) => fail(new Error(`tappay --accompany ended with ${status}`)));
  });
  return { child, ready, ended };
}

const context = await launch(home, {});
const page = await context.newPage();
const window = person();
try {
  await page.setViewportSize({ width: 1280, height: 800 });
  const picture = (name) => page.screenshot({ path: join(pictures, `${name}.png`) });
  await page.goto(process.env.TAPPAY_SHOP_URL);
  for (const good of ["oolong", "oolong", "gaiwan"]) await page.click(`input[value=${good}] + button`);
  await picture("shop-goods");
  await page.click("a.basket");
  await picture("shop-basket");
  await page.click("button[value=page]");
  const pay = page.locator('[data-action="pay"]');
  await pay.waitFor();
  await picture("shop-payment-page");

  await window.ready;
  await pay.click();
  await page.locator("#steps li.now").first().waitFor();
  await picture("consent-payment-page");
  await page.locator("#sign.ok").waitFor();
  await picture("paid-payment-page");
  await page.click('[data-action="back"]');
  await page.locator('#order[data-state="paid"]').waitFor();
  await picture("paid-shop");
  const status = await window.ended;
  if (status !== 0) throw new Error(`the window ended with ${status}`);
  for (const name of ["consent", "card", "telling", "paid"])
    if (existsSync(join(pictures, `${name}.png`))) renameSync(join(pictures, `${name}.png`), join(pictures, `${name}-window.png`));
  console.log(`paid ${await page.locator("#order").getAttribute("data-reference")}; pictures in ${pictures}`);
} finally {
  window.child.kill();
  await context.close();
}
