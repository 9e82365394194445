import assert from "node:assert/strict";
import { test } from "node:test";
import { Limits } from "../../../app/browser/extension/worker/limits.js";

const at = (clock) => new Limits({ now: () => clock.now });

test("two at once of a tab, four of all", () => {
  const limits = at({ now: 0 });
  const first = limits.begin(1);
  assert.ok(first && limits.begin(1));
  assert.equal(limits.begin(1), null);
  assert.ok(limits.begin(2) && limits.begin(3));
  assert.equal(limits.begin(4), null);
  first();
  assert.ok(limits.begin(4));
});

test("an end counts once", () => {
  const limits = at({ now: 0 });
  const first = limits.begin(1);
  limits.begin(1);
  first();
  first();
  assert.ok(limits.begin(1));
  assert.equal(limits.begin(1), null);
});

test("twelve a minute of a tab, one after the other", () => {
  const clock = { now: 0 };
  const limits = at(clock);
  for (let i = 0; i < 12; ++i) limits.begin(1)();
  assert.equal(limits.begin(1), null);
  assert.ok(limits.begin(2));
  clock.now = 60_001;
  assert.ok(limits.begin(1));
});
