import assert from "node:assert/strict";
import { test } from "node:test";
import { isAnswer, isCancel, isCarry, isCheck, isManage, isOrder, isPay } from "../../../app/browser/extension/worker/shapes.js";

const ANSWER = { command: "answer", number: 1, status: 200, body: "{}" };
for (const [what, is, yes, no] of [
  ["check", isCheck, [{ command: "check" }], [null, {}, { command: "check", more: 1 }, { command: "pay" }]],
  ["cancel", isCancel, [{ command: "cancel" }], [{ command: "cancel", id: "1" }]],
  ["pay", isPay, [{ command: "pay", order: "a.b.c" }], [{ command: "pay" }, { command: "pay", order: 1 }, { command: "pay", order: "a.b.c", origin: "https://x" }]],
  ["manage", isManage, [{ command: "manage", request: "a.b.c" }], [{ command: "manage" }, { command: "manage", request: "a.b" }, { command: "manage", request: 1 }, { command: "manage", request: "a.b.c", origin: "https://x" }, { command: "manage", request: `${"a".repeat(2048)}.b.c` }]],
  ["order", isOrder, ["a.b.c", "A_-9.b.c"], ["", "a.b", "a.b.c.d", "a b.c.d", "a.b.c\n", "é.b.c", `${"a".repeat(24 * 1024)}.b.c`]],
  [
    "answer",
    isAnswer,
    [ANSWER, { ...ANSWER, status: 0, body: "" }, { ...ANSWER, status: 599 }],
    [{ ...ANSWER, number: 0 }, { ...ANSWER, number: 1.5 }, { ...ANSWER, number: "1" }, { ...ANSWER, status: 99 }, { ...ANSWER, status: 600 }, { ...ANSWER, body: null }, { ...ANSWER, body: "é".repeat(24 * 1024 + 1) }, { ...ANSWER, id: "x" }],
  ],
  [
    "carry",
    isCarry,
    [{ number: 1, url: "https://pay.example/v1/channel", body: "{}" }],
    [{ number: 1, url: "http://pay.example/", body: "{}" }, { number: 1, url: "javascript:alert(1)", body: "{}" }, { number: 1, url: "/v1/channel", body: "{}" }, { number: 1, url: "https://pay.example", body: 1 }, { url: "https://pay.example", body: "" }],
  ],
]) {
  test(`the shape of ${what}`, () => {
    for (const value of yes) assert.equal(is(value), true, JSON.stringify(value));
    for (const value of no) assert.equal(is(value), false, JSON.stringify(value)?.slice(0, 80));
  });
}
