// The application's browser socket, played by a script: answers what a test tells it to, and keeps
// what it was asked (docs/api.md, "Paying a web order").
import { EventEmitter, once } from "node:events";
import { createServer } from "node:net";
import { rmSync } from "node:fs";

export const PAYMENT = "01936b2e-5f00-7a31-8c11-3d2b6a90f4e7";
export const ORDER_ID = "01936b2e-0000-7a31-8c11-3d2b6a90f4e7";
export const READY = { version: "0.1.0", checkout: 1, plugin: "current", window: true, problems: [] };
export const checkout = (state, failure = null) => ({ id: PAYMENT, order: ORDER_ID, state, failure });

export const refusal = (code, words = {}) => ({ refused: { code, happened: `${code} happened`, remedy: `${code} remedy`, detail: "", ...words } });

class Connection extends EventEmitter {
  constructor(socket) {
    super();
    this.socket = socket;
    this.ended = once(socket, "close");
  }
  notify(method, params) {
    this.socket.write(JSON.stringify({ jsonrpc: "2.0", method, params }) + "\n");
  }
  changed(state, failure) {
    this.notify("checkout.changed", checkout(state, failure));
  }
  carry(number, url, body) {
    this.notify("checkout.carry", { id: PAYMENT, number, url, body });
  }
}

export class Application extends EventEmitter {
  asked = []; // {method, params, connection}
  #answers = {};
  #connections = new Set();

  constructor(path) {
    super();
    this.path = path;
    this.forget();
  }
  // Back to an application in which everything is well.
  forget() {
    this.asked = [];
    this.#answers = {
      "checkout.ready": () => READY,
      "checkout.start": () => checkout("waiting"),
      "checkout.cancel": () => checkout("cancelled"),
      "checkout.answer": () => ({}),
      "management.run": () => ({ task: "sign_on", state: "done" }),
    };
  }
  answer(method, answer) {
    this.#answers[method] = answer;
  }
  count(method) {
    return this.asked.filter((request) => request.method === method).length;
  }
  // The next request of this method, from now on.
  async next(method) {
    const [request] = await once(this, method);
    return request;
  }
  async start() {
    this.server = createServer((socket) => this.#accept(socket));
    this.server.listen(this.path);
    await once(this.server, "listening");
  }
  async stop() {
    if (!this.server?.listening) return;
    for (const connection of this.#connections) connection.socket.destroy();
    this.server.close();
    await once(this.server, "close");
    rmSync(this.path, { force: true });
  }
  #accept(socket) {
    const connection = new Connection(socket);
    this.#connections.add(connection);
    socket.on("error", () => {});
    socket.on("close", () => this.#connections.delete(connection));
    let rest = "";
    socket.setEncoding("utf8").on("data", (octets) => {
      const lines = (rest + octets).split("\n");
      rest = lines.pop();
      for (const line of lines) this.#take(JSON.parse(line), connection);
    });
  }
  #take({ id, method, params }, connection) {
    const request = { method, params, connection };
    this.asked.push(request);
    const answer = this.#answers[method](request);
    const said = answer?.refused ? { error: { code: -32000, message: answer.refused.happened, data: answer.refused } } : { result: answer };
    if (answer !== undefined) connection.socket.write(JSON.stringify({ jsonrpc: "2.0", id, ...said }) + "\n");
    this.emit(method, request);
  }
}
