// One connection to the host: idle -> connecting -> greeting -> ready -> ending. Nothing is asked
// before the host has said its version, and everything has a deadline.
import { browser } from "./browser.js";
import { Refused, localised } from "./failures.js";

export const HOST = "invalid.tappay.browser";
export const API = 1; // of the messages between plug-in and host
const GREETING = 2_000; // ms until the host must have said its version
const ANSWER = 12_000; // the host's own patience with the application is 10 s
const LARGEST = 64 * 1024; // octets of a message to the host

// Why a connection ended before its time, from the browser's words for it.
function codeOfEnd(reason) {
  if (/not found|no such native application|failed to start|not executable|does not exist/i.test(reason)) return "host.missing";
  if (/forbidden|not allowed/i.test(reason)) return "host.forbidden";
  return "host.crashed";
}

export class NativePort {
  state = "idle";
  host = null; // its version
  onEvent = () => {};
  onLost = () => {}; // a Refused; not after close()
  #port = null;
  #open = new Map(); // questions: {resolve, reject, timer}
  #lastId = 0;
  #greeted = null;

  async open() {
    this.state = "connecting";
    return new Promise((resolve, reject) => {
      this.#greeted = { resolve, reject };
      this.#port = browser.runtime.connectNative(HOST);
      this.state = "greeting";
      this.#port.onMessage.addListener((message) => this.#take(message));
      this.#port.onDisconnect.addListener((port) => this.#lose(port));
      this.#greeted.timer = setTimeout(() => this.#fail(new Refused("host.silent")), GREETING);
    });
  }

  async call(command, args) {
    if (this.state !== "ready") throw new Refused("host.crashed");
    const message = { id: ++this.#lastId, command, arguments: args };
    if (new TextEncoder().encode(JSON.stringify(message)).length > LARGEST) throw new Refused("message.too_large");
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#open.delete(message.id);
        reject(new Refused("app.no_answer"));
      }, ANSWER);
      this.#open.set(message.id, { resolve, reject, timer });
      this.#port.postMessage(message);
    });
  }

  close() {
    if (this.state === "ending") return;
    this.state = "ending";
    clearTimeout(this.#greeted?.timer);
    this.#rejectAll(new Refused("host.crashed"));
    this.#port?.disconnect();
  }

  #take(message) {
    if (this.state === "greeting") this.#greet(message);
    else if (this.state === "ready" && message.event) this.onEvent(message.event, message.arguments ?? {});
    else if (this.state === "ready") this.#answer(message);
  }

  #greet(message) {
    if (typeof message?.version !== "string" || !Number.isInteger(message.api)) this.#fail(new Refused("host.crashed"));
    else if (message.api < API) this.#fail(new Refused("host.older"));
    else if (message.api > API) this.#fail(new Refused("host.newer"));
    else {
      clearTimeout(this.#greeted.timer);
      this.state = "ready";
      this.host = message.version;
      this.#greeted.resolve();
    }
  }

  #answer({ id, result, failure }) {
    const question = this.#open.get(id);
    if (!question) return;
    this.#open.delete(id);
    clearTimeout(question.timer);
    if (failure) question.reject(Object.assign(new Refused("internal"), { failure: localised(failure) }));
    else question.resolve(result ?? {});
  }

  #lose(port) {
    const reason = port.error?.message ?? browser.runtime.lastError?.message ?? "";
    if (this.state !== "ending") this.#fail(new Refused(codeOfEnd(reason)));
  }

  #fail(why) {
    const greeting = this.state === "greeting";
    this.#rejectAll(why);
    this.close();
    if (greeting) this.#greeted.reject(why);
    else this.onLost(why);
  }

  #rejectAll(why) {
    for (const { reject, timer } of this.#open.values()) {
      clearTimeout(timer);
      reject(why);
    }
    this.#open.clear();
  }
}
