import { parse, type Route } from './address';

export type { Route };

/** Where we are, and how to get elsewhere without loading the document again. */
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
