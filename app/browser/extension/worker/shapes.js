// The shapes of what a page may ask, exactly: docs/browser.md, "Page and plug-in".
const SIGNED = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/;
const LONGEST_ORDER = 24 * 1024;
const LONGEST_REQUEST = 2048;
const LONGEST_BODY = 48 * 1024;

const hasExactly = (message, keys) =>
  message !== null && typeof message === "object" && Object.keys(message).sort().join() === keys.sort().join();
const isSigned = (text, longest) => typeof text === "string" && text.length <= longest && SIGNED.test(text);
const isNumber = (value, least, most) => Number.isInteger(value) && value >= least && value <= most;

export const isCheck = (message) => hasExactly(message, ["command"]) && message.command === "check";

export const isPay = (message) =>
  hasExactly(message, ["command", "order"]) && message.command === "pay" && typeof message.order === "string";
export const isOrder = (order) => isSigned(order, LONGEST_ORDER);

export const isManage = (message) =>
  hasExactly(message, ["command", "request"]) && message.command === "manage" && isSigned(message.request, LONGEST_REQUEST);

export const isCancel = (message) => hasExactly(message, ["command"]) && message.command === "cancel";

export const isAnswer = (message) =>
  hasExactly(message, ["body", "command", "number", "status"]) &&
  message.command === "answer" &&
  isNumber(message.number, 1, 1_000_000) &&
  (message.status === 0 || isNumber(message.status, 100, 599)) &&
  typeof message.body === "string" &&
  new TextEncoder().encode(message.body).length <= LONGEST_BODY;

// What the application wants carried: only over TLS.
export function isCarry({ number, url, body }) {
  if (!isNumber(number, 1, 1_000_000) || typeof body !== "string" || typeof url !== "string") return false;
  try {
    return new URL(url).protocol === "https:";
  } catch {
    return false;
  }
}
