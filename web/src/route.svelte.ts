/** Which page an address means, and how to get there without loading the document again. */

export type Route =
  | { page: 'home' }
  | { page: 'search'; query: string }
  | { page: 'login'; next: string }
  | { page: 'upload' }
  | { page: 'mine' }
  | { page: 'watch'; id: string; at: number | null }
  | { page: 'lost' };

export function parse(url: URL): Route {
  const path = url.pathname.replace(/\/+$/, '') || '/';
  const watch = /^\/w\/([^/]+)$/.exec(path);
  if (watch) return { page: 'watch', id: decode(watch[1]!), at: timeOf(url.searchParams.get('t')) };
  switch (path) {
    case '/':
      return { page: 'home' };
    case '/search':
      return { page: 'search', query: url.searchParams.get('q')?.trim() ?? '' };
    case '/login':
      return { page: 'login', next: within(url.searchParams.get('next')) };
    case '/upload':
      return { page: 'upload' };
    case '/videos':
      return { page: 'mine' };
    default:
      return { page: 'lost' };
  }
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

class Place {
  url = $state(new URL(location.href));
  route = $derived(parse(this.url));

  /** Goes to a page of this site; `replace` leaves no step back. */
  go(to: string, replace = false): void {
    const url = new URL(to, location.href);
    if (url.href === location.href && !replace) return;
    history[replace ? 'replaceState' : 'pushState']({}, '', url);
    this.url = url;
    if (!url.hash) scrollTo(0, 0);
  }

  /** Takes over clicks on plain links within the site, and the steps back and forth. */
  start(): () => void {
    const clicked = (event: MouseEvent) => {
      const link = (event.target as Element | null)?.closest?.('a');
      if (!link || event.defaultPrevented || event.button !== 0) return;
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      if (link.target || link.hasAttribute('download') || link.origin !== location.origin) return;
      if (link.hash && link.pathname === location.pathname) return;
      event.preventDefault();
      this.go(link.href);
    };
    const stepped = () => (this.url = new URL(location.href));
    document.addEventListener('click', clicked);
    addEventListener('popstate', stepped);
    return () => {
      document.removeEventListener('click', clicked);
      removeEventListener('popstate', stepped);
    };
  }
}

export const place = new Place();
