/** How fast bytes go, over the last few seconds: long enough to be calm, short enough to be true. */
export class Meter {
  static readonly WINDOW = 6000;
  #samples: { at: number; bytes: number }[] = [];

  /** Notes that `bytes` have gone in all, at `at` in milliseconds. */
  note(bytes: number, at: number): void {
    this.#samples.push({ at, bytes });
    const first = this.#samples.findIndex((sample) => sample.at >= at - Meter.WINDOW);
    this.#samples.splice(0, Math.max(0, first - 1));
  }

  /** Bytes per second; null until there is half a second to judge by. */
  speed(): number | null {
    const [first, last] = [this.#samples[0], this.#samples.at(-1)];
    if (!first || !last || last.at - first.at < 500) return null;
    return Math.max(0, ((last.bytes - first.bytes) * 1000) / (last.at - first.at));
  }

  /** After a pause old samples would count the time in which nothing was meant to go. */
  reset(): void {
    this.#samples = [];
  }
}

/** Seconds that the rest takes; null where nobody can know. */
export function secondsLeft(rest: number, speed: number | null): number | null {
  return speed === null || speed < 1 ? null : rest / speed;
}
