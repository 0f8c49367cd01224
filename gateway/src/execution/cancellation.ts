/**
 * Tells running work that nobody waits for it any more. Cheaper than an AbortSignal: one array and no events, which
 * matters as each request makes one.
 */
export class Cancellation {
  private listeners: (() => void)[] | undefined;
  private isCancelled = false;

  get cancelled(): boolean {
    return this.isCancelled;
  }

  /** Runs every listener once. Later calls do nothing. */
  cancel(): void {
    if (this.isCancelled) return;
    this.isCancelled = true;
    const listeners = this.listeners;
    this.listeners = undefined;
    for (const listener of listeners ?? []) listener();
  }

  /** Calls `listener` on cancellation, at once if that has happened. Returns a function that takes it back. */
  onCancel(listener: () => void): () => void {
    if (this.isCancelled) {
      listener();
      return () => {};
    }
    this.listeners ??= [];
    this.listeners.push(listener);
    return () => {
      const index = this.listeners?.indexOf(listener) ?? -1;
      if (index >= 0) this.listeners?.splice(index, 1);
    };
  }
}
