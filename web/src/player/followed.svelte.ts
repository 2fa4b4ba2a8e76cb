import { api, Problem, type Progress, type VideoDetails } from '../api';
import { listen } from '../live';
import { firstVideo } from '../site.svelte';
import { isFinal } from '../states';
import { chaptersOf } from './chapters';

/** A video that is looked at, kept up to date while work is left: whoever waits for it sees it begin. */
export class Followed {
  video = $state.raw<VideoDetails | null>(null);
  problem = $state.raw<Problem | null>(null);
  #progress = $state.raw<Progress | null>(null);

  /** The newest that is known of its way. */
  live = $derived(this.#progress ?? this.video?.zoetrope ?? null);
  playable = $derived(
    this.video !== null && (this.video.zoetrope.playback.hls !== null || this.video.zoetrope.playback.progressive !== null),
  );
  chapters = $derived(
    this.video ? chaptersOf(this.video.zoetrope.chapters, this.video.description ?? '', this.video.duration) : [],
  );

  #id: string;
  #stop: (() => void) | null = null;
  #closed = false;

  constructor(id: string) {
    this.#id = id;
    this.video = firstVideo(id);
  }

  /** Begins; asks the server only for what the document did not bring. */
  async open(): Promise<void> {
    if (this.video) this.#listen();
    else await this.fetch();
  }

  async fetch(): Promise<void> {
    try {
      this.video = await api.video(this.#id);
      this.problem = null;
      this.#listen();
    } catch (met) {
      if (!(met instanceof Problem)) throw met;
      this.problem = met;
    }
  }

  /** Lets the server try again what failed. */
  async retry(): Promise<void> {
    await api.retry(this.video!.uuid);
    this.#stop?.();
    this.#stop = null;
    this.#progress = null;
    await this.fetch();
  }

  close(): void {
    this.#closed = true;
    this.#stop?.();
  }

  /** Taken away while somebody waited for it: the server says why, in place of what it was. */
  #lose(): void {
    this.video = null;
    void this.fetch();
  }

  /** States stream in; new ways to play are in the details, fetched when one has come. */
  #listen(): void {
    const video = this.video;
    if (!video || this.#stop || this.#closed || isFinal(video.zoetrope)) return;
    let done = doneOf(video.zoetrope);
    let could = video.zoetrope.playable;
    const heard = (latest: Progress) => {
      this.#progress = latest;
      const now = doneOf(latest);
      if (latest.playable !== could || now > done || isFinal(latest)) void this.fetch();
      [done, could] = [now, latest.playable];
    };
    this.#stop = listen(video.uuid, heard, () => this.#lose());
  }
}

const doneOf = (progress: Progress): number => progress.lanes.filter((lane) => lane.state === 'Done').length;

/** Not there, or not for this person: nobody is told which. */
export const isHidden = ({ status }: Problem): boolean => [400, 401, 403, 404].includes(status);
