import type { paths, PrivacyNumber } from './openapi';

/**
 * The one place that talks to the server's API (`/api/v1`). Every call either returns what it promises or throws a
 * `Problem`: what the server said (RFC 9457) or, with status 0, that it did not answer.
 */

export type {
  CaptionFile,
  Chapter,
  Lane,
  Labelled,
  Named,
  Playback,
  Progress,
  Session,
  Site,
  Storyboard,
  Video,
  VideoDetails,
  VideoFile,
} from './openapi';

/** Who may watch, as numbers of the API. */
export type Audience = PrivacyNumber;
export const PUBLIC: Audience = 1;
export const UNLISTED: Audience = 2;
export const PRIVATE: Audience = 3;

/** Which of one's own videos: any of the states, any of the numbers of who may watch; none means all. */
export type Wanted = Omit<Query<'/users/me/videos', 'get'>, 'start' | 'count' | 'after'>;

/** What is searched for; lengths in seconds, the date in ISO 8601. */
export type Sought = Omit<Query<'/search/videos', 'get'>, 'start' | 'count' | 'after'>;

/** What the owner of a video may change about it. */
export type Edited = Required<Pick<Words, 'name' | 'tags' | 'privacy' | 'downloadEnabled'>> & { description: string };

/** What is asked about a video while it is uploaded. */
export type Details = Omit<Edited, 'downloadEnabled'>;

type Words = Body<'/videos/{id}', 'put'>;

// What the description of the API says of an operation. openapi.d.ts is made from it by `npm run api`.
type Path = keyof paths;
type Method = 'get' | 'post' | 'put' | 'delete';
type JsonOf<T> = T extends { content: { 'application/json': infer Json } } ? Json : never;
export type Body<P extends Path, M extends Method> = paths[P][M] extends { requestBody?: infer B } ? JsonOf<NonNullable<B>> : never;
export type Query<P extends Path, M extends Method> = paths[P][M] extends { parameters: { query?: infer Q } } ? NonNullable<Q> : never;
type Answer<P extends Path, M extends Method> = paths[P][M] extends { responses: { 200: infer A } } ? JsonOf<A> : void;

interface Asked<P extends Path, M extends Method> {
  /** What stands in the path where the parameters are, in their order. */
  of?: string | readonly string[];
  query?: Query<P, M>;
  body?: Partial<Body<P, M>>;
  /** Files, in the place of a body. */
  form?: FormData;
  keepalive?: boolean;
}

export const API = '/api/v1';

/** How long an answer is waited for, in ms. Some changes take long, such as a frame as the picture; files take what they take. */
export const PATIENCE = { read: 20_000, write: 120_000 } as const;

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
  session: () => ask('get', '/session'),
  login: (username: string, password: string) => ask('post', '/session', { body: { username, password } }),
  logout: () => ask('delete', '/session'),
  newest: (start: number, count: number) => ask('get', '/videos', { query: { start, count, sort: '-publishedAt' } }),
  search: (wanted: Sought, start: number, count: number) => ask('get', '/search/videos', { query: { start, count, ...wanted } }),
  mine: (wanted: Wanted, start: number, count: number) => ask('get', '/users/me/videos', { query: { start, count, ...wanted } }),
  video: (id: string) => ask('get', '/videos/{id}', { of: id }),
  save: (id: string, details: Partial<Edited>) => ask('put', '/videos/{id}', { of: id, body: details }),
  /** `last`: the page is being left, and the browser sends it all the same. */
  delete: (id: string, last = false) => ask('delete', '/videos/{id}', { of: id, keepalive: last }),
  /** One more video of the file of one's own video; nothing is sent. */
  copy: (id: string, details: Partial<Edited>) => ask('post', '/videos/{id}/copies', { of: id, body: details }),
  retry: (id: string) => ask('post', '/videos/{id}/retry', { of: id }),
  viewed: (id: string, currentTime: number) =>
    ask('post', '/videos/{id}/views', { of: id, body: { currentTime: Math.floor(currentTime) } }),
};

/** One operation, as the description of the API has it: what it does not know is not asked. */
export function ask<P extends Path, M extends Method>(method: M, path: P, asked: Asked<P, M> = {}): Promise<Answer<P, M>> {
  const named = [asked.of ?? []].flat();
  const place = path.replace(/\{\w+\}/g, () => encodeURIComponent(named.shift() ?? ''));
  const question = asked.query ? `?${query(asked.query)}` : '';
  return call(method.toUpperCase(), place + question, asked.form ?? asked.body, asked.keepalive);
}

/** The address of the stream of states of a video. */
export const eventsOf = (id: string) => `${API}/videos/${encodeURIComponent(id)}/events`;

export function query(values: Record<string, unknown>): string {
  const pairs = Object.entries(values).flatMap(([key, value]) => (Array.isArray(value) ? value : [value ?? '']).map((one) => [key, String(one)]));
  return new URLSearchParams(pairs.filter(([, value]) => value !== '')).toString();
}

async function call<T>(method: string, path: string, body?: unknown, keepalive = false): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  // of a form the browser says the type, because it chooses what stands between the parts
  const form = body instanceof FormData;
  if (body !== undefined && !form) headers['Content-Type'] = 'application/json';
  const signal = form ? null : AbortSignal.timeout(method === 'GET' ? PATIENCE.read : PATIENCE.write);
  const { response, text } = await answerTo(path, { method, headers, keepalive, signal, body: form ? body : body === undefined ? null : JSON.stringify(body) });
  if (!response.ok) throw problemIn(response, text);
  return (response.status === 204 ? undefined : JSON.parse(text)) as T;
}

/** The answer counts when all of it is here: its end may stay away too. */
async function answerTo(path: string, question: RequestInit): Promise<{ response: Response; text: string }> {
  try {
    const response = await fetch(API + path, question);
    return { response, text: await response.text() };
  } catch {
    throw new Problem(0, 'no_answer', '');
  }
}

export async function problemOf(response: Response): Promise<Problem> {
  return problemIn(response, await response.text());
}

function problemIn(response: Response, text: string): Problem {
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
