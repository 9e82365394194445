// A web shop of a few lines over TLS, and a payment system's channel that a test can cut.
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import { join } from "node:path";
import { SOURCE } from "./places.js";

const ORDER = "eyJhbGciOiJFUzI1NiJ9.eyJ0eXBlIjoib3JkZXIifQ.c2lnbmF0dXJl";
const library = readFileSync(join(SOURCE, "resources/web/tappay.js"));

// Pays at a click; what comes of it stands in the page.
const SCRIPT = `
  const show = (id, value) => { const text = document.createElement("pre"); text.id = id; text.textContent = JSON.stringify(value); document.body.append(text); };
  window.changes = [];
  window.order = "${ORDER}";
  window.stop = new AbortController();
  async function pay() {
    const outcome = await TapPay.pay({ order, onChange: (change) => { changes.push(change); show("at-" + change.state, change); }, signal: stop.signal });
    show("outcome", outcome);
  }
  document.getElementById("pay").addEventListener("click", pay);
  document.getElementById("check").addEventListener("click", async () => show("health", await TapPay.check()));
  if (location.hash === "#by-itself") pay();
  if (location.hash === "#managed-by-itself") TapPay.manage("a.b.c").then((outcome) => show("outcome", outcome));
`;
const page = `<!doctype html><html lang="en"><title>Shop</title><script src="/tappay.js"></script><button id="pay">Pay</button><button id="check">Check</button><script src="/shop.js"></script>`;

export class Shop {
  carried = []; // bodies that came to the channel
  onChannel = (body, response) => response.end(JSON.stringify({ record: "answer" }));

  async start({ key, cert }) {
    this.server = createServer({ key, cert }, (request, response) => this.#serve(request, response));
    this.server.listen(0, "127.0.0.1");
    await once(this.server, "listening");
    this.port = this.server.address().port;
  }
  stop() {
    this.server.closeAllConnections();
    this.server.close();
  }
  origin(host = "localhost") {
    return `https://${host}:${this.port}`;
  }

  #serve(request, response) {
    const { pathname } = new URL(request.url, "https://localhost");
    const pages = {
      "/": ["text/html", page],
      "/shop.js": ["text/javascript", SCRIPT],
      "/tappay.js": ["text/javascript", library],
      "/empty": ["text/html", "<!doctype html><title>Empty</title>"],
      "/sandboxed": ["text/html", page, { "Content-Security-Policy": "sandbox allow-scripts" }],
      "/framing": ["text/html", `<!doctype html><title>Framing</title><iframe src="/"></iframe>`],
    };
    if (pathname === "/v1/channel") return this.#channel(request, response);
    const [type, body, headers = {}] = pages[pathname] ?? ["text/plain", ""];
    response.writeHead(pages[pathname] ? 200 : 404, { "Content-Type": type, ...headers });
    response.end(body);
  }
  #channel(request, response) {
    response.setHeader("Access-Control-Allow-Origin", "*");
    response.setHeader("Access-Control-Allow-Headers", "Content-Type");
    if (request.method === "OPTIONS") return response.writeHead(204).end();
    let body = "";
    request.setEncoding("utf8").on("data", (octets) => (body += octets));
    request.on("end", () => {
      this.carried.push(body);
      this.onChannel(body, response);
    });
  }
}
