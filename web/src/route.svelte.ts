import { parse, type Route } from './address';

export type { Route };

/** Where we are, and how to get elsewhere without loading the document again. */
class Place {
  url = $state(new URL(location.href));
  route = $derived(parse(this.url));
  /** The login page, which comes back to where we are. */
  loginUrl = $derived(
    this.url.pathname === '/' || this.route.page === 'login' || this.route.page === 'lost'
      ? '/login'
      : `/login?next=${encodeURIComponent(this.url.pathname + this.url.search)}`,
  );
  /** Where the page stood when we left it, for a step back; the top for a new page. */
  scroll = 0;
  /** Asked before a page is left; `false` stays. Whoever sets it takes it away. */
  guard: (() => boolean) | null = null;

  /** Goes to a page of this site; `replace` leaves no step back. */
  go(to: string, replace = false): void {
    const url = new URL(to, location.href);
    if (url.href === location.href && !replace) return;
    if (this.guard && !this.guard()) return;
    if (!replace) history.replaceState({ scroll: scrollY }, '');
    history[replace ? 'replaceState' : 'pushState']({}, '', url);
    this.scroll = 0;
    this.url = url;
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
    const stepped = (event: PopStateEvent) => {
      if (this.guard && !this.guard()) return history.pushState({}, '', this.url);
      this.scroll = (event.state as { scroll?: number } | null)?.scroll ?? 0;
      this.url = new URL(location.href);
    };
    history.scrollRestoration = 'manual';
    document.addEventListener('click', clicked);
    addEventListener('popstate', stepped);
    return () => {
      document.removeEventListener('click', clicked);
      removeEventListener('popstate', stepped);
    };
  }
}

export const place = new Place();
