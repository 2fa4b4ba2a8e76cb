import type { Lane, Storyboard } from '../api';

const USUAL = [144, 240, 360, 480, 720, 1080, 1440, 2160, 4320];

/** What people call a picture of this size: a wide one by its width, an upright one by its short side. */
export function rungName(width: number, height: number): string {
  if (!width || !height) return '';
  const long = Math.max(width, height);
  const short = Math.min(width, height);
  const lines = Math.max(short, Math.round((long * 9) / 16));
  return `${USUAL.reduce((best, n) => (Math.abs(n - lines) < Math.abs(best - lines) ? n : best))}p`;
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
    .sort((a, b) => Number.parseInt(b.name, 10) - Number.parseInt(a.name, 10));
}

/** The highest offered rung that is not above the wanted one; the lowest when all are above. */
export function nearest(wanted: string, offered: string[]): string | null {
  const lines = (name: string) => Number.parseInt(name, 10) || 0;
  const sorted = [...offered].sort((a, b) => lines(b) - lines(a));
  return sorted.find((name) => lines(name) <= lines(wanted)) ?? sorted.at(-1) ?? null;
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
