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

export type Route =
  | { page: 'home' }
  | { page: 'search'; query: string }
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
      return { page: 'search', query: url.searchParams.get('q')?.trim() ?? '' };
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

/** Only a path of this site: `//elsewhere` and `https://elsewhere` would lead away after the login. */
export function within(next: string | null): string {
  if (!next || !next.startsWith('/') || next.startsWith('//') || next.includes('\\')) return '/';
  return next;
}

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
