// Chromium with the plug-in from the tree, in a private home.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { EXTENSION, MODULES } from "./places.js";

const { chromium } = createRequire(join(MODULES, "x"))("playwright-core");
const PROGRAM = process.env.TAPPAY_CHROMIUM ?? "/usr/bin/chromium";

export function extensionId(directory = EXTENSION) {
  const { key } = JSON.parse(readFileSync(join(directory, "manifest.json")));
  const digest = createHash("sha256").update(Buffer.from(key, "base64")).digest("hex").slice(0, 32);
  return digest.replace(/./g, (digit) => "abcdefghijklmnop"[parseInt(digit, 16)]);
}

export async function launch(home, environment, { extension = EXTENSION, language = "en" } = {}) {
  const context = await chromium.launchPersistentContext(home.profile, {
    executablePath: PROGRAM,
    headless: false, // our own --headless=new: the other kind has no extensions
    env: { ...process.env, HOME: home.directory, XDG_CONFIG_HOME: home.path("config"), XDG_DATA_HOME: home.path("data"), TAPPAY_NO_WINDOW: "1", LANGUAGE: language, ...environment },
    ignoreDefaultArgs: ["--disable-extensions", "--disable-component-extensions-with-background-pages"],
    args: [
      "--headless=new",
      `--load-extension=${extension}`,
      `--disable-extensions-except=${extension}`,
      `--lang=${language}`,
      "--host-resolver-rules=MAP *.test 127.0.0.1",
      "--disable-dev-shm-usage",
    ],
  });
  context.setDefaultTimeout(45_000); // a limit for slow machines; nobody waits for it
  if (context.serviceWorkers().length === 0) await context.waitForEvent("serviceworker");
  return context;
}
