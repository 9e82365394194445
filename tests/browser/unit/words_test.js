// Every failure has its two sentences in both languages: the application's own are those of the
// document and of the window, the plug-in's are listed in docs/browser.md.
import { manifest, messages } from "./fake_browser.js";
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { extensionId } from "../support/chromium.js";
import { EXTENSION, SOURCE } from "../support/places.js";

const [english, chinese] = [messages("en"), messages("zh_CN")];
const read = (path) => readFileSync(join(SOURCE, path), "utf8");
const table = (path) => [...read(path).split("| what happened |")[1].matchAll(/^\| `([a-z_.]+)` \| (.*?) \| (.*?) \|$/gm)].map(([, code, happened, remedy]) => ({ code, happened, remedy }));
const key = (code, which) => `${code.replaceAll(".", "_")}_${which}`;

function translations() {
  const words = read("translations/tappay_zh_CN.ts");
  const failures = words.slice(words.indexOf("<name>Failure</name>"), words.indexOf("</context>", words.indexOf("<name>Failure</name>")));
  const plain = (text) => text.replaceAll("&apos;", "'").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
  return new Map([...failures.matchAll(/<source>([^]*?)<\/source>\s*<translation>([^]*?)<\/translation>/g)].map(([, from, to]) => [plain(from), plain(to)]));
}

test("both languages have the same words, and no more than are used", () => {
  assert.deepEqual(Object.keys(chinese), Object.keys(english));
  for (const [name, { message }] of Object.entries({ ...english, ...chinese })) assert.ok(message, name);
});

test("the application's failures say what they say everywhere", () => {
  const chineseOf = translations();
  for (const { code, ...words } of table("docs/failures.md"))
    for (const which of ["happened", "remedy"]) {
      assert.equal(english[key(code, which)]?.message, words[which], code);
      assert.equal(chinese[key(code, which)]?.message, chineseOf.get(words[which]), code);
    }
});

test("the plug-in's own failures are those of the document", () => {
  const own = table("docs/browser.md");
  assert.ok(own.length > 10);
  for (const { code, happened, remedy } of own) {
    assert.equal(english[key(code, "happened")]?.message, happened, code);
    assert.equal(english[key(code, "remedy")]?.message, remedy, code);
  }
  const known = new Set([...own, ...table("docs/failures.md")].map(({ code }) => key(code, "happened")));
  for (const name of Object.keys(english)) if (name.endsWith("_happened")) assert.ok(known.has(name), name);
});

test("every code in the plug-in's source has words", () => {
  for (const folder of ["worker", "page"])
    for (const file of readdirSync(join(EXTENSION, folder)))
      for (const [, code] of readFileSync(join(EXTENSION, folder, file), "utf8").matchAll(/(?:Refused\(|refuse\((?:\w+, )?|return )"([a-z]+\.[a-z_]+)"/g))
        assert.ok(english[key(code, "happened")], `${file}: ${code}`);
});

test("the plug-in asks for little", () => {
  assert.deepEqual(manifest.permissions, ["nativeMessaging", "scripting", "activeTab"]);
  assert.deepEqual(manifest.content_scripts.flatMap(({ matches }) => matches), ["https://localhost/*"]);
  assert.equal(manifest.host_permissions, undefined);
  assert.equal(manifest.externally_connectable, undefined);
  assert.equal(manifest.web_accessible_resources, undefined);
});

test("versions and ids agree with the build", () => {
  assert.equal(manifest.version, read("CMakeLists.txt").match(/project\(TapAndPay VERSION ([\d.]+)/)[1]);
  const build = read("app/tappay-browser/CMakeLists.txt");
  assert.equal(build.match(/TAPPAY_CHROMIUM_PLUGIN (\w+)/)[1], extensionId());
  assert.equal(build.match(/TAPPAY_FIREFOX_PLUGIN (\S+)/)[1], manifest.browser_specific_settings.gecko.id);
});

test("the page's library is small", () => assert.ok(read("resources/web/tappay.js").split("\n").length <= 200));
