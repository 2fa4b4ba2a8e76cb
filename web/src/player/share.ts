/** What people take along of a video: its address, and the lines that show it on a page of theirs. */

export interface Wanted {
  /** Seconds to begin at; 0 is the beginning. */
  start: number;
  autoplay: boolean;
  muted: boolean;
  loop: boolean;
  controls: boolean;
  title: boolean;
}

export function linkOf(origin: string, id: string, start: number): string {
  return `${origin}/w/${id}${start > 0 ? `?t=${Math.floor(start)}` : ''}`;
}

/** Only what differs from the player's own habits is written down. */
export function embedOf(origin: string, id: string, wanted: Wanted): string {
  const query = new URLSearchParams();
  if (wanted.start > 0) query.set('start', String(Math.floor(wanted.start)));
  for (const name of ['autoplay', 'muted', 'loop'] as const) if (wanted[name]) query.set(name, '1');
  for (const name of ['controls', 'title'] as const) if (!wanted[name]) query.set(name, '0');
  const options = query.toString();
  return `${origin}/videos/embed/${id}${options ? `?${options}` : ''}`;
}

/** HTML for a page elsewhere. */
export function frameOf(address: string, title: string): string {
  return (
    `<iframe title="${escaped(title)}" src="${escaped(address)}" width="560" height="315" style="border:0"` +
    ` allow="autoplay; fullscreen; picture-in-picture" allowfullscreen loading="lazy"></iframe>`
  );
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
