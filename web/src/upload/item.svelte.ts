import { DetailedError, Upload } from 'tus-js-client';
import { API, api, parseProblem, Problem, type Audience, type Details, type Progress } from '../api';
import { listen } from '../live';
import { stateKey } from '../states';
import { t } from '../words';
import { Meter, secondsLeft } from './meter';
import { Form } from './form.svelte';
import { isQuick, type Hashing, type Job } from './hashing';
import { draftOf, isGoing, mayAsk, smallerPiece, waitBefore, type Phase } from './rules';
import type { Twin } from './twin';

/** What is kept of an upload over a reload. */
export interface KeptUpload {
  key: string;
  fileName: string;
  size: number;
  sent: number;
  url: string | null;
  video: string | null;
  details: Details;
}

const PATIENCE = 3;
/** How long a file waits at most for the answer whether it has to be sent. */
const CHECKING = 5000;

/** One file on its way: from the choice of the file until the server says that its video is ready. */
export class Item {
  readonly key: string;
  readonly fileName: string;
  readonly size: number;
  file = $state.raw<File | null>(null);
  phase = $state<Phase>('queued');
  sent = $state(0);
  speed = $state<number | null>(null);
  reason = $state('');
  /** Seconds until the next try while the server is away. */
  nextTry = $state(0);
  video = $state<string | null>(null);
  progress = $state.raw<Progress | null>(null);
  thumbnail = $state<string | null>(null);
  seconds = $state(0);
  address = $state('');
  readonly form: Form;
  /** SHA-256, once it is known. */
  hash = '';
  /** What has the same bytes, while it is asked what to do. */
  twin = $state.raw<Twin | null>(null);
  /** It was made of bytes that had been sent before. */
  copied = $state(false);
  /** Bytes of the pieces in which it is sent; Infinity: in one. */
  piece = $state(Infinity);

  #changed: () => void;
  #meter = new Meter();
  #tus: Upload | null = null;
  #url: string | null = null;
  #attempt = 0;
  /** How often the connection broke since the server last said that it has more. */
  #broken = 0;
  /** Whether any byte went on this connection: who says nothing at all is away, and wants no smaller pieces. */
  #spoke = false;
  #timer: ReturnType<typeof setInterval> | undefined;
  #stop: (() => void) | null = null;
  #job: Job | null = null;
  /** It is being taken away: nothing goes on any more. */
  #leaving = false;

  /** `changed` is called whenever another upload may start or something is worth keeping. */
  constructor(file: File | KeptUpload, privacy: Audience, changed: () => void) {
    this.#changed = changed;
    if (file instanceof File) {
      this.file = file;
      this.key = keyOf(file);
      this.fileName = file.name;
      this.size = file.size;
      this.form = new Form(draftOf(file.name, privacy), this, changed);
    } else {
      this.key = file.key;
      this.fileName = file.fileName;
      this.size = file.size;
      this.sent = file.sent;
      this.video = file.video;
      this.form = new Form(file.details, this, changed);
      this.#url = file.url;
      this.phase = 'stopped';
      void this.#catchUp();
    }
  }

  get details(): Details {
    return this.form.details;
  }

  /** Seconds until the last byte is there; null where nobody can know. */
  get left(): number | null {
    return secondsLeft(this.size - this.sent, this.speed);
  }

  get ready(): boolean {
    return this.progress !== null && stateKey(this.progress.state.word) === 'ready';
  }

  get watchable(): boolean {
    return this.progress?.playable === true;
  }

