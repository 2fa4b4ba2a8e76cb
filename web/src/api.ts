/**
 * The one place that talks to the server's API (`/api/v1`). Every call either returns what it promises or throws a
 * `Problem`: what the server said (RFC 9457) or, with status 0, that it did not answer.
 */

export interface Session {
  user: User | null;
  site: Site;
}

export interface User {
  username: string;
  displayName: string;
  role: string;
  /** Bytes; -1 means without limit. */
  videoQuota: number;
  videoQuotaUsed: number;
  channels: Named[];
}

export interface Site {
  name: string;
  /** Bytes; null or below 1 means without limit. */
  maxUploadBytes: number | null;
  signup: boolean;
}

export interface Named {
  name: string;
  displayName: string;
}

export interface Labelled {
  id: number;
  label: string;
}

/** Who may watch, as numbers of the API. */
export const PUBLIC = 1;
export const UNLISTED = 2;
export const PRIVATE = 3;

export interface Lane {
  /** `720p`, or `audio`. */
  name: string;
  state: 'Waiting' | 'Running' | 'Done' | 'Failed';
  percent: number | null;
  secondsLeft: number | null;
}

/** Where a video stands on its way, as the server sends it with every video and over the event stream. */
export interface Progress {
  state: { word: string; code: string; text: string };
  playable: boolean;
  percent: number | null;
  secondsLeft: number | null;
  queue: { position: number; startsInSeconds: number | null } | null;
  lanes: Lane[];
  retry: boolean;
  deduplicated: boolean;
}

export interface Video {
  uuid: string;
  shortUUID: string;
  name: string;
  /** Whole seconds. */
  duration: number;
  views: number;
  createdAt: string;
  publishedAt: string;
  account: Named;
  channel: Named;
  privacy: Labelled;
  thumbnailPath: string | null;
  zoetrope: Progress;
}

export interface Playback {
  hls: string | null;
  dash: string | null;
  progressive: string | null;
  progressiveType: string | null;
}

export interface Storyboard {
  image: string;
  columns: number;
  rows: number;
  /** Of one frame, in pixels. */
  width: number;
  height: number;
  count: number;
  everySeconds: number;
}

export interface Chapter {
  start: number;
  title: string;
}

export interface CaptionFile {
  language: string;
  label: string;
  url: string;
}

/** One file to fetch whole, by whole addresses. */
export interface VideoFile {
  resolution: Labelled;
  size: number;
  fileUrl: string;
  fileDownloadUrl: string;
  hasVideo: boolean;
  hasAudio: boolean;
}

export interface VideoDetails extends Video {
  description: string | null;
  tags: string[];
  downloadEnabled: boolean;
  files: VideoFile[];
  streamingPlaylists: { files: VideoFile[] }[];
  zoetrope: Progress & {
    playback: Playback;
    poster: string | null;
    storyboard: Storyboard | null;
    captions: CaptionFile[];
    chapters: Chapter[];
    /** The description with its marks; safe to show, as the server says. */
    descriptionHtml: string;
    damaged: string | null;
    mine: boolean;
  };
}

export interface Page<T> {
  total: number;
  data: T[];
}

export interface Details {
  name: string;
  description: string;
  tags: string[];
  privacy: number;
}

/** Which of one's own videos: any of the states, any of the numbers of who may watch; none means all. */
export interface Wanted {
  sort?: string;
  search?: string;
  stateOneOf?: string[];
  privacyOneOf?: number[];
}

/** What the owner of a video may change about it. */
export interface Edited extends Details {
  downloadEnabled: boolean;
}

export const API = '/api/v1';

/** The server said no, or said nothing (`status` 0). `detail` is a sentence for people. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly retryAfter: number | null = null,
    /** What is wrong with which field, in the server's words. */
    readonly invalid: Readonly<Record<string, string>> = {},
  ) {
    super(detail || `${status} ${code}`);
  }

  get away(): boolean {
    return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504;
  }
}

export const api = {
  session: () => call<Session>('GET', '/session'),
  login: (username: string, password: string) => call<Session>('POST', '/session', { username, password }),
  logout: () => call<void>('DELETE', '/session'),
  newest: (start: number, count: number, search = '') =>
    call<Page<Video>>('GET', `/videos?${query({ start, count, sort: '-publishedAt', search })}`),
  mine: (wanted: Wanted, start: number, count: number) =>
    call<Page<Video>>('GET', `/users/me/videos?${query({ start, count, ...wanted })}`),
  video: (id: string) => call<VideoDetails>('GET', `/videos/${encodeURIComponent(id)}`),
  save: (id: string, details: Partial<Edited>) => call<void>('PUT', `/videos/${encodeURIComponent(id)}`, details),
  /** `last`: the page is being left, and the browser sends it all the same. */
  delete: (id: string, last = false) => call<void>('DELETE', `/videos/${encodeURIComponent(id)}`, undefined, last),
  retry: (id: string) => call<void>('POST', `/videos/${encodeURIComponent(id)}/retry`),
  viewed: (id: string, currentTime: number) =>
    call<void>('POST', `/videos/${encodeURIComponent(id)}/views`, { currentTime: Math.floor(currentTime) }),
};

/** The address of the stream of states of a video. */
export const eventsOf = (id: string) => `${API}/videos/${encodeURIComponent(id)}/events`;

export function query(values: Record<string, string | number | (string | number)[] | undefined>): string {
  const pairs = Object.entries(values).flatMap(([key, value]) => (Array.isArray(value) ? value : [value ?? '']).map((one) => [key, String(one)]));
  return new URLSearchParams(pairs.filter(([, value]) => value !== '')).toString();
}

export async function call<T>(method: string, path: string, body?: unknown, keepalive = false): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  let response: Response;
  try {
    response = await fetch(API + path, { method, headers, keepalive, body: body === undefined ? null : JSON.stringify(body) });
  } catch {
    throw new Problem(0, 'no_answer', '');
  }
  if (!response.ok) throw await problemOf(response);
  return (response.status === 204 ? undefined : await response.json()) as T;
}

export async function problemOf(response: Response): Promise<Problem> {
  const text = await response.text();
  const wait = Number(response.headers.get('Retry-After'));
  return parseProblem(response.status, text, Number.isFinite(wait) && wait > 0 ? wait : null);
}

interface Said {
  code?: string;
  detail?: string;
  title?: string;
  'invalid-params'?: Record<string, { msg: string }>;
}

/** Reads a problem document; whatever else stands there (a proxy's page) leaves code and detail empty. */
export function parseProblem(status: number, text: string, retryAfter: number | null = null): Problem {
  try {
    const said = JSON.parse(text) as Said;
    const invalid = Object.entries(said['invalid-params'] ?? {}).map(([name, { msg }]) => [name, msg]);
    return new Problem(status, said.code ?? '', said.detail ?? said.title ?? '', retryAfter, Object.fromEntries(invalid));
  } catch {
    return new Problem(status, '', '', retryAfter);
  }
}
