// The parts of the browser's interface that the plug-in's modules use, for tests without a browser.
// To be imported before them.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { EXTENSION } from "../support/places.js";

export const messages = (locale) => JSON.parse(readFileSync(join(EXTENSION, `_locales/${locale}/messages.json`)));
export const manifest = JSON.parse(readFileSync(join(EXTENSION, "manifest.json")));

class Event {
  listeners = [];
  addListener(listener) {
    this.listeners.push(listener);
  }
  emit(...values) {
    for (const listener of this.listeners) listener(...values);
  }
}

export class FakePort {
  onMessage = new Event();
  onDisconnect = new Event();
  sent = [];
  disconnected = false;
  onSent = () => {};
  postMessage(message) {
    this.sent.push(message);
    this.onSent(message);
  }
  disconnect() {
    this.disconnected = true;
  }
  say(message) {
    this.onMessage.emit(message);
  }
  end(reason) {
    globalThis.chrome.runtime.lastError = reason ? { message: reason } : undefined;
    this.onDisconnect.emit(this);
  }
}

const english = messages("en");
export const fake = { ports: [] };
globalThis.chrome = {
  runtime: {
    id: "own",
    getURL: (path) => `chrome-extension://own/${path}`,
    getManifest: () => manifest,
    connectNative() {
      fake.ports.push(new FakePort());
      return fake.ports.at(-1);
    },
  },
  i18n: { getMessage: (key) => english[key]?.message ?? "" },
  action: { setBadgeText: async () => {}, setBadgeBackgroundColor: async () => {} },
};
