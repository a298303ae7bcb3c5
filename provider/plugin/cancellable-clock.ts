import type { Clock } from "../auth0/patience";

/** A clock whose waits end at once when the run is cancelled (Ctrl-C). */
export class CancellableClock implements Clock {
  readonly now = Date.now;
  private readonly waits = new Set<() => void>();
  private cancelled = false;

  readonly isCancelled = (): boolean => this.cancelled;

  readonly sleep = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        this.waits.delete(end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      this.waits.add(end);
      if (this.cancelled) end();
    });

  cancel(): void {
    this.cancelled = true;
    for (const end of this.waits) end();
  }
}
