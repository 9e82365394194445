// One payment: a page's port on one side, a host of its own on the other. When either ends, the
// payment's conversation ends; what the application does then is its own business (docs/api.md).
import { Refused, localised } from "./failures.js";
import { NativePort } from "./native_port.js";
import { askReadiness, refuseOutdated } from "./readiness.js";
import { isAnswer, isCancel, isCarry, isOrder, isPay } from "./shapes.js";

const FINAL = new Set(["paid", "declined", "cancelled", "failed", "unknown"]);

export class Payment {
  #page; // its port
  #origin; // from the browser
  #native;
  #begun = false; // the page has asked
  #asked = false; // the application may have heard of it
  #id = null;
  #cancelled = false; // by the page, before the application had an id for it
  #onEnd;

  constructor(page, origin, onEnd, native = new NativePort()) {
    this.#page = page;
    this.#origin = origin;
    this.#onEnd = onEnd;
    this.#native = native;
    page.onMessage.addListener((message) => this.#take(message));
    page.onDisconnect.addListener(() => this.#close());
  }

  #take(message) {
    if (isPay(message) && !this.#begun) {
      this.#begun = true;
      this.#pay(message.order).catch((error) => this.#fail(error));
    } else if (isCancel(message) && this.#begun) {
      this.#cancel();
    } else if (isAnswer(message) && this.#id) {
      const { number, status, body } = message;
      this.#call("checkout.answer", { id: this.#id, number, status, body });
    } else {
      this.#end("failed", new Refused("message.malformed").failure);
    }
  }

  async #pay(order) {
    if (!isOrder(order)) throw new Refused("order.invalid");
    this.#native.onEvent = (event, values) => this.#onEvent(event, values);
    this.#native.onLost = (why) => this.#fail(why);
    await this.#native.open();
    refuseOutdated(await askReadiness(this.#native));
    this.#asked = true;
    let checkout;
    try {
      checkout = await this.#native.call("checkout.start", { order, origin: this.#origin });
    } catch (error) {
      // Refused by the application: nothing has begun. Without an answer it may have.
      if (!["app.no_answer", "app.connection_lost", "host.crashed"].includes(error.failure?.code)) this.#asked = false;
      throw error;
    }
    this.#id = checkout.id;
    this.#changed(checkout);
    if (this.#cancelled) this.#cancel();
  }

  #cancel() {
    this.#cancelled = true;
    if (this.#id) this.#call("checkout.cancel", { id: this.#id });
  }

  // The payment's state comes with the notifications; a refusal here (too late, not the question that
  // is open) changes nothing.
  #call(command, args) {
    this.#native.call(command, args).catch(() => {});
  }

  #onEvent(event, values) {
    if (event === "application.lost") this.#fail(new Refused(values.code ?? "app.connection_lost"));
    else if (this.#id && values.id !== this.#id) return;
    else if (event === "checkout.changed") this.#changed(values);
    else if (event === "checkout.carry") this.#carry(values);
  }

  #carry({ id, number, url, body }) {
    if (isCarry({ number, url, body })) this.#tell({ event: "carry", number, url, body });
    else this.#call("checkout.answer", { id, number, status: 0, body: "" });
  }

  #changed({ id, state, failure }) {
    this.#id = id;
    if (FINAL.has(state)) this.#end(state, failure ? localised(failure) : null);
    else this.#tell({ event: "changed", state, payment: id });
  }

  #fail(error) {
    this.#end(this.#asked ? "unknown" : "failed", error.failure ?? new Refused("internal").failure);
  }

  #end(state, failure) {
    this.#tell({ event: "ended", result: { state, payment: this.#id, failure } });
    this.#close();
  }

  #tell(message) {
    try {
      this.#page?.postMessage(message);
    } catch {
      // The tab is gone; its disconnection is on the way.
    }
  }

  #close() {
    this.#native.close();
    this.#page?.disconnect();
    this.#page = null;
    this.#onEnd();
    this.#onEnd = () => {};
  }
}
