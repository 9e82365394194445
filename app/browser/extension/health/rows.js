// What the health page shows, from what the worker found: one row for each thing that has to be
// there, in the order in which they are needed. No page, so that it can be tried alone.

const ROWS = ["plugin", "host", "application", "terminal", "reader", "bank"];

// Which row a failure belongs to. The first part of a code says enough but for a few.
const ROW_OF_CODE = {
  "plugin.outdated": "plugin",
  "host.newer": "plugin",
  "app.version_differs": "application",
  "clock.wrong": "other",
  busy: "other",
};
const ROW_OF_FIRST = { plugin: "plugin", host: "host", app: "application", terminal: "terminal", chip: "terminal", key: "terminal", parameters: "terminal", enrolment: "terminal", reader: "reader", bank: "bank" };

export function rowOf(code) {
  return ROW_OF_CODE[code] ?? ROW_OF_FIRST[code.split(".")[0]] ?? "other";
}

// state: "ok", "update", "missing", or "waiting" for what could not be looked at because something
// before it is missing.
export function rowsOf(health) {
  const failures = [...(health.failure ? [health.failure] : []), ...health.problems];
  const versions = { plugin: health.plugin.version, host: health.host?.version, application: health.application?.version };
  const reached = { plugin: true, host: health.host !== null };
  const rows = ROWS.map((name) => {
    const own = failures.filter((failure) => rowOf(failure.code) === name);
    const looked = reached[name] ?? health.application !== null;
    return { name, version: versions[name] ?? "", state: stateOf(name, own, looked, health), failures: own };
  });
  const others = failures.filter((failure) => rowOf(failure.code) === "other");
  if (others.length > 0) rows.push({ name: "other", version: "", state: "missing", failures: others });
  return rows;
}

function stateOf(name, failures, looked, health) {
  if (failures.length > 0) return "missing";
  if (name === "plugin" && health.plugin.state === "outdated") return "outdated";
  if (name === "plugin" && health.plugin.state === "update") return "update";
  return looked ? "ok" : "waiting";
}

export const isReady = (rows) => rows.every((row) => row.state === "ok" || row.state === "update");
