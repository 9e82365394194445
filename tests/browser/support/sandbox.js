// A whole sandbox of real programs with a demo shop, and what a person at it can do: cards in the
// reader, agreeing at the operator's socket in the window's stead, looking into everybody's books.
import { execFileSync, spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { readFileSync } from "node:fs";
import { Agent, request } from "node:https";
import { createConnection } from "node:net";
import { join } from "node:path";
import { binary } from "./places.js";

// Until a program has said this; it is read on, so that it never waits for us.
function said(stream, words) {
  return new Promise((resolve) => {
    let text = "";
    stream.on("data", (octets) => {
      text += octets;
      if (text.includes(words)) resolve();
    });
  });
}

// The end of a line-wise JSON socket.
export class Lines extends EventEmitter {
  constructor(path) {
    super();
    this.socket = createConnection(path);
    this.socket.on("error", () => {});
    this.socket.on("close", () => this.emit("close"));
    let rest = "";
    this.socket.setEncoding("utf8").on("data", (octets) => {
      const lines = (rest + octets).split("\n");
      rest = lines.pop();
      for (const line of lines) this.emit("message", JSON.parse(line));
    });
  }
  say(object) {
    this.socket.write(JSON.stringify(object) + "\n");
  }
}

// Who sits at the window: agrees to each order unless told otherwise, and enters the PIN.
export class Person extends EventEmitter {
  agrees = true;
  payments = new Map(); // the last snapshot of each
  #next = 1;
  #pins = new Set();

  constructor(path) {
    super();
    this.lines = new Lines(path);
    this.lines.on("message", (message) => this.#take(message));
  }
  async ready() {
    await this.call("app.subscribe");
  }
  leave() {
    this.lines.socket.destroy();
  }
  call(method, params = {}) {
    const id = this.#next++;
    this.lines.say({ jsonrpc: "2.0", id, method, params });
    return new Promise((resolve, reject) => this.once(`answer-${id}`, ({ result, error }) => (error ? reject(Object.assign(new Error(error.message), error)) : resolve(result))));
  }
  // The payment of this order once it is so.
  async until(order, is) {
    const found = () => [...this.payments.values()].find((payment) => payment.order?.id === order && is(payment));
    while (!found()) await once(this, "payment");
    return found();
  }
  untilState(order, ...states) {
    return this.until(order, ({ state }) => states.includes(state));
  }
  accept(payment) {
    return this.call("checkout.accept", { id: payment.id });
  }
  #take({ id, method, params, result, error }) {
    if (id !== undefined) this.emit(`answer-${id}`, { result, error });
    else if (method === "transaction.changed") this.#see(params);
  }
  #see(payment) {
    const before = this.payments.get(payment.id);
    this.payments.set(payment.id, payment);
    if (payment.stage === "consent" && this.agrees && before?.stage !== "consent") this.accept(payment).catch(() => {});
    if (payment.stage === "enter_pin" && !this.#pins.has(payment.id)) this.#enterPin(payment.id);
    this.emit("payment", payment);
  }
  async #enterPin(id) {
    this.#pins.add(id);
    for (const key of [..."123456", "enter"]) await this.call("pin.key", { id, key });
  }
}

export class Sandbox {
  static async start(...options) {
    const sandbox = new Sandbox();
    sandbox.process = spawn(binary("tappay-sandbox"), ["up", "--shop", "--chip", "software", "--card", "debit", ...options], { stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    for await (const octets of sandbox.process.stdout) if ((said += octets).includes("# ready")) break;
    sandbox.directory = said.match(/TAPPAY_SANDBOX_DIR='([^']*)'/)?.[1];
    if (!sandbox.directory) throw new Error("the sandbox did not start");
    sandbox.#look();
    return sandbox;
  }
  // The one that this program was started in.
  static entered() {
    const sandbox = new Sandbox();
    sandbox.directory = process.env.TAPPAY_SANDBOX_DIR;
    sandbox.#look();
    return sandbox;
  }
  #look() {
    this.summary = JSON.parse(readFileSync(this.path("sandbox.json")));
    this.environment = this.summary.environment;
    this.key = readFileSync(this.path("shop/api-key.txt"), "utf8").trim();
    this.agent = new Agent({ ca: readFileSync(this.environment.TAPPAY_SHOP_CA) });
    this.home = { directory: this.path("browser"), profile: this.path("browser/profile"), path: (name) => this.path(`browser/${name}`) };
  }
  async stop() {
    const gone = once(this.process, "exit");
    this.process.kill("SIGTERM");
    this.again?.kill("SIGTERM");
    await gone;
  }
  path(name) {
    return join(this.directory, name);
  }
  async person() {
    const person = new Person(this.path("app.sock"));
    await person.ready();
    return person;
  }

  async cards(command) {
    const lines = new Lines(this.path("sim.sock"));
    lines.say(command);
    const [answer] = await once(lines, "message");
    lines.socket.destroy();
    if (!answer.ok) throw new Error(answer.error);
  }
  async insert(card = "debit") {
    await this.cards({ cmd: "remove" });
    await this.cards({ cmd: "insert", card });
  }

  // The shop's server at the payment system.
  async ask(method, path, body) {
    const url = new URL(path, this.environment.TAPPAY_PAY_URL);
    const { status, text } = await this.exchange(method, url, { Authorization: `Bearer ${this.key}`, "Content-Type": "application/json" }, body && JSON.stringify(body));
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${text}`);
    return JSON.parse(text);
  }
  // What a page has asked for, asked in its stead.
  forward(route) {
    const asked = route.request();
    return this.exchange(asked.method(), new URL(asked.url()), { "Content-Type": "application/json" }, asked.postData());
  }
  async exchange(method, url, headers, body) {
    const sent = request(url, { method, agent: this.agent, headers });
    sent.end(body);
    const [answer] = await once(sent, "response");
    let text = "";
    for await (const octets of answer.setEncoding("utf8")) text += octets;
    return { status: answer.statusCode, text };
  }
  order(amount, reference) {
    return this.ask("POST", "/v1/orders", { reference, amount, currency: "CNY", items: [{ name: "Oolong", quantity: 1, amount }] });
  }
  stateOf(order) {
    return this.ask("GET", `/v1/orders/${order.id}`).then(({ state }) => state);
  }

  // What an operator types at the payment system; gives what is printed.
  operate(...words) {
    return execFileSync(binary("tappay-backend"), ["--config", this.path("backend/config.json"), ...words], { encoding: "utf8" }).trim();
  }

  // What the issuer has booked with this amount and not taken back.
  booked(amount) {
    const totals = JSON.parse(execFileSync(binary("tappay-sim"), ["network", "totals", "--json", "--config", this.path("sim/network.json")]));
    return totals.entries.filter((entry) => entry.amount === amount && entry.state === "approved").length;
  }

  // As a power cut; until the sandbox says that it is gone.
  async kill(program) {
    const { pid } = this.summary.programs.find(({ name }) => name === program);
    process.kill(pid, "SIGKILL");
    await said(this.process.stderr, `${program} ended`);
  }
  async startAgain(program, configuration) {
    this.again = spawn(binary(program), ["--config", this.path(configuration)], { env: { ...process.env, ...this.environment }, stdio: ["ignore", "ignore", "pipe"] });
    await said(this.again.stderr, "ready");
  }
}
