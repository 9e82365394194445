// The management page: a signed request of the payment system to the computer it is opened at. It
// stands in the address behind the #, which no server sees. What is shown is read from it; whether
// it is genuine and for this computer, the application alone can tell.
import { begin, draw } from "/pay-view.js";
import { sentences } from "/pay-failures.js";
import { language, say as common } from "/pay-words.js";
import { wordsOf } from "/manage-words.js";

const say = wordsOf(language);
const request = location.hash.slice(1);
let command = null;
let attempt = null; // {state, failure}; state "busy" while it runs

function read() {
  try {
    const payload = request.split(".")[1].replace(/-/g, "+").replace(/_/g, "/");
    const octets = Uint8Array.from(atob(payload), (character) => character.charCodeAt(0));
    const said = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(octets));
    return said.type === "management" && ["sign_on", "renew_keys"].includes(said.task) ? said : null;
  } catch {
    return null;
  }
}

const goAction = (key) => ({ name: key, text: say(key), first: true, press: go });
const words = (key, sign, actions = []) => ({ lights: 0, sign, say: say(key), help: say(key + "Help"), actions });

function whyNot() {
  if (attempt.failure.code === "permission.denied") return { ...words("over", "no"), say: say("failed"), help: say("refusedHelp") };
  const [happened, remedy] = sentences(attempt.failure, language);
  return { lights: 0, sign: "no", say: say("failed"), help: happened + " " + remedy, actions: [goAction("again")] };
}

function screen() {
  if (!command) return words("broken", "no");
  if (attempt?.state === "busy") return { lights: 3, say: say("busy"), help: say("busyHelp") };
  if (attempt?.state === "done") return words("done", "ok");
  if (attempt?.state === "running") return words("running", "note");
  if (attempt?.state === "unknown") return words("unknown", "maybe", [goAction("again")]);
  if (attempt) return whyNot();
  if (new Date(command.expires) <= Date.now()) return words("over", "no");
  return { ...words(command.task, null, [goAction("go")]), lights: 1 };
}

// In the click itself: the plug-in takes a request only there.
async function go() {
  attempt = { state: "busy" };
  draw(screen());
  attempt = window.TapPay
    ? await window.TapPay.manage(request)
    : { state: "failed", failure: { code: "page.incomplete", happened: common("noScript"), remedy: common("noScriptHelp") } };
  draw(screen());
}

begin();
command = read();
document.title = say("title");
document.getElementById("foot").textContent = common("at", { host: location.host });
if (command) {
  const until = new Date(command.expires).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
  document.getElementById("to").textContent = say("to", { terminal: command.terminalId, until });
}
draw(screen());