  kept(): KeptUpload {
    const { key, fileName, size, sent, video } = this;
    return { key, fileName, size, sent, video, url: this.#url, details: $state.snapshot(this.details) };
  }

  /** The same file came again: go on where it stopped. */
  takeFile(file: File): void {
    this.file = file;
    if (this.phase === 'stopped' || this.phase === 'failed') this.queue();
  }

  /** Looks whether one has this file already: a quick one before its first byte, a large one while it is sent. */
  async look(hashing: Hashing, find: (item: Item) => Promise<Twin | null>): Promise<void> {
    if (!this.file) return;
    if (isQuick(this.size)) {
      this.phase = 'checking';
      setTimeout(() => this.#looked(), CHECKING);
    }
    this.#job = hashing.of(this.file);
    this.hash = (await this.#job.hash) ?? '';
    const twin = this.hash && mayAsk(this.phase) ? await find(this) : null;
    if (twin && mayAsk(this.phase) && !this.#leaving) await this.#ask(twin);
    else this.#looked();
  }

  /** One has it and wants it twice: bytes of one's own videos need not come again. */
  async anyway(): Promise<void> {
    const copied = this.twin?.video ? await this.#copyOf(this.twin.video) : false;
    this.twin = null;
    if (!copied) this.queue();
  }

  fail(reason: string): void {
    this.#quiet();
    this.phase = 'failed';
    this.reason = reason;
    this.#changed();
  }

  queue(): void {
    this.#quiet();
    this.reason = '';
    this.phase = 'queued';
    this.#changed();
  }

  send(): void {
    if (!this.file) return;
    this.phase = 'sending';
    this.#spoke = false;
    this.#meter.reset();
    const tus = new Upload(this.file, {
      endpoint: `${API}/uploads`,
      uploadUrl: this.#url,
      chunkSize: this.piece,
      retryDelays: null,
      storeFingerprintForResuming: false,
      metadata: this.#metadata(),
      onAfterResponse: (_request, response) => {
        this.#named(response.getHeader('Zoetrope-Video') ?? null);
      },
      onUploadUrlAvailable: () => {
        this.#url = tus.url;
        this.#changed();
        this.form.saveSoon(0);
      },
      onProgress: (sent) => this.#went(sent),
      onChunkComplete: () => void (this.#broken = 0),
      onSuccess: () => this.#arrived(),
      onError: (error) => this.#stumbled(error),
    });
    this.#tus = tus;
    tus.start();
  }

  async pause(): Promise<void> {
    if (!isGoing(this.phase)) return;
    this.#quiet();
    this.phase = 'paused';
    this.speed = null;
    await this.#tus?.abort();
    this.#changed();
  }

  /** Takes it away here, and what has arrived there. */
  async remove(): Promise<void> {
    this.#quiet();
    this.#leaving = true;
    if (isGoing(this.phase)) this.phase = 'paused';
    this.#job?.cancel();
    this.#stop?.();
    this.form.close();
    if (this.phase === 'sent' || (this.phase === 'failed' && this.sent === this.size)) {
      if (this.video) await api.delete(this.video);
    } else {
      await this.#tus?.abort();
      await this.#forget();
    }
  }

  async retryWork(): Promise<void> {
    if (!this.video) return;
    await api.retry(this.video);
    this.#follow();
  }

  close(): void {
    this.#quiet();
    this.#job?.cancel();
    this.#stop?.();
  }

  /** Who may watch goes with the first byte, so that nothing is ever open that should not be; tags follow by the form. */
  #metadata(): Record<string, string> {
    const { name, description, privacy } = this.details;
    return {
      filename: this.fileName,
      filetype: this.file?.type ?? '',
      title: name.trim() || this.fileName,
      description,
      privacy: String(privacy),
    };
  }

  /** Its address is there before its first byte: it can be passed on at once. */
  #named(video: string | null): void {
    if (!video || this.video) return;
    this.video = video;
    void this.#look(video);
  }

  #looked(): void {
    if (this.phase === 'checking') this.queue();
  }

  async #ask(twin: Twin): Promise<void> {
    this.#quiet();
    this.twin = twin;
    this.phase = 'twin';
    this.speed = null;
    await this.#tus?.abort();
    this.#changed();
  }

  /** False when that video has gone meanwhile, and the file has to be sent after all. */
  async #copyOf(video: string): Promise<boolean> {
    try {
      const { name, ...details } = $state.snapshot(this.details);
      const made = await api.copy(video, { ...details, name: name.trim() || this.fileName });
      await this.#forget();
      this.video = made.video.uuid;
      this.copied = true;
      this.#arrived();
      return true;
    } catch (problem) {
      if (problem instanceof Problem && (problem.status === 404 || problem.status === 409)) return false;
      throw problem;
    }
  }

