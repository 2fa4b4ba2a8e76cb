import type Hls from 'hls.js';
// hls.js would make its worker from a blob, which the content security policy forbids: it gets a file.
import workerPath from 'hls.js/dist/hls.worker.js?url';
import type { Playback } from '../api';
import { recall, remember } from '../remember';
import { nearest, rungName, rungOf } from './rungs';

export type Kind = 'none' | 'native' | 'hls' | 'progressive';
export type Failure = 'network' | 'format' | null;
export const AUTOMATIC = 'auto';

/** Seconds between two tries, when a server stays away. */
const LONGEST = 30;

const isNoAnswer = (status: number): boolean => status === 0 || (status >= 502 && status <= 504);

const isAway = (url: string): Promise<boolean> =>
  fetch(url, { method: 'HEAD' }).then(
    ({ status }) => isNoAnswer(status),
    () => true,
  );

/**
 * What the video element plays, and the way down when one way fails: HLS by the browser itself, HLS by hls.js (fetched
 * only then, or when somebody chooses a quality), the plain file. A change keeps place, speed and whether it plays.
 */
export class Source {
  kind = $state<Kind>('none');
  failure = $state<Failure>(null);
  /** Nothing comes from the server now; what is buffered may still play. */
  away = $state(false);
  /** Seconds until it is tried again, after a failure of the network. */
  nextTry = $state(0);
  /** Rungs that the playlist offers; known only with hls.js. */
  offered = $state.raw<string[]>([]);
  chosen = $state(recall<string>('quality', AUTOMATIC));
  /** It began without sound, which nobody had asked for. */
  silenced = $state(false);
  /** HLS has come while the plain file plays. */
  better = $derived.by(() => this.kind === 'progressive' && this.#playback.hls !== null && !this.#hlsFailed);

  #video: HTMLVideoElement;
  #playback = $state.raw<Playback>({ hls: null, dash: null, progressive: null, progressiveType: null });
  #hls: Hls | null = null;
  #hlsFailed = $state(false);
  #mended = 0;
  #tries = 0;
  /** It played when the server went away; a try that fails leaves the element paused. */
  #wanted = false;
  #timer: ReturnType<typeof setInterval> | undefined;
  #growing = false;
  /** The element is gone: answers that come now change nothing. */
  #closed = false;
  #eager: boolean;

  /** `eager`: plays as soon as it can, without sound where the browser wants a touch first. */
  constructor(video: HTMLVideoElement, eager: boolean) {
    this.#video = video;
    this.#eager = eager;
  }

  /** Takes what can be played now; starts if nothing plays yet, and otherwise only notes what is better. */
  offer(playback: Playback, at: number, growing: boolean): void {
    this.#playback = playback;
    this.#growing = growing;
    if (this.kind === 'none') void this.#begin(at);
  }

  async choose(name: string): Promise<void> {
    this.chosen = name;
    remember('quality', name === AUTOMATIC ? null : name);
    if (this.kind === 'hls' && (name === AUTOMATIC || this.offered.includes(name))) this.#apply();
    // Also when hls.js plays a list from before this quality was made: it reads the list once.
    else if (name !== AUTOMATIC && this.#playback.hls) await this.#byHlsJs(this.#video.currentTime);
  }

  /** From the plain file to HLS, at the place given. */
  upgrade(at = this.#video.currentTime): void {
    if (this.better) void this.#begin(at);
  }

  /** Once more from the best way, after all ways failed. */
  again(): void {
    clearInterval(this.#timer);
    this.#hlsFailed = false;
    this.#mended = 0;
    this.failure = null;
    void this.#begin(this.#video.currentTime);
  }

  /** The element could not go on with what it has. */
  elementFailed(): void {
    if (this.kind === 'native') void this.#byHlsJs(this.#video.currentTime);
    else if (this.kind === 'progressive') {
      if (this.better) this.upgrade();
      else void this.#findOutWhy();
    }
  }

  /** The element says 'format' also when the server refuses; the server knows which it was. */
  async #findOutWhy(): Promise<void> {
    const away = await isAway(this.#video.currentSrc);
    if (this.#closed) return;
    if (away) this.#lose();
    else this.failure = 'format';
  }

  /** The server is away. Place and play stay as they are, and it is tried again, ever more seldom. */
  #lose(): void {
    clearInterval(this.#timer);
    this.#wanted ||= !this.#video.paused;
    this.away = true;
    this.failure = 'network';
    this.nextTry = Math.min(LONGEST, 2 ** ++this.#tries);
    this.#timer = setInterval(() => {
      this.nextTry -= 1;
      if (this.nextTry <= 0) this.again();
    }, 1000);
  }

  /** Somebody pressed play or pause. Between two ways to play, the element itself takes no order. */
  want(play: boolean): void {
    this.#wanted = play;
  }

  /** Something came. */
  goesOn(): void {
    this.away = false;
    this.#tries = 0;
    this.#wanted = false;
  }

  close(): void {
    this.#closed = true;
    clearInterval(this.#timer);
    this.#hls?.destroy();
    this.#hls = null;
    this.#video.removeAttribute('src');
    this.#video.load();
  }

  async #begin(at: number): Promise<void> {
    const { hls, progressive } = this.#playback;
    const native = this.#video.canPlayType('application/vnd.apple.mpegurl') !== '';
    // Browsers give up at the first piece that is still being made; hls.js asks again, and begins with what is there.
    const patient = this.#growing && ('MediaSource' in window || 'ManagedMediaSource' in window);
    if (hls && !this.#hlsFailed) {
      if (native && !patient && this.chosen === AUTOMATIC) this.#plain('native', hls, at);
      else await this.#byHlsJs(at);
    } else if (progressive) this.#plain('progressive', progressive, at);
  }

  #plain(kind: 'native' | 'progressive', url: string, at: number): void {
    this.#keepPlaying(kind, () => {
      this.#hls?.destroy();
      this.#hls = null;
      this.#video.src = url;
      if (at > 0) this.#video.currentTime = at;
    });
  }

