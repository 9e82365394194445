// A client of the local API that goes on when the application was killed and begun again: asks anew
// what it had asked, which each of its calls bears.
import { randomBytes } from "node:crypto";
import { EventEmitter, once } from "node:events";
import { Lines } from "./sandbox.js";

// UUID, version 7 (RFC 9562, 5.7).
export function newId() {
  const octets = Buffer.concat([Buffer.alloc(6), randomBytes(10)]);
  octets.writeUIntBE(Date.now(), 0, 6);
  octets[6] = 0x70 | (octets[6] & 0x0f);
  octets[8] = 0x80 | (octets[8] & 0x3f);
  return octets.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

export class Computer extends EventEmitter {
  #waiting = new Map();
  #next = 1;
  #left = false;
  phones = {};
  devices = {};
  cardholder = {};
  confirmations = new Map(); // the last snapshot of each

  constructor(path) {
    super();
    this.setMaxListeners(50);
    this.path = path;
    this.#connect();
  }
  #connect() {
    this.lines = new Lines(this.path);
    this.lines.on("message", (message) => this.#take(message));
    // The application isn't there yet, or not any more.
    this.lines.on("close", () => this.#left || setTimeout(() => this.#connect(), 50));
    const asked = [...this.#waiting.values()];
    this.#waiting.clear();
    this.#send("app.subscribe", {}, (result) => this.#subscribed(result));
    for (const { method, params, done, refused } of asked) this.#send(method, params, done, refused);
  }
  #subscribed({ phones, devices, cardholder, confirmations }) {
    Object.assign(this, { phones, devices, cardholder });
    for (const one of confirmations ?? []) this.confirmations.set(one.id, one);
    this.emit("changed");
  }
  #send(method, params, done = () => {}, refused = () => {}) {
    const id = this.#next++;
    this.#waiting.set(id, { method, params, done, refused });
    this.lines.say({ jsonrpc: "2.0", id, method, params });
  }
  #take({ id, method, params, result, error }) {
    const asked = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (asked) return error ? asked.refused(Object.assign(new Error(error.message), error)) : asked.done(result);
    if (method === "phones.changed") this.phones = params;
    if (method === "devices.changed") this.devices = params;
    if (method === "cardholder.changed") this.cardholder = params;
    if (method === "confirmation.changed") this.confirmations.set(params.id, params);
    this.emit("changed");
  }
  call(method, params = {}) {
    return new Promise((done, refused) => this.#send(method, params, done, refused));
  }
  // The first snapshot for which this is so.
  async until(is) {
    while (!is(this)) await once(this, "changed");
    return this;
  }
  leave() {
    this.#left = true;
    this.lines.socket.destroy();
  }

  // A card of the cardholder's own, held to the reader; its id.
  async addCard(sandbox) {
    await this.call("cardholder.addCard");
    await this.until(({ cardholder }) => cardholder?.stage === "present_card");
    await sandbox.insert();
    await this.until(({ cardholder }) => ["remove_card", null].includes(cardholder?.stage) && cardholder.account);
    await sandbox.cards({ cmd: "remove" });
    await this.until(({ cardholder }) => cardholder?.step === "idle");
    return this.cardholder.account.cards[0].id;
  }
  // Both screens show the same digits.
  async pair(phone) {
    await this.call("phone.pair", { for: "cardholder" });
    await this.until(({ phones }) => phones?.pairing?.state === "offered");
    phone.say("pair", this.phones.pairing.invitation, "Mei's phone");
    await this.until(({ phones }) => phones.pairing.state === "answered");
    await phone.until(({ pairing }) => pairing?.code === this.phones.pairing.code);
    await this.call("phone.accept");
    await this.until(({ phones }) => phones.pairing.state === "accepted");
    await phone.until(({ pairing }) => pairing?.phone);
  }
  // A device that the phone reaches this way.
  async addDevice(phone, way) {
    phone.say("device add", way, "123456", "Key on the ring");
    const { devices } = await phone.until((status) => status.devices?.length > 0);
    await this.call("device.refresh", { for: "cardholder" });
    const known = ({ devices: told }) => told?.devices?.find(({ id }) => id === devices[0].id);
    await this.until((computer) => known(computer) && computer.devices.step === "idle");
    await this.call("device.accept", { for: "cardholder", device: devices[0].id });
    await this.until((computer) => known(computer)?.standing === "registered");
  }
}