  /** What had been sent of it is not needed; what cannot be taken away now runs out by itself. */
  async #forget(): Promise<void> {
    const url = this.#url;
    this.#url = null;
    if (url) await Upload.terminate(url, { endpoint: url, retryDelays: [] }).catch(() => undefined);
  }

  #went(sent: number): void {
    this.#spoke = true;
    this.sent = sent;
    this.#attempt = 0;
    this.#meter.note(sent, performance.now());
    this.speed = this.#meter.speed();
  }

  #arrived(): void {
    this.#job?.cancel();
    this.sent = this.size;
    this.speed = null;
    this.phase = 'sent';
    this.#changed();
    this.form.saveSoon(0);
    this.#follow();
  }

  #follow(): void {
    this.#stop?.();
    if (!this.video) return;
    const id = this.video;
    let shown = '';
    this.#stop = listen(id, (progress) => {
      this.progress = progress;
      // The picture, the length and the address come when they are there; each new word may bring them.
      const stage = progress.state.word + progress.playable;
      if (stage === shown) return;
      shown = stage;
      this.#changed();
      void this.#look(id);
    });
  }

  async #look(id: string): Promise<void> {
    try {
      const video = await api.video(id);
      this.thumbnail = video.thumbnailPath ?? video.zoetrope.poster;
      this.seconds = video.duration;
      this.address = `/w/${video.shortUUID}`;
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
    }
  }

  /** After a reload: perhaps the last byte had arrived before. */
  async #catchUp(): Promise<void> {
    if (!this.video) return;
    try {
      const { zoetrope, shortUUID } = await api.video(this.video);
      this.address = `/w/${shortUUID}`;
      if (stateKey(zoetrope.state.word) === 'uploading') return;
      this.sent = this.size;
      this.phase = 'sent';
      this.form.saving = 'saved';
      this.progress = zoetrope;
      this.#follow();
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
    }
  }

  #stumbled(error: Error | DetailedError): void {
    this.speed = null;
    const response = error instanceof DetailedError ? error.originalResponse : null;
    const problem = parseProblem(response?.getStatus() ?? 0, response?.getBody() ?? '');
    if (error instanceof DetailedError && !response && error.causingError?.name === 'NotReadableError') {
      return this.fail(t.upload.unreadable);
    }
    if (problem.status === 413 && problem.code === '') return this.#inSmallerPieces();
    // Some proxies hang up on what is too large for them instead of saying so.
    if (problem.status === 0 && this.#spoke && ++this.#broken >= PATIENCE) this.piece = smallerPiece(this.piece, this.size) ?? this.piece;
    if (problem.away || problem.status === 423 || problem.status === 429 || problem.status === 409) return this.#wait();
    this.fail(this.#sentence(problem));
  }

  #sentence(problem: Problem): string {
    if (problem.code === 'max_file_size_reached') return problem.detail || t.upload.tooLarge(this.size, null);
    if (problem.code === 'quota_reached') return problem.detail || t.upload.quota(this.size, null);
    if (problem.status === 507) return problem.detail || t.upload.full;
    if (problem.status === 401) return t.upload.login;
    if (problem.status === 404 || problem.status === 410) {
      this.#url = null;
      this.sent = 0;
      return t.upload.gone;
    }
    return t.upload.refused(problem.detail);
  }

  #inSmallerPieces(): void {
    const piece = smallerPiece(this.piece, this.size);
    if (piece === null) return this.fail(t.upload.refused(''));
    this.piece = piece;
    this.send();
  }

  #wait(): void {
    this.phase = 'away';
    this.nextTry = waitBefore(this.#attempt++);
    clearInterval(this.#timer);
    this.#timer = setInterval(() => {
      this.nextTry -= 1;
      if (this.nextTry <= 0) this.queue();
    }, 1000);
  }

  #quiet(): void {
    clearInterval(this.#timer);
  }
}

/** The same file by what a browser tells about it. */
export const keyOf = (file: File): string => `${file.name} ${file.size} ${file.lastModified}`;
