// The code that docs/web-shop.md gives to shops does what it says.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { SOURCE } from "./support/places.js";

const text = readFileSync(join(SOURCE, "docs/web-shop.md"), "utf8");
const block = (language, word) => [...text.matchAll(/```(\w+)\n([^]*?)```/g)].find(([, kind, code]) => kind === language && code.includes(word))[2];

const secret = "whsec_c2VjcmV0", now = 1_795_392_000;
const body = '{"id":"e","type":"order.paid","order":{"reference":"A-1001"}}';
const sign = (time, key = secret, contents = body) => `t=${time},v1=${createHmac("sha256", key).update(`${time}.${contents}`).digest("hex")}`;
// The example of docs/web-api.md.
const example = ["t=1800000000,v1=15d2177989c694fad512568783fd1e0c20e1c480f7ab63182bf13486b475c540", '{"id":"1"}', "whsec_test", 1_800_000_000];
const cases = [
  ["good", sign(now), body, true],
  ["almost too old", sign(now - 299), body, true],
  ["old", sign(now - 301), body, false],
  ["from the future", sign(now + 301), body, false],
  ["another key", sign(now, "whsec_other"), body, false],
  ["altered", sign(now), body.replace("1001", "1002"), false],
  ["cut", sign(now).slice(0, -1), body, false],
  ["fresh time, old signature", sign(now - 3600).replace(`t=${now - 3600}`, `t=${now}`), body, false],
];

test("webhooks in Node", async () => {
  const { verified } = await import("data:text/javascript," + encodeURIComponent(block("js", "createHmac")));
  for (const [name, header, contents, wanted] of cases)
    assert.equal(verified(header, Buffer.from(contents), secret, now), wanted, name);
  assert.equal(verified(...example), true);
});

const noPython = spawnSync("python3", ["--version"]).error !== undefined;
test("webhooks in Python", { skip: noPython && "no python3" }, () => {
  const call = "\nimport json, sys\nprint(json.dumps([verified(h, b.encode(), s, n) for h, b, s, n in json.load(sys.stdin)]))";
  const input = JSON.stringify([...cases.map(([, header, contents]) => [header, contents, secret, now]), example]);
  const said = JSON.parse(execFileSync("python3", ["-c", block("python", "hmac") + call], { input }));
  assert.deepEqual(said, [...cases.map(([, , , wanted]) => wanted), true]);
});
