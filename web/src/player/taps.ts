const SOON = 350;
const NEAR = 40;

/** Tells the second of two touches at one place: not every browser makes a double click of them. */
export class Taps {
  #last = { at: -Infinity, x: 0, y: 0 };
  #touched = -Infinity;

  isSecond({ timeStamp: at, clientX: x, clientY: y }: Pick<PointerEvent, 'timeStamp' | 'clientX' | 'clientY'>): boolean {
    const second = at - this.#last.at < SOON && Math.hypot(x - this.#last.x, y - this.#last.y) < NEAR;
    this.#last = second ? { at: -Infinity, x, y } : { at, x, y };
    this.#touched = at;
    return second;
  }

  /** A click that a browser made of touches comes right after them. */
  isOfTouch({ timeStamp }: Pick<Event, 'timeStamp'>): boolean {
    return timeStamp - this.#touched < 2 * SOON;
  }
}
