// The page behind the toolbar's button, also shown as the plug-in's options: what is there, what is
// missing and how to mend it, and the shops that are allowed.
import { browser } from "../worker/browser.js";
import { isReady, rowsOf } from "./rows.js";
import { showSites } from "./sites_list.js";

const text = (key, ...values) => browser.i18n.getMessage(key, values);
const byId = (id) => document.getElementById(id);

function element(name, className, content) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (content) made.textContent = content;
  return made;
}

function updateButton() {
  const button = element("button", "", text("update_now"));
  button.type = "button";
  button.addEventListener("click", async () => {
    button.disabled = true;
    const found = await browser.runtime.requestUpdateCheck().catch(() => ({ status: "no_update" }));
    if ((found.status ?? found[0]) === "update_available") browser.runtime.reload();
    else button.after(element("p", "remedy", text("update_none")));
  });
  return button;
}

function rowElement(row) {
  const item = element("li", row.state);
  item.dataset.row = row.name;
  item.dataset.state = row.state;
  const head = element("div", "head");
  head.append(element("span", "name", text(`row_${row.name}`)), element("span", "state", text(`state_${row.state}`)));
  item.append(head);
  if (row.version) item.append(element("p", "version", text("version", row.version)));
  for (const failure of row.failures) {
    const happened = element("p", "happened", failure.happened);
    happened.dataset.code = failure.code;
    item.append(happened, element("p", "remedy", failure.remedy));
  }
  if (row.state === "update") item.append(element("p", "remedy", text("update_remedy")));
  if (row.name === "plugin" && row.state !== "ok") item.append(updateButton());
  return item;
}

function showLights(rows) {
  const ready = rows.filter((row) => row.state === "ok" || row.state === "update").length;
  const lit = Math.floor((4 * ready) / rows.length);
  [...byId("lights").children].forEach((light, index) => light.classList.toggle("on", index < lit));
}

async function look() {
  byId("again").disabled = true;
  byId("summary").textContent = text("summary_looking");
  const rows = rowsOf(await browser.runtime.sendMessage({ command: "health" }));
  byId("rows").replaceChildren(...rows.map(rowElement));
  byId("summary").textContent = text(isReady(rows) ? "summary_ready" : "summary_missing");
  showLights(rows);
  byId("again").disabled = false;
  document.body.dataset.looked = isReady(rows) ? "ready" : "missing";
}

document.documentElement.lang = browser.i18n.getUILanguage();
document.title = text("name");
byId("again").textContent = text("look_again");
byId("again").addEventListener("click", () => {
  delete document.body.dataset.looked;
  look();
});
look();
showSites(byId, text, element);
