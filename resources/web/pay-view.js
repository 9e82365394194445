// Draws the payment page. Everything goes in as text: an order can't bring markup along.
import { language, money, say, steps } from "/pay-words.js";

const $ = (id) => document.getElementById(id);
const SVG = "http://www.w3.org/2000/svg";
// Icon and colour never stand alone: the sentence says the same.
const signs = {
  ok: ["M4.5 12.5l5 5 10-11"],
  no: ["M6 6l12 12", "M18 6L6 18"],
  maybe: ["M9 9a3 3 0 1 1 4.5 2.6c-1 .6-1.5 1.2-1.5 2.4", "M12 17.5v.01"],
  note: ["M12 7v6", "M12 16.5v.01"],
};

function drawSign(kind) {
  const sign = $("sign");
  sign.hidden = !kind;
  sign.className = "sign " + (kind || "");
  if (!kind) return;
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  for (const line of signs[kind]) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", line);
    svg.append(path);
  }
  sign.replaceChildren(svg);
}

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function actionElement(action) {
  const made = element(action.href ? "a" : "button", "button" + (action.first ? " first" : ""), action.text);
  if (action.href) made.href = action.href;
  else made.type = "button";
  if (action.press) made.addEventListener("click", action.press);
  made.dataset.action = action.name;
  return made;
}

// Keeps the very elements while the actions are the same, so that the keyboard's place stays.
function drawActions(actions) {
  const place = $("actions");
  const names = actions.map((action) => action.name).join();
  if (place.dataset.names === names) return;
  const hadFocus = place.contains(document.activeElement);
  place.dataset.names = names;
  place.replaceChildren(...actions.map(actionElement));
  if (hadFocus && place.firstElementChild) place.firstElementChild.focus();
}

function drawSteps(now) {
  $("steps").hidden = now === undefined;
  $("steps").replaceChildren(...steps.map((text, index) => {
    const step = element("li", index < now ? "done" : index === now ? "now" : "", text);
    if (index === now) step.setAttribute("aria-current", "step");
    return step;
  }));
}

// {lights, sign, say, help, step, actions}
export function draw(screen) {
  [...$("lights").children].forEach((light, index) => light.classList.toggle("on", index < screen.lights));
  $("lights").hidden = screen.lights === 0;
  drawSign(screen.sign);
  drawSteps(screen.step);
  $("help").textContent = screen.help || "";
  drawActions(screen.actions || []);
  if ($("say").textContent === screen.say) return;
  $("say").textContent = screen.say;
  $("live").textContent = screen.say + ". " + (screen.help || "");
}

function drawMoney(place, amount, currency) {
  const [sign, number] = money(amount, currency);
  place.replaceChildren(element("small", "", sign), element("span", "", number));
  return sign + number;
}

export function drawOrder(order) {
  const paid = drawMoney($("amount"), order.amount, order.currency);
  document.title = paid + " · " + say("title", { shop: order.shop });
  $("to").textContent = say("to", { shop: order.shop });
  $("where").textContent = order.shop;
  $("order-title").textContent = say("order");
  $("reference").textContent = say("reference", { reference: order.reference });
  $("items").replaceChildren(...order.items.map((item) => {
    const line = element("li");
    const name = element("span", "name", item.name);
    if (item.quantity > 1) name.append(element("span", "count", say("each", { count: item.quantity })));
    line.append(name, element("span", "money", money(item.amount, order.currency).join("")));
    return line;
  }));
  $("total-label").textContent = say("total");
  $("total").textContent = paid;
  $("order").hidden = false;
  $("foot").textContent = say("shopAt", { host: new URL(order.origins[0]).host }) + " · " + say("at", { host: location.host });
}

export function drawLeft(milliseconds) {
  const left = $("left");
  if (milliseconds === null || milliseconds <= 0) {
    left.textContent = "";
    return;
  }
  const seconds = Math.floor(milliseconds / 1000);
  const time = Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0");
  const soon = seconds < 60;
  left.textContent = say(soon ? "leftSoon" : "left", { time });
  if (soon && !left.classList.contains("soon")) $("live").textContent = say("soon");
  left.classList.toggle("soon", soon);
}

export function begin() {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
}
