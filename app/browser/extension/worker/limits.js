// How much one tab, and all together, may ask for. Each payment and each check is a process of the
// host, so this is also what keeps a page from starting a thousand.
export class Limits {
  constructor({ atOnceTab = 2, atOnce = 4, inPeriod = 12, period = 60_000, now = () => Date.now() } = {}) {
    Object.assign(this, { atOnceTab, atOnce, inPeriod, period, now });
    this.running = new Map(); // tab: how many
    this.begun = new Map(); // tab: when
  }

  // Gives what is to be called at the end, or null.
  begin(tab) {
    const since = this.now() - this.period;
    const begun = (this.begun.get(tab) ?? []).filter((at) => at > since);
    const running = this.running.get(tab) ?? 0;
    const total = [...this.running.values()].reduce((sum, count) => sum + count, 0);
    if (begun.length >= this.inPeriod || running >= this.atOnceTab || total >= this.atOnce) return null;
    this.begun.set(tab, [...begun, this.now()]);
    this.running.set(tab, running + 1);
    let over = false;
    return () => {
      if (over) return;
      over = true;
      this.finish(tab);
    };
  }

  finish(tab) {
    const left = this.running.get(tab) - 1;
    if (left > 0) this.running.set(tab, left);
    else this.running.delete(tab);
  }

  forget(tab) {
    this.begun.delete(tab);
  }
}
