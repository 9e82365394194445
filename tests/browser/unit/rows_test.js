import assert from "node:assert/strict";
import { test } from "node:test";
import { isReady, rowOf, rowsOf } from "../../../app/browser/extension/health/rows.js";

const WELL = { plugin: { version: "1", state: "current" }, host: { version: "1" }, application: { version: "1" }, failure: null, problems: [] };
const failed = (code, values = {}) => ({ ...WELL, host: null, application: null, failure: { code }, ...values });
const states = (health) => rowsOf(health).map((row) => row.state).join(" ");

for (const [name, health, expected] of [
  ["all is well", WELL, "ok ok ok ok ok ok"],
  ["no host", failed("host.missing"), "ok missing waiting waiting waiting waiting"],
  ["a newer host", failed("host.newer"), "missing waiting waiting waiting waiting waiting"],
  ["no application", failed("app.unreachable", { host: { version: "1" } }), "ok ok missing waiting waiting waiting"],
  ["two problems", { ...WELL, problems: [{ code: "reader.missing" }, { code: "terminal.not_enrolled" }] }, "ok ok ok missing missing ok"],
  ["a problem of its own", { ...WELL, problems: [{ code: "clock.wrong" }] }, "ok ok ok ok ok ok missing"],
  ["an update", { ...WELL, plugin: { version: "1", state: "update" } }, "update ok ok ok ok ok"],
  ["an outdated plug-in", { ...WELL, plugin: { version: "1", state: "outdated" } }, "outdated ok ok ok ok ok"],
]) {
  test(name, () => assert.equal(states(health), expected));
}

test("an update is no reason not to pay, anything else is", () => {
  assert.equal(isReady(rowsOf({ ...WELL, plugin: { version: "1", state: "update" } })), true);
  assert.equal(isReady(rowsOf({ ...WELL, plugin: { version: "1", state: "outdated" } })), false);
  assert.equal(isReady(rowsOf(failed("host.missing"))), false);
});

test("each failure has a row", () => {
  assert.equal(rowOf("chip.unavailable"), "terminal");
  assert.equal(rowOf("bank.unreachable"), "bank");
  assert.equal(rowOf("storage.full"), "other");
});
