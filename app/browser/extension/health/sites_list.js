// Which shops may ask for payments: this page's, and all that were allowed.
import { browser } from "../worker/browser.js";
import { allowedSites } from "../worker/sites.js";

const patternOf = (origin) => `${new URL(origin).protocol}//${new URL(origin).hostname}/*`;

// The page the person looks at, where the toolbar's button was pressed on one that can take payments.
async function currentOrigin() {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab?.url?.startsWith("https://") ? new URL(tab.url).origin : null;
}

async function isAllowed(origin) {
  const builtIn = browser.runtime.getManifest().content_scripts.flatMap((script) => script.matches);
  return builtIn.includes(patternOf(origin)) || (await browser.permissions.contains({ origins: [patternOf(origin)] }));
}

export async function showSites(byId, text, element) {
  byId("sites-title").textContent = text("sites_title");
  const here = await currentOrigin();
  byId("here").textContent = here ? text("site_here", here) : text("site_none");

  async function refresh() {
    const allowed = here && (await isAllowed(here));
    byId("allow").hidden = !here;
    byId("allow").disabled = Boolean(allowed);
    byId("allow").textContent = text(allowed ? "site_allowed" : "site_allow");
    byId("sites").replaceChildren(...(await allowedSites()).map(siteElement));
  }

  function siteElement(pattern) {
    const item = element("li");
    const remove = element("button", "", text("site_remove"));
    remove.type = "button";
    remove.addEventListener("click", async () => {
      await browser.permissions.remove({ origins: [pattern] });
      await refresh();
    });
    item.append(element("div", "name", pattern.slice(0, -2)), remove);
    return item;
  }

  // The browser asks the person, and takes only a click for it. This page may be closed meanwhile, so
  // the worker does the rest.
  byId("allow").addEventListener("click", async () => {
    await browser.permissions.request({ origins: [patternOf(here)] });
    await refresh();
  });
  await refresh();
}
