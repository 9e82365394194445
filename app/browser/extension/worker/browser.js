// The browser's interface, the same in Chromium and Firefox: promises in both.
export const browser = globalThis.browser ?? globalThis.chrome;
