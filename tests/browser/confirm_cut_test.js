// Payments confirmed on a phone with every program a process of its own, one of which is killed
// (SIGKILL) at a moment that the seed says: computer, phone, payment system and bank's books agree in
// the end, and nothing is paid twice. TAPPAY_CONFIRM_SEED, TAPPAY_CONFIRM_RUNS.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { after, before, test } from "node:test";
import { Computer, newId } from "./support/computer.js";
import { Phone } from "./support/phone.js";
import { binary } from "./support/places.js";
import { Sandbox } from "./support/sandbox.js";

const seed = Number(process.env.TAPPAY_CONFIRM_SEED ?? 1);
const runs = Number(process.env.TAPPAY_CONFIRM_RUNS ?? 30);
const ENDS = ["paid", "refused", "expired", "invalid", "withdrawn", "failed"];

// mulberry32: the same numbers everywhere.
function dice(state) {
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}

let sandbox, computer, phone, card;
const again = {}; // programs that were begun again here

before(async () => {
  sandbox = await Sandbox.start("--empty", "--device", "reader");
  computer = new Computer(sandbox.path("app.sock"));
  phone = new Phone(sandbox.path("phone"), sandbox.environment, "--no-bluetooth");
  // A terminal that waits for a card takes the device for one.
  tellDevice("remove");
  card = await computer.addCard(sandbox);
  tellDevice("insert");
  await computer.pair(phone);
  await computer.addDevice(phone, "reader");
});
after(async () => {
  computer?.leave();
  await phone?.quit();
  for (const process of Object.values(again)) process.kill("SIGTERM");
  await sandbox?.stop();
});

function tellDevice(word) {
  execFileSync(binary("tappay-sim"), ["device", "tell", word, "--control", sandbox.path("device.sock")]);
}

const victims = {
  phone: async () => {
    await phone.kill();
    phone.start();
  },
  tappayd: () => killed("tappayd", "tappayd/config.json"),
  "tappay-backend": () => killed("tappay-backend", "backend/config.json"),
  nobody: async () => {},
};
async function killed(program, configuration) {
  if (again[program]) {
    const gone = once(again[program], "exit");
    again[program].kill("SIGKILL");
    await gone;
  } else {
    await sandbox.kill(program);
  }
  again[program] = spawn(binary(program), ["--config", sandbox.path(configuration)], { env: { ...process.env, ...sandbox.environment }, stdio: ["ignore", "ignore", "pipe"] });
  again[program].stderr.resume();
}

// What the person with the phone does, whenever something is shown, until it is over; a moment later
// once more where the payment system could not be reached.
function attend(wish) {
  let last = "";
  let again;
  const act = ({ confirmation }) => {
    clearTimeout(again);
    if (!confirmation) {
      last = ""; // put away, or the phone begins anew
      return;
    }
    const { stage, id, failure } = confirmation;
    if (failure && stage !== "done") again = setTimeout(() => ((last = ""), act(phone.status)), 300);
    if (stage === "done" || stage === "signed") phone.say("next");
    if (last === `${id} ${stage}`) return;
    last = `${id} ${stage}`;
    if (stage === "shown") phone.say(wish === "refuse" ? "refuse person" : "confirm 123456");
    if (stage === "trouble") phone.say("again 123456");
  };
  phone.on("status", act);
  act(phone.status);
  return () => {
    clearTimeout(again);
    phone.off("status", act);
  };
}

// As the shop hears it, once the payment system is there again.
async function orderState(order) {
  for (;;) {
    try {
      return await sandbox.stateOf(order);
    } catch (error) {
      if (!["ECONNREFUSED", "ECONNRESET"].includes(error.code)) throw error;
      await once(phone, "status", { signal: AbortSignal.timeout(200) }).catch(() => {});
    }
  }
}

async function play(number) {
  const roll = dice(number * 7919);
  const victim = ["phone", "phone", "tappayd", "tappay-backend", "nobody"][roll(5)];
  const wish = roll(100) < 70 ? "confirm" : ["refuse", "withdraw"][roll(2)];
  const killAfter = roll(400);
  const withdrawAfter = roll(300);
  const amount = `${10 + number}.${String(roll(90) + 10)}`;
  const order = await sandbox.order(amount, `cut-${number}`);
  const id = newId();
  const stop = attend(wish);
  const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  await computer.call("confirm.start", { id, wish: "order", order: order.id, card });
  const kill = wait(killAfter).then(victims[victim]);
  if (wish === "withdraw") await wait(withdrawAfter).then(() => computer.call("confirm.withdraw", { id })).catch(({ data }) => assert.equal(data.code, "too_late"));
  await kill;
  const state = () => computer.confirmations.get(id)?.state;
  await computer.until(() => ENDS.includes(state()));
  const told = computer.confirmations.get(id);
  const shown = ({ history = [], confirmation }) => [confirmation, ...history].find((entry) => entry?.order === `cut-${number}`);
  await phone.until((status) => !shown(status) || ENDS.includes(shown(status).state));
  stop();
  const what = `seed ${number}: ${victim} killed after ${killAfter} ms, ${wish}: ${told.state} ${told.reason}`;
  console.log(what);
  const onPhone = shown(phone.status);
  if (onPhone) assert.equal(`${onPhone.state} ${onPhone.reason}`, `${told.state} ${told.reason}`, what);
  assert.equal((await orderState(order)) === "paid", told.state === "paid", what);
  assert.equal(sandbox.booked(amount), told.state === "paid" ? 1 : 0, what);
  if (wish === "refuse") assert.notEqual(told.state, "paid", what);
  return told.state;
}

test("everybody agrees, whoever was killed", { timeout: 900_000 }, async () => {
  const ends = {};
  for (let number = seed; number < seed + runs; ++number) {
    const state = await play(number);
    ends[state] = (ends[state] ?? 0) + 1;
  }
  console.log(ends);
  if (runs >= 20) assert.ok(ends.paid > runs / 4, "trouble did not keep everything from being paid");
});
