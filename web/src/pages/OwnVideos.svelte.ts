import { api, PRIVATE, Problem, PUBLIC, UNLISTED, type Video, type Wanted } from '../api';
import { stateKey } from '../states';

/** As many as are shown at first, and added at a time. */
const COUNT = 50;
/** As many as the server gives at once. */
const MOST = 100;

/** What one's own videos are filtered by. */
export const kinds = {
  all: {},
  attention: { stateOneOf: ['Failed', 'Damaged'] },
  converting: { stateOneOf: ['Uploading', 'Checking', 'Waiting', 'Converting'] },
  everyone: { privacyOneOf: [PUBLIC] },
  link: { privacyOneOf: [UNLISTED] },
  me: { privacyOneOf: [PRIVATE] },
} as const satisfies Record<string, Wanted>;
export type Kind = keyof typeof kinds;
export const kindNames = Object.keys(kinds) as Kind[];

interface Part {
  data: Video[];
  total: number;
}

/** The list of one's own videos as far as it was asked for. Asked again, it stays as long as it is. */
export class OwnVideos {
  videos = $state.raw<Video[] | null>(null);
  total = $state(0);
  problem = $state.raw<Problem | null>(null);
  counts = $state.raw<Partial<Record<Kind, number>>>({});
  /** Something in it changes by itself. */
  moving = $derived((this.videos ?? []).some((video) => !['ready', 'failed', 'damaged'].includes(stateKey(video.zoetrope.state.word) ?? '')));

  #wanted: () => Wanted;
  /** What the videos that are here are an answer to. */
  #answered: Wanted | null = null;
  /** Counts the questions: an answer that was overtaken by a later question is not shown. */
  #questions = 0;
  #waiting = 0;
  #adding: Promise<void> = Promise.resolve();

  /** `wanted` gives the same object for as long as the same is wished. */
  constructor(wanted: () => Wanted) {
    this.#wanted = wanted;
  }

  /** Asks for all that is here, or for the beginning when something else is wished. What is being added comes first. */
  async fetch(): Promise<void> {
    if (this.#wanted() === this.#answered) await this.#adding;
    const wanted = this.#wanted();
    const far = wanted === this.#answered ? Math.max(COUNT, this.videos?.length ?? 0) : COUNT;
    await this.#ask(
      () => read(wanted, 0, far),
      (found) => {
        [this.videos, this.total, this.problem] = [found.data, found.total, null];
        this.#answered = wanted;
      },
      (problem) => (this.problem = problem),
    );
  }

  /** Asks again unless an answer is under way, which would be overtaken. */
  async poll(): Promise<void> {
    if (this.#waiting === 0) await this.fetch();
  }

  /** Adds what follows; `failed` hears why that did not come. */
  more(failed: (problem: Problem) => void): Promise<void> {
    const here = this.videos ?? [];
    const wanted = this.#wanted();
    this.#adding = this.#ask(
      () => read(wanted, here.length, COUNT),
      (found) => ([this.videos, this.total] = [once([...here, ...found.data]), found.total]),
      failed,
    );
    return this.#adding;
  }

  /** Figures on the filters are nice to have: without an answer there are none. */
  async count(): Promise<void> {
    const found = await Promise.allSettled(kindNames.map((name) => api.mine(kinds[name], 0, 0)));
    this.counts = Object.fromEntries(found.flatMap((one, n) => (one.status === 'fulfilled' ? [[kindNames[n]!, one.value.total]] : [])));
  }

  async #ask(asked: () => Promise<Part>, heard: (found: Part) => void, failed: (problem: Problem) => void): Promise<void> {
    const question = ++this.#questions;
    this.#waiting += 1;
    try {
      const found = await asked();
      if (question === this.#questions) heard(found);
    } catch (met) {
      if (!(met instanceof Problem)) throw met;
      if (question === this.#questions) failed(met);
    } finally {
      this.#waiting -= 1;
    }
  }
}

/** As many as wished, in as many answers as that takes. */
async function read(wanted: Wanted, start: number, count: number): Promise<Part> {
  const found: Video[] = [];
  for (;;) {
    const page = await api.mine(wanted, start + found.length, Math.min(MOST, count - found.length));
    found.push(...page.data);
    if (page.data.length === 0 || found.length >= count || start + found.length >= page.total) return { data: once(found), total: page.total };
  }
}

/** What was added between two answers moves the others on: one may be in both. */
const once = (videos: Video[]): Video[] => [...new Map(videos.map((video) => [video.uuid, video])).values()];
