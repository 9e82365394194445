// Asks the application whether a payment can be made, over a host that has greeted.
import { browser } from "./browser.js";
import { Refused, localised } from "./failures.js";

export const VERSION = browser.runtime.getManifest().version;

export async function askReadiness(native) {
  const ready = await native.call("checkout.ready", { plugin: VERSION });
  await showBadge(ready.plugin !== "current");
  return ready;
}

export function refuseOutdated(ready) {
  if (ready.plugin === "outdated") throw new Refused("plugin.outdated");
}

export const problemsOf = (ready) => (Array.isArray(ready.problems) ? ready.problems.map(localised) : []);

// The toolbar's button asks for an update.
async function showBadge(wanted) {
  await browser.action.setBadgeText({ text: wanted ? "!" : "" });
  if (wanted) await browser.action.setBadgeBackgroundColor({ color: "#9A5200" });
}
