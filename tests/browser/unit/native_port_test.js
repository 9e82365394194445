import { fake } from "./fake_browser.js";
import assert from "node:assert/strict";
import { mock, test } from "node:test";

// Node 18 takes the names themselves, later ones an object.
function mockTimeouts() {
  try {
    mock.timers.enable({ apis: ["setTimeout"] });
  } catch {
    mock.timers.enable(["setTimeout"]);
  }
}
const { NativePort } = await import("../../../app/browser/extension/worker/native_port.js");

const GREETING = { version: "0.1.0", api: 1 };

async function opened() {
  const native = new NativePort();
  const open = native.open();
  const port = fake.ports.at(-1);
  assert.equal(native.state, "greeting");
  port.say(GREETING);
  await open;
  return { native, port };
}
async function codeOf(promise) {
  try {
    await promise;
  } catch (error) {
    return error.failure.code;
  }
  return null;
}

test("goes through its states", async () => {
  const native = new NativePort();
  assert.equal(native.state, "idle");
  const { native: ready, port } = await opened();
  assert.deepEqual([ready.state, ready.host], ["ready", "0.1.0"]);
  ready.close();
  assert.deepEqual([ready.state, port.disconnected], ["ending", true]);
});

for (const [reason, code] of [
  ["Specified native messaging host not found.", "host.missing"],
  ["No such native application invalid.tappay.browser", "host.missing"],
  ["Failed to start native messaging host.", "host.missing"],
  ["Access to the specified native messaging host is forbidden.", "host.forbidden"],
  ["Native host has exited.", "host.crashed"],
  ["", "host.crashed"],
]) {
  test(`an end with "${reason}" is ${code}`, async () => {
    const native = new NativePort();
    const open = native.open();
    fake.ports.at(-1).end(reason);
    assert.equal(await codeOf(open), code);
    assert.equal(native.state, "ending");
  });
}

for (const [said, code] of [
  [{ version: "0.0.1", api: 0 }, "host.older"],
  [{ version: "2", api: 2 }, "host.newer"],
  [{ version: "1" }, "host.crashed"],
  [{ version: 1, api: 1 }, "host.crashed"],
  [{ version: "1", api: "1" }, "host.crashed"],
  [null, "host.crashed"],
]) {
  test(`a greeting of ${JSON.stringify(said)} is ${code}`, async () => {
    const native = new NativePort();
    const open = native.open();
    fake.ports.at(-1).say(said);
    assert.equal(await codeOf(open), code);
    assert.equal(fake.ports.at(-1).disconnected, true);
  });
}

test("two seconds without a greeting are too long", async () => {
  mockTimeouts();
  const open = codeOf(new NativePort().open());
  mock.timers.tick(1_999);
  mock.timers.tick(1);
  assert.equal(await open, "host.silent");
  mock.timers.reset();
});

test("an answer goes to its question", async () => {
  const { native, port } = await opened();
  const [first, second] = [native.call("checkout.ready", { plugin: "1" }), native.call("checkout.cancel", { id: "x" })];
  assert.deepEqual(port.sent, [
    { id: 1, command: "checkout.ready", arguments: { plugin: "1" } },
    { id: 2, command: "checkout.cancel", arguments: { id: "x" } },
  ]);
  port.say({ id: 2, failure: { code: "order.paid" } });
  port.say({ id: 3, result: {} });
  port.say({ id: 1, result: { version: "1" } });
  assert.deepEqual(await first, { version: "1" });
  assert.equal(await codeOf(second), "order.paid");
});

test("a question has a deadline", async () => {
  const { native } = await opened();
  mockTimeouts();
  const answer = codeOf(native.call("checkout.ready", {}));
  mock.timers.tick(12_000);
  assert.equal(await answer, "app.no_answer");
  mock.timers.reset();
});

test("what is too large is not sent", async () => {
  const { native, port } = await opened();
  assert.equal(await codeOf(native.call("checkout.start", { order: "a".repeat(64 * 1024) })), "message.too_large");
  assert.equal(port.sent.length, 0);
});

test("an end fails every open question and is told once", async () => {
  const { native, port } = await opened();
  const lost = [];
  native.onLost = (why) => lost.push(why.failure.code);
  const answer = codeOf(native.call("checkout.ready", {}));
  port.end("Native host has exited.");
  port.end("Native host has exited.");
  assert.equal(await answer, "host.crashed");
  assert.deepEqual(lost, ["host.crashed"]);
  assert.equal(await codeOf(native.call("checkout.ready", {})), "host.crashed");
});
