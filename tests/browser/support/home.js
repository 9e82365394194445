// A private home for one browser: its certificates, its profile, the hosts it knows.
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { binary } from "./places.js";

const HOST = "invalid.tappay.browser";

export class Home {
  constructor() {
    this.directory = mkdtempSync(join(tmpdir(), "tappay-browser-"));
    this.profile = this.path("profile");
    this.hosts = join(this.profile, "NativeMessagingHosts");
    mkdirSync(this.hosts, { recursive: true });
  }
  path(name) {
    return join(this.directory, name);
  }
  remove() {
    rmSync(this.directory, { recursive: true, force: true, maxRetries: 5 });
  }

  // What a browser with this home trusts for servers from now on.
  static trust(home, certificate) {
    const store = join(home, ".pki/nssdb");
    const certutil = (...words) => execFileSync("certutil", ["-d", `sql:${store}`, ...words], { stdio: "pipe" });
    if (!existsSync(store)) {
      mkdirSync(store, { recursive: true });
      certutil("-N", "--empty-password");
    }
    certutil("-A", "-n", "test authority", "-t", "C,,", "-i", certificate);
  }

  // Which program the browser finds as the application's host: the real one, none at all, or
  // a script that misbehaves.
  useHost(program = binary("tappay-browser")) {
    const manifest = execFileSync(binary("tappay-browser"), ["--manifest", "chromium", program]);
    writeFileSync(join(this.hosts, `${HOST}.json`), manifest);
  }
  useHostOfOthers() {
    const manifest = JSON.parse(execFileSync(binary("tappay-browser"), ["--manifest", "chromium"]));
    manifest.allowed_origins = ["chrome-extension://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/"];
    writeFileSync(join(this.hosts, `${HOST}.json`), JSON.stringify(manifest));
  }
  useNoHost() {
    rmSync(join(this.hosts, `${HOST}.json`), { force: true });
  }
  // `script`: what a host written in a few lines does; `say` is there for it.
  useScript(script) {
    const file = this.path(`host-${Math.random().toString(36).slice(2)}`);
    const say =
      "const say = (message) => { const text = Buffer.from(JSON.stringify(message)); const length = Buffer.alloc(4);" +
      " length.writeUInt32LE(text.length); process.stdout.write(Buffer.concat([length, text])); };";
    writeFileSync(file, `#!${process.execPath}\n${say}\nprocess.stdin.on("end", () => process.exit()); ${script}\n`);
    chmodSync(file, 0o700);
    this.useHost(file);
  }
}
