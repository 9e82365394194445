// The shop's own page with the payment system's library in it. It shows what the library says; what
// the order became it asks the shop's own server, which asks the payment system.
import { sentences } from "/pay-failures.js";

const order = document.getElementById("order"), pay = document.getElementById("pay");
const tap = document.getElementById("tap"), place = document.getElementById("say");
const words = JSON.parse(pay.dataset.words);
const language = document.documentElement.lang.startsWith("zh") ? "zh" : "en";

function tell(text) {
  place.textContent = text;
}

function end({ state, failure }) {
  tap.disabled = state === "paid" || state === "unknown";
  if (state === "paid") tell(words.confirming);
  else if (state === "unknown") tell(words.unknown);
  else if (state === "cancelled" || !failure) tell(words.cancelled);
  else tell(sentences(failure, language).join(" "));
}

tap.addEventListener("click", () => {
  if (!window.TapPay) return tell(words.noLibrary);
  tap.disabled = true;
  tell(words.asking);
  const onChange = ({ state }) => tell(state === "paying" ? words.paying : words.asking);
  window.TapPay.pay({ order: pay.dataset.signed, onChange }).then(end);
});

const rest = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

// Until the shop's server knows more than this page shows.
async function follow() {
  for (;;) {
    try {
      const answer = await fetch(location.pathname + "/state?known=" + order.dataset.state, { cache: "no-store" });
      if (answer.ok && (await answer.json()).state !== order.dataset.state) return location.reload();
      if (!answer.ok) await rest(5000);
    } catch {
      await rest(2000);
    }
  }
}
follow();
