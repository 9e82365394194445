// Where the browser's events come in. Everything else is in the file of its name.
import { browser } from "./browser.js";
import { failure } from "./failures.js";
import { lookAround } from "./health.js";
import { Limits } from "./limits.js";
import { onManage } from "./management.js";
import { Payment } from "./payment.js";
import { isOwnPage, originOf } from "./sender.js";
import { isCheck } from "./shapes.js";
import { onAllowed, syncSites } from "./sites.js";

const limits = new Limits();

function refuse(port, code) {
  port.postMessage({ event: "ended", result: { state: "failed", payment: null, failure: failure(code) } });
  port.disconnect();
}

function onCheck(port, done) {
  let there = true;
  port.onDisconnect.addListener(() => {
    there = false;
    done();
  });
  port.onMessage.addListener(async (message) => {
    if (!isCheck(message)) return refuse(port, "message.malformed");
    const health = await lookAround();
    done();
    if (!there) return;
    port.postMessage({ event: "ended", health });
    port.disconnect();
  });
}

browser.runtime.onConnect.addListener((port) => {
  const origin = originOf(port.sender);
  if (origin === null) return refuse(port, "page.not_allowed");
  const done = limits.begin(port.sender.tab.id);
  if (!done) return refuse(port, "plugin.busy");
  if (port.name === "pay") new Payment(port, origin, done);
  else if (port.name === "check") onCheck(port, done);
  else if (port.name === "manage") onManage(port, done);
  else {
    done();
    refuse(port, "message.malformed");
  }
});

browser.runtime.onMessage.addListener((message, sender, answer) => {
  if (!isOwnPage(sender) || message?.command !== "health") return false;
  lookAround().then(answer);
  return true;
});

browser.tabs.onRemoved.addListener((tab) => limits.forget(tab));
browser.permissions.onAdded.addListener(onAllowed);
browser.permissions.onRemoved.addListener(syncSites);
browser.runtime.onInstalled.addListener(syncSites);
browser.runtime.onStartup.addListener(syncSites);
