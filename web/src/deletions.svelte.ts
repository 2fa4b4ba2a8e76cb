import { api, Problem } from './api';
import { toast } from './parts/toast.svelte';
import { here } from './site.svelte';
import { t } from './words';

/** How long a delete can be taken back. */
const GRACE = 10_000;
const AT_ONCE = 4;

interface Doomed {
  uuid: string;
  name: string;
}

/**
 * Videos that somebody has deleted, and may take back for a while: so long they are only hidden here. The delete goes
 * out when the time is over, when the next one comes, and when the page is left.
 */
class Deletions {
  #doomed = $state.raw<Doomed[]>([]);
  /** Told to the server: these cannot be taken back. Stays, because a list that is late may still name them. */
  #going = $state.raw<Doomed[]>([]);
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts what was really deleted, so that lists know when to ask again. */
  done = $state(0);

  constructor() {
    addEventListener('pagehide', () => this.#send(true));
  }

  isDoomed = (uuid: string): boolean => [...this.#doomed, ...this.#going].some((one) => one.uuid === uuid);

  doom(videos: Doomed[]): void {
    void this.#send();
    this.#doomed = videos.map(({ uuid, name }) => ({ uuid, name }));
    const said = videos.length === 1 ? t.mine.deleted(videos[0]!.name) : t.mine.deletedMany(videos.length);
    toast.say(said, { label: t.mine.undo, run: () => this.#undo() }, GRACE);
    this.#timer = setTimeout(() => void this.#send(), GRACE);
  }

  #undo(): void {
    clearTimeout(this.#timer);
    this.#doomed = [];
  }

  async #send(last = false): Promise<void> {
    clearTimeout(this.#timer);
    const all = this.#doomed;
    if (all.length === 0) return;
    this.#doomed = [];
    this.#going = [...this.#going, ...all];
    const kept: Doomed[] = [];
    let refused: unknown;
    // Who leaves the page has no time for one after the other.
    const atOnce = last ? all.length : AT_ONCE;
    for (let n = 0; n < all.length; n += atOnce) {
      const some = all.slice(n, n + atOnce);
      const tries = await Promise.allSettled(some.map((one) => api.delete(one.uuid, last)));
      kept.push(...some.filter((_, k) => tries[k]!.status === 'rejected'));
      refused ??= tries.find((one) => one.status === 'rejected')?.reason as unknown;
    }
    this.#going = this.#going.filter((one) => !kept.includes(one));
    this.done += 1;
    if (refused !== undefined) toast.say(refused instanceof Problem && refused.detail ? refused.detail : `${t.trouble.away}.`);
    if (!last) await here.refresh().catch(() => undefined);
  }
}

export const deletions = new Deletions();
