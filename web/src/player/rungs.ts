import type { Lane, Storyboard } from '../api';

const USUAL = [144, 240, 360, 480, 720, 1080, 1440, 2160, 4320];

/**
 * What a picture of this size is called: the nearest of the rungs that there are, which bear their short side as a
 * name; where none are known, what people call it, a wide one by its width.
 */
export function rungName(width: number, height: number, rungs: string[] = []): string {
  if (!width || !height) return '';
  const long = Math.max(width, height);
  const short = Math.min(width, height);
  if (rungs.length > 0) return closest(rungs.map(linesOf), short);
  return closest(USUAL, Math.max(short, Math.round((long * 9) / 16)));
}

const closest = (heights: number[], lines: number): string =>
  `${heights.reduce((best, n) => (Math.abs(n - lines) < Math.abs(best - lines) ? n : best))}p`;

const linesOf = (rung: string): number => Number.parseInt(rung, 10) || 0;

/** The rung that a playlist is for, by its address: `.../360p.m3u8`. */
export function rungOf(playlist: string): string | null {
  return /\/(\d+p)\.m3u8(?:\?|$)/.exec(playlist)?.[1] ?? null;
}

export interface Choice {
  name: string;
  /** It cannot be chosen yet: it is being made, or failed. */
  waits: Lane | null;
}

/** What the quality menu lists, highest first: what the playlist offers, and what is still being made. */
export function choices(offered: string[], lanes: Lane[]): Choice[] {
  const pictures = lanes.filter((lane) => lane.name !== 'audio');
  const names = new Set([...offered, ...pictures.map((lane) => lane.name)]);
  return [...names]
    .filter((name) => name !== '')
    .map((name) => ({ name, waits: pictures.find((lane) => lane.name === name && lane.state !== 'Done') ?? null }))
    .sort((a, b) => linesOf(b.name) - linesOf(a.name));
}

/** The highest offered rung that is not above the wanted one; the lowest when all are above. */
export function nearest(wanted: string, offered: string[]): string | null {
  const sorted = [...offered].sort((a, b) => linesOf(b) - linesOf(a));
  return sorted.find((name) => linesOf(name) <= linesOf(wanted)) ?? sorted.at(-1) ?? null;
}

export interface Frame {
  x: number;
  y: number;
}

/** Where frame `n` lies on the sheet, in pixels; null beyond its ends. */
export function frameAt(board: Storyboard, n: number): Frame | null {
  if (n < 0 || n >= board.count) return null;
  return { x: (n % board.columns) * board.width, y: Math.floor(n / board.columns) * board.height };
}

export function frameOf(board: Storyboard, seconds: number): number {
  return Math.min(board.count - 1, Math.max(0, Math.floor(seconds / board.everySeconds)));
}