  async #byHlsJs(at: number): Promise<void> {
    const url = this.#playback.hls;
    const library = url ? await import('hls.js').catch(() => null) : null;
    if (this.#closed) return;
    if (!url || !library?.default.isSupported()) return void this.#fallBack(library ? 'format' : 'network', at);
    const Hls = library.default;
    this.#keepPlaying('hls', () => {
      this.#hls?.destroy();
      const hls = new Hls({
        workerPath,
        startPosition: at > 0 ? at : -1,
        capLevelToPlayerSize: true,
        renderTextTracksNatively: false,
        backBufferLength: 60,
      });
      hls.on(Hls.Events.MANIFEST_PARSED, () => {
        this.offered = hls.levels.map((level) => rungOf(level.uri) ?? rungName(level.width, level.height));
        this.#apply();
      });
      hls.on(Hls.Events.ERROR, (_event, error) => {
        // No answer at all, or that of a proxy whose server is away.
        if (error.type === Hls.ErrorTypes.NETWORK_ERROR && isNoAnswer(error.response?.code ?? 0)) this.away = true;
        if (error.fatal) this.#hlsBroke(error.type === Hls.ErrorTypes.NETWORK_ERROR ? 'network' : 'format');
      });
      hls.on(Hls.Events.FRAG_LOADED, () => this.goesOn());
      hls.loadSource(url);
      hls.attachMedia(this.#video);
      this.#hls = hls;
    });
  }

  #apply(): void {
    if (!this.#hls) return;
    const name = this.chosen === AUTOMATIC ? null : nearest(this.chosen, this.offered);
    this.#hls.nextLevel = name === null ? -1 : this.offered.indexOf(name);
  }

  #hlsBroke(why: 'network' | 'format'): void {
    if (why === 'format' && this.#mended++ < 2) this.#hls?.recoverMediaError();
    else void this.#fallBack(why, this.#video.currentTime);
  }

  async #fallBack(why: 'network' | 'format', at: number): Promise<void> {
    const away = why === 'network' && this.#playback.hls !== null && (await isAway(this.#playback.hls));
    if (this.#closed) return;
    if (away) return this.#lose();
    this.#hlsFailed = true;
    if (this.#playback.progressive) this.#plain('progressive', this.#playback.progressive, at);
    else this.failure = why;
  }

  #keepPlaying(kind: Kind, change: () => void): void {
    const video = this.#video;
    const { playbackRate } = video;
    // Also who pressed play before there was anything to play.
    const playing = !video.paused || this.#wanted || (this.kind === 'none' && this.#eager);
    this.failure = null;
    change();
    this.kind = kind;
    video.playbackRate = playbackRate;
    if (playing) this.#goOn();
  }

  /** Plays on unless somebody pauses meanwhile. A browser may refuse without a touch; then the large button is there. */
  #goOn(): void {
    const video = this.#video;
    const play = () => void video.play().catch((refused: unknown) => this.#mute(refused));
    const until = new AbortController();
    video.addEventListener('pause', () => until.abort(), { signal: until.signal });
    // Taking up another source may take back what was asked a moment ago.
    video.addEventListener('loadedmetadata', play, { once: true, signal: until.signal });
    play();
  }

  /** Nobody touched the page yet: then it may play, but without sound. */
  #mute(refused: unknown): void {
    const wantsTouch = refused instanceof DOMException && refused.name === 'NotAllowedError';
    if (!this.#eager || !wantsTouch || this.#video.muted) return;
    this.#video.muted = true;
    this.silenced = true;
    void this.#video.play().catch(() => undefined);
  }
}
