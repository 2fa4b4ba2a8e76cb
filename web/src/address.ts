/** Which page an address means. */

/** The parts of the site's administration. */
export const SECTIONS = ['health', 'jobs', 'users', 'storage'] as const;
export type Section = (typeof SECTIONS)[number];

/** How somebody who shows the player on a page of theirs wants it. */
export interface Wishes {
  start: number;
  autoplay: boolean;
  muted: boolean;
  loop: boolean;
  controls: boolean;
  title: boolean;
}

/** What a search is held to: the first of each means no limit, or the best match first. */
export const WHEN = ['any', 'day', 'week', 'month', 'year'] as const;
export const LENGTHS = ['any', 'short', 'medium', 'long'] as const;
export const ORDERS = ['match', 'newest', 'views', 'longest'] as const;
export interface Narrowed {
  when: (typeof WHEN)[number];
  length: (typeof LENGTHS)[number];
  order: (typeof ORDERS)[number];
}

export type Route =
  | { page: 'home' }
  | ({ page: 'search'; query: string } & Narrowed)
  | { page: 'login'; next: string }
  | { page: 'upload' }
  | { page: 'mine' }
  | { page: 'watch'; id: string; at: number | null }
  | { page: 'embed'; id: string; wishes: Wishes }
  | { page: 'edit'; id: string }
  | { page: 'admin'; section: Section }
  | { page: 'settings' }
  | { page: 'invite' }
  | { page: 'lost' };

export function parse(url: URL): Route {
  const path = url.pathname.replace(/\/+$/, '') || '/';
  const watch = /^\/w\/([^/]+)$/.exec(path);
  if (watch) return { page: 'watch', id: decode(watch[1]!), at: timeOf(url.searchParams.get('t') ?? url.searchParams.get('start')) };
  const embed = /^\/videos\/embed\/([^/]+)$/.exec(path);
  if (embed) return { page: 'embed', id: decode(embed[1]!), wishes: wishesOf(url.searchParams) };
  const edit = /^\/videos\/([^/]+)\/edit$/.exec(path);
  if (edit) return { page: 'edit', id: decode(edit[1]!) };
  const section = /^\/admin\/([a-z]+)$/.exec(path)?.[1] as Section | undefined;
  if (section && SECTIONS.includes(section)) return { page: 'admin', section };
  switch (path) {
    case '/':
      return { page: 'home' };
    case '/search':
      return { page: 'search', query: url.searchParams.get('q')?.trim() ?? '', ...narrowed(url.searchParams) };
    case '/login':
      return { page: 'login', next: within(url.searchParams.get('next')) };
    case '/admin':
      return { page: 'admin', section: 'health' };
    case '/settings':
      return { page: 'settings' };
    case '/invite':
      return { page: 'invite' };
    case '/upload':
      return { page: 'upload' };
    case '/videos':
      return { page: 'mine' };
    default:
      return { page: 'lost' };
  }
}

function narrowed(asked: URLSearchParams): Narrowed {
  const one = <Name extends string>(name: string, known: readonly Name[]): Name => known.find((value) => value === asked.get(name)) ?? known[0]!;
  return { when: one('when', WHEN), length: one('length', LENGTHS), order: one('order', ORDERS) };
}

/** The address of a search; what is not narrowed is not named. */
export function searchUrl(query: string, by: Partial<Narrowed> = {}): string {
  const usual = narrowed(new URLSearchParams());
  const more = (['when', 'length', 'order'] as const).flatMap((name) => (by[name] && by[name] !== usual[name] ? [[name, by[name]]] : []));
  return `/search?${new URLSearchParams([['q', query], ...more]).toString()}`;
}

/** By the names that are used all over the web; `0` and `false` say no, and bare names say yes. */
export function wishesOf(asked: URLSearchParams): Wishes {
  const yes = (name: string, otherwise: boolean) => {
    const value = asked.get(name);
    return value === null ? otherwise : !/^(0|false|no|off)$/i.test(value);
  };
  return {
    start: timeOf(asked.get('start') ?? asked.get('t')) ?? 0,
    autoplay: yes('autoplay', false),
    muted: yes('muted', false),
    loop: yes('loop', false),
    controls: yes('controls', true),
    title: yes('title', true),
  };
}

/** Only a path of this site, as a browser reads it: `//elsewhere`, `/\\elsewhere`, `/<tab>/elsewhere` and `/.//elsewhere` lead away. */
export function within(next: string | null): string {
  if (!next?.startsWith('/') || !URL.canParse(next, HERE)) return '/';
  const { origin, pathname, search, hash } = new URL(next, HERE);
  return origin === HERE && !pathname.startsWith('//') ? pathname + search + hash : '/';
}

/** Stands for this site where paths are read: nobody is ever asked for it. */
const HERE = 'http://here.invalid';

/** `90`, `90s` or `1m30s`, as people share it. */
export function timeOf(text: string | null): number | null {
  const found = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s?)?$/.exec(text ?? '');
  if (!text || !found) return null;
  const [h, m, s] = [found[1], found[2], found[3]].map((n) => Number(n ?? 0));
  return h! * 3600 + m! * 60 + s!;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
