import { recall, remember } from '../remember';

/** Where a viewer stopped, kept in this browser only. */
export interface Kept {
  id: string;
  name: string;
  channel: string;
  poster: string | null;
  duration: number;
  at: number;
}

const KEY = 'resume';
const MOST = 30;
/** Before this nobody has really begun; after the last part everybody has seen it. */
const BEGUN = 10;
const SEEN = 0.95;

export function resumable(): Kept[] {
  return recall<Kept[]>(KEY, []);
}

export function resumePoint(id: string): number | null {
  return resumable().find((kept) => kept.id === id)?.at ?? null;
}

export function keepPoint(kept: Kept): void {
  remember(KEY, withPoint(resumable(), kept));
}

/** The latest first; short and finished ones drop out. */
export function withPoint(all: Kept[], kept: Kept): Kept[] {
  const others = all.filter((other) => other.id !== kept.id);
  const open = kept.at >= BEGUN && kept.at < kept.duration * SEEN;
  return (open ? [kept, ...others] : others).slice(0, MOST);
}
