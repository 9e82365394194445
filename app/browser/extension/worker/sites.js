// The shops a person has allowed, one by one: the content script is registered for exactly these.
import { browser } from "./browser.js";

const SCRIPT = "allowed-sites";
const FILES = ["page/content.js"];
const builtIn = () => browser.runtime.getManifest().content_scripts.flatMap((script) => script.matches);

export async function allowedSites() {
  const { origins = [] } = await browser.permissions.getAll();
  return origins.filter((pattern) => pattern.startsWith("https://") && !builtIn().includes(pattern));
}

async function register() {
  const matches = await allowedSites();
  const there = await browser.scripting.getRegisteredContentScripts({ ids: [SCRIPT] });
  if (matches.length === 0) {
    if (there.length > 0) await browser.scripting.unregisterContentScripts({ ids: [SCRIPT] });
    return;
  }
  const script = { id: SCRIPT, matches, js: FILES, runAt: "document_start", allFrames: false, persistAcrossSessions: true };
  if (there.length > 0) await browser.scripting.updateContentScripts([script]);
  else await browser.scripting.registerContentScripts([script]);
}

// Changes can come while one is being made.
let last = Promise.resolve();
export function syncSites() {
  last = last.then(register, register);
  return last;
}

// Also for its pages that are open already.
export async function onAllowed({ origins = [] }) {
  await syncSites();
  if (origins.length === 0) return;
  const tabs = await browser.tabs.query({ url: origins });
  await Promise.allSettled(tabs.map(({ id }) => browser.scripting.executeScript({ target: { tabId: id, frameIds: [0] }, files: FILES })));
}
