// confirm_walkthrough.js DIRECTORY: in a sandbox with a shop and `--device both`, pairs the phone's
// window with the desktop's, and confirms two web orders on it without anybody: the first is signed by
// the virtual device over Bluetooth, the second in the card reader. Pictures of both in DIRECTORY.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { Computer, newId } from "./support/computer.js";
import { Phone } from "./support/phone.js";
import { binary } from "./support/places.js";
import { Sandbox } from "./support/sandbox.js";

const pictures = resolve(process.argv[2] ?? "out/screens");
mkdirSync(pictures, { recursive: true });
const offscreen = { QT_QPA_PLATFORM: "offscreen", QT_QUICK_BACKEND: "software" };
const sandbox = Sandbox.entered();
const device = (word) => execFileSync(binary("tappay-sim"), ["device", "tell", word, "--control", sandbox.path("device.sock")]);

// The desktop's window, led through what is asked for; its lines, and whether it came through.
function desktop(...options) {
  const child = spawn(binary("tappay"), ["--accompany", pictures, ...options], { env: { ...process.env, ...offscreen }, stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout });
  const ended = once(child, "exit").then(([status]) => {
    if (status !== 0) throw new Error(`tappay --accompany ${options} ended with ${status}`);
  });
  ended.catch(() => {});
  const said = [];
  lines.on("line", (text) => said.push(text));
  const line = async (word) => {
    for (;;) {
      const found = said.find((text) => text.startsWith(word));
      if (found !== undefined) return found.slice(word.length).trim();
      await Promise.race([once(lines, "line"), ended.then(() => { throw new Error(`the window never said "${word}"`); })]);
    }
  };
  return { child, line, ended };
}

// A picture of each stage of the phone that it passes, and what its owner does there.
function owner(phone, prefix) {
  const seen = new Set();
  const act = ({ confirmation }) => {
    if (!confirmation || seen.has(confirmation.stage)) return;
    seen.add(confirmation.stage);
    phone.say("picture", join(pictures, `${prefix}-${confirmation.stage}.png`));
    if (confirmation.stage === "shown") phone.say("confirm", "123456");
  };
  phone.on("status", act);
  return () => phone.off("status", act);
}

const computer = new Computer(sandbox.path("app.sock"));
let phone = new Phone(sandbox.path("phone"), { ...sandbox.environment, ...offscreen }, "--window", "--no-reader", "--device-authorities", join(process.env.TAPPAY_DEVICE_DIR, "authority.pem"));
try {
  device("remove"); // a terminal that waits for a card takes it for one
  const card = await computer.addCard(sandbox);

  const pairing = desktop("--pair-phone");
  phone.say("picture", join(pictures, "phone-unpaired.png"));
  phone.say("pair", await pairing.line("invitation"), "Mei's phone");
  const code = await pairing.line("code");
  await phone.until((status) => status.pairing?.code === code);
  phone.say("picture", join(pictures, "phone-code.png"));
  pairing.child.stdin.write(`accept ${code}\n`);
  await pairing.ended;
  await phone.until(({ pairing: told }) => told?.phone);

  phone.on("status", ({ deviceCode }) => deviceCode && phone.say("device", "same"));
  await computer.addDevice(phone, "bluetooth");
  phone.say("picture", join(pictures, "phone-devices.png"));

  const first = await sandbox.order("128.60", "tea-1");
  const window = desktop("--confirm-on-phone");
  await window.line("ready");
  const done = owner(phone, "phone-bluetooth");
  await computer.call("checkout.open", { order: first.id });
  await window.ended;
  await phone.until(({ confirmation }) => confirmation?.state === "paid");
  done();
  console.log(`paid ${first.id}: confirmed on the phone, signed over Bluetooth`);

  await phone.quit();
  device("insert");
  phone = new Phone(sandbox.path("phone"), { ...sandbox.environment, ...offscreen }, "--window", "--no-bluetooth");
  const second = await sandbox.order("68.00", "tea-2");
  const again = owner(phone, "phone-reader");
  const id = newId();
  await computer.call("confirm.start", { id, wish: "order", order: second.id, card });
  await computer.until(({ confirmations }) => confirmations.get(id)?.state === "paid");
  await phone.until(({ confirmation }) => confirmation?.state === "paid");
  again();
  console.log(`paid ${second.id}: confirmed on the phone, signed in the card reader`);
  console.log(`pictures in ${pictures}`);
} finally {
  computer.leave();
  await phone.quit();
}
