// What is there and what is missing, for the page behind the toolbar's button and for shops.
import { NativePort } from "./native_port.js";
import { VERSION, askReadiness, problemsOf } from "./readiness.js";

let asking = null;

// Several that ask at once share one look.
export function lookAround() {
  asking ??= look().finally(() => {
    asking = null;
  });
  return asking;
}

async function look() {
  const native = new NativePort();
  const health = { plugin: { version: VERSION, state: null }, host: null, application: null, failure: null, problems: [] };
  try {
    await native.open();
    health.host = { version: native.host };
    const ready = await askReadiness(native);
    health.application = { version: ready.version };
    health.plugin.state = ready.plugin;
    health.problems = problemsOf(ready);
  } catch (error) {
    if (!error.failure) throw error;
    health.failure = error.failure;
  } finally {
    native.close();
  }
  return health;
}
