// One management command of the payment system: a page's port on one side, a host of its own on the
// other. The application alone knows whether it is signed, and for this computer.
import { Refused } from "./failures.js";
import { NativePort } from "./native_port.js";
import { askReadiness, refuseOutdated } from "./readiness.js";
import { isManage } from "./shapes.js";

// After these nobody knows whether the application has begun.
const OPEN = new Set(["app.no_answer", "app.connection_lost", "host.crashed"]);

export function onManage(port, done, native = new NativePort()) {
  let begun = false;
  const end = (result) => {
    try {
      port.postMessage({ event: "ended", result });
      port.disconnect();
    } catch {
      // The page is gone; what has begun goes on.
    }
    native.close();
    done();
  };
  port.onDisconnect.addListener(() => {
    native.close();
    done();
  });
  port.onMessage.addListener(async (message) => {
    if (begun || !isManage(message)) return end({ state: "failed", failure: new Refused("message.malformed").failure });
    begun = true;
    let asked = false;
    try {
      await native.open();
      refuseOutdated(await askReadiness(native));
      asked = true;
      const { state } = await native.call("management.run", { command: message.request });
      end({ state, failure: null });
    } catch (error) {
      const failure = error.failure ?? new Refused("internal").failure;
      end({ state: asked && OPEN.has(failure.code) ? "unknown" : "failed", failure });
    }
  });
}
