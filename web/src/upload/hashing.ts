import type { Hashed } from './hash.worker';

/** What of a worker is used here. */
export type Worked = Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror'>;

/** A hash on its way: null when there will be none. */
export interface Job {
  hash: Promise<string | null>;
  cancel: () => void;
}

/** Up to here a hash takes about a second: a file waits for it before its first byte is sent. */
export const QUICK = 96 * 1024 * 1024;

export const isQuick = (size: number): boolean => size <= QUICK;

interface Waiting {
  file: Blob;
  done: (hash: Hashed) => void;
}

/**
 * Hashes files beside the page, each in a worker that ends with it: one large and one quick file at a time, the smallest
 * first, so that nobody waits for gigabytes of others. Cancelled jobs leave nothing running.
 */
export class Hashing {
  #spawn: () => Worked;
  #waiting: Waiting[] = [];
  #running = new Map<Waiting, Worked>();

  constructor(spawn: () => Worked) {
    this.#spawn = spawn;
  }

  of(file: Blob): Job {
    let done: (hash: Hashed) => void = () => undefined;
    const hash = new Promise<Hashed>((resolve) => (done = resolve));
    const one = { file, done };
    this.#waiting.push(one);
    this.#next();
    return { hash, cancel: () => this.#end(one, null) };
  }

  #next(): void {
    for (const quick of [true, false]) {
      if ([...this.#running.keys()].some((one) => isQuick(one.file.size) === quick)) continue;
      const [first] = this.#waiting.filter((one) => isQuick(one.file.size) === quick).sort((a, b) => a.file.size - b.file.size);
      if (first) this.#start(first);
    }
  }

  #start(one: Waiting): void {
    this.#waiting = this.#waiting.filter((other) => other !== one);
    const worker = this.#spawn();
    this.#running.set(one, worker);
    worker.onmessage = (event: MessageEvent<Hashed>) => this.#end(one, event.data);
    // A script that cannot be loaded: then the file goes unasked, as it always could.
    worker.onerror = () => this.#end(one, null);
    worker.postMessage(one.file);
  }

  #end(one: Waiting, hash: Hashed): void {
    this.#waiting = this.#waiting.filter((other) => other !== one);
    this.#running.get(one)?.terminate();
    this.#running.delete(one);
    one.done(hash);
    this.#next();
  }
}
