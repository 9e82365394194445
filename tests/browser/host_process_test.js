// The host as a process, as browsers start it.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { watch } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, test } from "node:test";
import { Application, READY } from "./support/application.js";
import { extensionId } from "./support/chromium.js";
import { binary } from "./support/places.js";

const CALLER = `chrome-extension://${extensionId()}/`;
const directory = mkdtempSync(join(tmpdir(), "tappay-host-"));
const path = (name) => join(directory, name);
const application = new Application(path("browser.sock"));

before(() => {
  copyFileSync(binary("tappay-browser"), path("tappay-browser"));
  return application.start();
});
after(async () => {
  await application.stop();
  rmSync(directory, { recursive: true, force: true });
});
beforeEach(() => application.forget());

class Host {
  constructor({ program = binary("tappay-browser"), caller = [CALLER], environment = {} } = {}) {
    this.process = spawn(program, caller, { env: { ...process.env, TAPPAY_NO_WINDOW: "1", TAPPAY_BROWSER_SOCKET: application.path, ...environment }, stdio: ["pipe", "pipe", "ignore"] });
    this.ended = once(this.process, "exit");
    this.octets = Buffer.alloc(0);
  }
  say(message) {
    const text = Buffer.from(JSON.stringify(message));
    const length = Buffer.alloc(4);
    length.writeUInt32LE(text.length);
    this.process.stdin.write(Buffer.concat([length, text]));
  }
  async next() {
    const whole = () => this.octets.length >= 4 && this.octets.length >= 4 + this.octets.readUInt32LE();
    while (!whole()) this.octets = Buffer.concat([this.octets, (await once(this.process.stdout, "data"))[0]]);
    const end = 4 + this.octets.readUInt32LE();
    const message = JSON.parse(this.octets.subarray(4, end));
    this.octets = this.octets.subarray(end);
    return message;
  }
  async start() {
    assert.equal((await this.next()).api, 1);
    this.say({ id: 1, command: "checkout.ready", arguments: { plugin: "0.1.0" } });
    await this.next();
    this.say({ id: 2, command: "checkout.start", arguments: { order: "a.b.c", origin: "https://tea.example" } });
    assert.equal((await this.next()).result.state, "waiting");
  }
  end() {
    this.process.stdin.end();
    return this.ended;
  }
}

test("ends with its input, and the application's connection with it", async () => {
  const host = new Host();
  await host.start();
  const { connection } = application.asked.at(-1);
  assert.deepEqual(await host.end(), [0, null]);
  await connection.ended;
});

for (const [name, caller] of [
  ["nobody", []],
  ["another extension", ["chrome-extension://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/"]],
  ["a page", ["https://tea.example/"]],
]) {
  test(`says nothing to ${name}`, async () => {
    const host = new Host({ caller });
    assert.deepEqual(await host.ended, [2, null]);
    assert.equal(host.process.stdout.read(), null);
  });
}

test("a message of 10 MiB is named and ends it", async () => {
  const host = new Host();
  await host.next();
  const length = Buffer.alloc(4);
  length.writeUInt32LE(10 << 20);
  host.process.stdin.write(length);
  assert.equal((await host.next()).failure.code, "input.malformed");
  assert.deepEqual(await host.ended, [1, null]);
});

test("a message that is cut off ends it", async () => {
  const host = new Host();
  await host.next();
  host.process.stdin.end(Buffer.from([16, 0, 0, 0, 0x7b]));
  assert.deepEqual(await host.ended, [1, null]);
});

test("its manifest names it for the plug-in alone", () => {
  const manifest = JSON.parse(execFileSync(binary("tappay-browser"), ["--manifest", "chromium"]));
  assert.deepEqual([manifest.path, manifest.allowed_origins], [binary("tappay-browser"), [CALLER]]);
});

// A window that says where its pipes lead, and that it lives.
async function withWindow(environment) {
  rmSync(path("said"), { force: true });
  writeFileSync(path("tappay"), `#!/bin/sh\nsaid=$(readlink /proc/$$/fd/0 /proc/$$/fd/1 /proc/$$/fd/2; ps -o sid= -p $$; echo $$)\necho $said >"${path("said.new")}"\nmv "${path("said.new")}" "${path("said")}"\n`);
  chmodSync(path("tappay"), 0o700);
  application.answer("checkout.ready", () => ({ ...READY, window: false }));
  const stop = new AbortController();
  const said = (async () => {
    for await (const { filename } of watch(directory, { signal: stop.signal })) if (filename === "said") return readFileSync(path("said"), "utf8").trim().split(/\s+/);
  })().catch(() => null);
  const host = new Host({ program: path("tappay-browser"), environment });
  await host.start();
  return { host, said, stop };
}

test("starts the window where there is none, with nothing of the browser's in it", async () => {
  const { host, said } = await withWindow({ TAPPAY_NO_WINDOW: undefined });
  const [input, output, errors, session, own] = await said;
  assert.deepEqual([input, output, errors], ["/dev/null", "/dev/null", "/dev/null"]);
  assert.notEqual(session, String(host.process.pid));
  assert.notEqual(session, own, "not the leader of its session: it can't get a terminal");
  await host.end();
});

test("starts no window where that is not wanted", async () => {
  const { host, said, stop } = await withWindow({});
  await host.end();
  stop.abort();
  assert.equal(await said, null);
});
