/** What a key does to the player: the keys that people know from YouTube. */
export type Deed =
  | { do: 'play' | 'mute' | 'full' | 'theatre' | 'pip' | 'captions' | 'help' }
  | { do: 'seek'; by: number }
  | { do: 'seekTo'; share: number }
  | { do: 'volume'; by: number }
  | { do: 'rate'; step: 1 | -1 }
  | { do: 'frame'; step: 1 | -1 };

const deeds: Record<string, Deed> = {
  k: { do: 'play' },
  ' ': { do: 'play' },
  j: { do: 'seek', by: -10 },
  l: { do: 'seek', by: 10 },
  ArrowLeft: { do: 'seek', by: -5 },
  ArrowRight: { do: 'seek', by: 5 },
  ArrowUp: { do: 'volume', by: 0.05 },
  ArrowDown: { do: 'volume', by: -0.05 },
  Home: { do: 'seekTo', share: 0 },
  End: { do: 'seekTo', share: 1 },
  f: { do: 'full' },
  t: { do: 'theatre' },
  i: { do: 'pip' },
  m: { do: 'mute' },
  c: { do: 'captions' },
  '<': { do: 'rate', step: -1 },
  '>': { do: 'rate', step: 1 },
  ',': { do: 'frame', step: -1 },
  '.': { do: 'frame', step: 1 },
  '?': { do: 'help' },
};

/** The deed of a key, or null where the key belongs to something else. */
export function deedOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>): Deed | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  if (/^[0-9]$/.test(event.key)) return { do: 'seekTo', share: Number(event.key) / 10 };
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return deeds[key] ?? null;
}

/** Keys that a focused control needs for itself: words in a field, arrows in a menu, the space bar on a button. */
export function belongsTo(target: Element, key: string): boolean {
  if (target.closest('input, textarea, select, [contenteditable], [role=menu], dialog, [popover]')) return true;
  if (key === ' ') return target.closest('button, a, summary, [role=button]') !== null;
  if (key === 'ArrowUp' || key === 'ArrowDown') return target.closest('[data-player]') === null;
  return false;
}

export const RATES = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2];

export function nextRate(rate: number, step: 1 | -1): number {
  const at = RATES.findIndex((one) => one >= rate);
  return RATES[Math.min(RATES.length - 1, Math.max(0, (at < 0 ? RATES.length - 1 : at) + step))]!;
}
