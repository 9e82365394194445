// A phone that follows words (docs/phone.md): `tappay-phone --words`, a process of its own that can
// be killed and begun again.
import { spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { binary } from "./places.js";

export class Phone extends EventEmitter {
  status = {};

  // `options`: of the program; `environment`: the sandbox's.
  constructor(directory, environment, ...options) {
    super();
    this.setMaxListeners(50);
    Object.assign(this, { directory, environment, options });
    this.start();
  }
  start() {
    const words = ["--words", "--directory", this.directory, ...this.options];
    this.process = spawn(binary("tappay-phone"), words, { env: { ...process.env, ...this.environment }, stdio: ["pipe", "pipe", "inherit"] });
    this.process.stdin.on("error", () => {});
    let rest = "";
    this.process.stdout.setEncoding("utf8").on("data", (octets) => {
      const lines = (rest + octets).split("\n");
      rest = lines.pop();
      for (const line of lines) this.#take(JSON.parse(line));
    });
  }
  #take(line) {
    if (line.mistake) this.emit("mistake", line.mistake);
    else this.status = line;
    this.emit("status", this.status);
  }
  say(...words) {
    this.process.stdin.write(words.join(" ") + "\n");
  }
  // The first status for which this is so.
  async until(is) {
    while (!is(this.status)) await once(this, "status");
    return this.status;
  }
  // As a battery that is taken out.
  async kill() {
    const gone = once(this.process, "exit");
    this.process.kill("SIGKILL");
    await gone;
    this.emit("status", (this.status = {}));
  }
  async quit() {
    const gone = once(this.process, "exit");
    this.process.stdin.end("quit\n");
    await gone;
  }
}
