// Who asks: what the browser says of the other end of a port, never what a message says.
import { browser } from "./browser.js";

// The address of the page's top frame, or null for whom nothing is done.
export function originOf(sender) {
  if (!sender || sender.id !== browser.runtime.id || !sender.tab || sender.frameId !== 0) return null;
  if (sender.documentLifecycle && sender.documentLifecycle !== "active") return null;
  let url;
  try {
    url = new URL(sender.url);
  } catch {
    return null;
  }
  if (url.protocol !== "https:" || url.origin === "null") return null;
  // Chromium also says the origin itself: "null" for a page in a sandbox of its own.
  if (sender.origin !== undefined && sender.origin !== url.origin) return null;
  return url.origin;
}

// One of our own pages, such as the one behind the toolbar's button.
export function isOwnPage(sender) {
  return sender?.id === browser.runtime.id && (sender.url ?? "").startsWith(browser.runtime.getURL(""));
}
