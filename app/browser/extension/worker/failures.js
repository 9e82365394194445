// What went wrong, in the person's language. `docs/browser.md` lists the plug-in's own codes; all
// others are those of `docs/failures.md`.
import { browser } from "./browser.js";

const word = (code, which) => browser.i18n.getMessage(`${code.replaceAll(".", "_")}_${which}`);

// `given`: the application's own words, for codes that are newer than this plug-in.
export function failure(code, given = {}) {
  return {
    code,
    happened: word(code, "happened") || given.happened || code,
    remedy: word(code, "remedy") || given.remedy || "",
  };
}

// A failure as host and application send it.
export function localised(given) {
  return failure(typeof given?.code === "string" && given.code ? given.code : "internal", given);
}

export class Refused extends Error {
  constructor(code, given) {
    super(code);
    this.failure = failure(code, given);
  }
}
