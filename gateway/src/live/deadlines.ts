const resolutionMs = 250;

/** Something whose time runs out. */
export interface Expiring {
  expire(): void;
}

/** Where a deadline is kept; needed to take it back. */
export type Deadline = number;

/**
 * Deadlines of very many things on one timer, a quarter of a second coarse and never early. A timer each would cost
 * more memory than the rest of an idle connection's bookkeeping, and could wait no longer than 24 days.
 */
export class Deadlines {
  private readonly slots = new Map<Deadline, Set<Expiring>>();
  private timer: NodeJS.Timeout | undefined;
  private lastSlot = 0;

  /** Calls `expire` once after the given time. */
  after(delayMs: number, thing: Expiring): Deadline {
    if (!this.timer) {
      this.lastSlot = currentSlot();
      this.timer = setInterval(() => this.tick(), resolutionMs);
      this.timer.unref();
    }
    const slot = currentSlot() + Math.max(1, Math.ceil(delayMs / resolutionMs) + 1);
    const things = this.slots.get(slot);
    if (things) things.add(thing);
    else this.slots.set(slot, new Set([thing]));
    return slot;
  }

  /** Takes a deadline back; one that has passed is no matter. */
  cancel(deadline: Deadline, thing: Expiring): void {
    const things = this.slots.get(deadline);
    if (things?.delete(thing) && things.size === 0) this.slots.delete(deadline);
    if (this.slots.size === 0) this.rest();
  }

  private tick(): void {
    const now = currentSlot();
    while (this.lastSlot < now && this.slots.size > 0) {
      this.lastSlot++;
      const things = this.slots.get(this.lastSlot);
      if (!things) continue;
      this.slots.delete(this.lastSlot);
      for (const thing of things) thing.expire();
    }
    this.lastSlot = now;
    if (this.slots.size === 0) this.rest();
  }

  private rest(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }
}

/** On the clock that is never set back. */
function currentSlot(): number {
  return Math.floor(performance.now() / resolutionMs);
}
