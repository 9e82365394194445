// Between the page and the service worker, in the page's top frame. It decides nothing that a page
// could gain from: who asks is what the browser tells the worker, what is paid is what the payment
// system has signed. It keeps out what no honest page sends. docs/browser.md, "Page and plug-in".
(() => {
  "use strict";

  const LARGEST = 64 * 1024; // octets of a message, as JSON
  const MESSAGES = 60; // of a page, in each period
  const PERIOD = 10_000; // ms
  const COMMANDS = new Set(["check", "pay", "manage", "cancel", "answer"]);
  const BEGINS = new Set(["check", "pay", "manage"]); // a conversation
  const BY_A_CLICK = new Set(["pay", "manage"]);

  const api = globalThis.browser ?? globalThis.chrome;
  if (globalThis.tapPayListens || window.top !== window || !window.isSecureContext) return;
  if (self.origin === "null" || location.protocol !== "https:") return;
  globalThis.tapPayListens = true;

  const conversations = new Map(); // of the page's ids: the worker's port, and the payment once it has begun

  const tellPage = (id, event, values = {}) =>
    window.postMessage({ tapPay: 1, to: "page", id, event, ...values }, self.origin);
  const refuse = (id, code, payment = null) =>
    tellPage(id, "ended", { result: { state: payment ? "unknown" : "failed", payment, failure: failureOf(code) } });

  function failureOf(code) {
    const key = code.replaceAll(".", "_");
    return {
      code,
      happened: api.i18n.getMessage(`${key}_happened`),
      remedy: api.i18n.getMessage(`${key}_remedy`),
    };
  }

  // A bucket that is filled anew each period: a page that floods us is answered, and costs nothing.
  const bucket = { left: MESSAGES, since: performance.now() };
  function allowed() {
    const now = performance.now();
    if (now - bucket.since > PERIOD) Object.assign(bucket, { left: MESSAGES, since: now });
    return bucket.left-- > 0;
  }

  function sizeOf(message) {
    try {
      return new TextEncoder().encode(JSON.stringify(message)).length;
    } catch {
      return Infinity; // what JSON can't say is no message of ours
    }
  }

  function isAddressedToUs(message) {
    return message !== null && typeof message === "object" && message.tapPay === 1 && message.to === "plugin";
  }
  const isId = (id) => typeof id === "string" && /^[A-Za-z0-9-]{1,64}$/.test(id);

  // Why it goes no further; null for a message that may.
  function problemOf(message) {
    if (!allowed()) return "plugin.busy";
    if (sizeOf(message) > LARGEST) return "message.too_large";
    if (!COMMANDS.has(message.command)) return "message.malformed";
    if (BEGINS.has(message.command) === conversations.has(message.id)) return "message.malformed";
    if (BY_A_CLICK.has(message.command) && !navigator.userActivation?.isActive) return "gesture.missing";
    return null;
  }

  function connect(id, command) {
    let port;
    try {
      port = api.runtime.connect({ name: command });
    } catch {
      return null; // the plug-in was updated or removed under this page
    }
    const conversation = { port, payment: null };
    port.onMessage.addListener(({ event, ...values }) => {
      if (event === "ended") conversations.delete(id);
      if (event === "changed") conversation.payment = values.payment;
      tellPage(id, event, values);
    });
    port.onDisconnect.addListener(() => {
      if (conversations.delete(id)) refuse(id, "plugin.reloaded", conversation.payment);
    });
    conversations.set(id, conversation);
    return conversation;
  }

  function take(message) {
    const { tapPay: _, to: __, id, command, ...values } = message;
    const problem = problemOf(message);
    if (problem) {
      refuse(id, problem);
      return;
    }
    const conversation = conversations.get(id) ?? connect(id, command);
    if (!conversation) {
      refuse(id, "plugin.reloaded");
      return;
    }
    if (BEGINS.has(command)) tellPage(id, "taken");
    conversation.port.postMessage({ command, ...values });
  }

  window.addEventListener("message", (event) => {
    if (event.source !== window || event.origin !== self.origin) return;
    if (isAddressedToUs(event.data) && isId(event.data.id)) take(event.data);
  });
})();
