// Which shops may ask for payments: this page's, and all that were allowed.
import { browser } from "../worker/browser.js";
import { allowedSites } from "../worker/sites.js";

const patternOf = (origin) => `${new URL(origin).protocol}//${new URL(origin).hostname}/*`;

// The page the person looks at, where the toolbar's button was pressed on one that can take payments.
async function currentPage() {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  if (!tab?.url?.startsWith("https://")) return null;
  return { tab: tab.id, origin: new URL(tab.url).origin };
}

async function isAllowed(origin) {
  const builtIn = browser.runtime.getManifest().content_scripts.flatMap((script) => script.matches);
  return builtIn.includes(patternOf(origin)) || (await browser.permissions.contains({ origins: [patternOf(origin)] }));
}

export async function showSites(byId, text, element) {
  byId("sites-title").textContent = text("sites_title");
  const page = await currentPage();
  byId("here").textContent = page ? text("site_here", page.origin) : text("site_none");

  async function refresh() {
    const allowed = page && (await isAllowed(page.origin));
    byId("allow").hidden = !page;
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

  // The browser asks the person, and takes only a click for it.
  byId("allow").addEventListener("click", async () => {
    if (!(await browser.permissions.request({ origins: [patternOf(page.origin)] }))) return;
    await browser.runtime.sendMessage({ command: "begin", tab: page.tab });
    await refresh();
  });
  await refresh();
}
