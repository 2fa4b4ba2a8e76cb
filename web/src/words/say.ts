/**
 * How a language says numbers, sizes and times. A catalogue gets one of these and builds its sentences with it, so that
 * no component ever glues a number to a word. Units stick to their number by a no-break space.
 */
export interface Say {
  number(n: number): string;
  percent(n: number): string;
  /** Bytes in powers of 1000, three figures: `1.9 GB`, `640 MB`. */
  bytes(n: number): string;
  /** A part of a whole in the unit of the whole: `640 of 1,024 MB`, with the word for 'of' given. */
  bytesOf(part: number, whole: number, of: string): string;
  bytesPerSecond(n: number): string;
  /** A length on a clock face: `6:11`, `1:12:09`. */
  clock(seconds: number): string;
  /** A time to wait in at most two units: `16 s`, `1 min 10 s`, `2 h 5 min`. */
  span(seconds: number): string;
  /** A time to wait in one unit, for use behind 'about': `4 min`. */
  roughly(seconds: number): string;
  /** `3 hours ago`, `yesterday`; older than four weeks a date. */
  ago(when: Date, now?: Date): string;
  /** Date and time in full, for whoever wants it exact. */
  exact(when: Date): string;
  plural(n: number, forms: Forms): string;
  ordinal(n: number, forms: Forms): string;
  list(items: string[]): string;
}

/** One form per plural category of the language; `#` stands for the number. */
export type Forms = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;

const NBSP = '\u00a0';
const SIZES = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** The ways of saying of one language, by what the browser knows about it. `units` are the short names of times. */
export function sayIn(locale: string, units = { s: 's', min: 'min', h: 'h', d: 'd' }): Say {
  const plain = new Intl.NumberFormat(locale);
  const cardinals = new Intl.PluralRules(locale);
  const ordinals = new Intl.PluralRules(locale, { type: 'ordinal' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const list = new Intl.ListFormat(locale);
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' });
  const full = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short' });
  const glue = (text: string) => text.replace(/[ \u202f]/g, NBSP);
  const fill = (n: number, forms: Forms, rule: Intl.LDMLPluralRule) =>
    (forms[rule] ?? forms.other).replace('#', plain.format(n));

  const sized = (n: number, power: number, suffix = '') => {
    const value = n / 1000 ** power;
    const digits = power === 0 || value >= 10 ? 0 : 1;
    const unit = (SIZES[power] ?? 'terabyte') + suffix;
    const unitDisplay = power === 0 ? 'long' : 'short';
    return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay, maximumFractionDigits: digits });
  };
  const sizeOf = (n: number) => Math.min(4, Math.max(0, Math.floor(Math.log10(Math.max(n, 1)) / 3)));

  // Below two of a unit the one below says more: 640 of 1,024 MB, not 0.6 of 1 GB.
  const finer = (n: number, power: number) => (power > 1 && n < 2 * 1000 ** power ? power - 1 : power);

  return {
    number: (n) => plain.format(n),
    percent: (n) => glue(`${plain.format(Math.floor(n))} %`),
    bytes: (n) => glue(sized(n, sizeOf(n)).format(n / 1000 ** sizeOf(n))),
    bytesOf(part, whole, of) {
      const power = finer(whole, sizeOf(whole));
      const format = sized(whole, power);
      const bare = format
        .formatToParts(part / 1000 ** power)
        .filter((p) => p.type !== 'unit' && p.type !== 'literal')
        .map((p) => p.value)
        .join('');
      return glue(`${bare} ${of} ${format.format(whole / 1000 ** power)}`);
    },
    bytesPerSecond: (n) => glue(sized(n, sizeOf(n), '-per-second').format(n / 1000 ** sizeOf(n))),
    clock,
    span(seconds) {
      const left = Math.max(1, Math.round(seconds));
      const parts = split(left, units);
      return parts.slice(0, 2).join(NBSP);
    },
    roughly(seconds) {
      if (seconds < 55) return `${Math.max(1, Math.round(seconds))}${NBSP}${units.s}`;
      if (seconds < 3300) return `${Math.max(1, Math.round(seconds / 60))}${NBSP}${units.min}`;
      if (seconds < 86_400) return `${Math.max(1, Math.round(seconds / 3600))}${NBSP}${units.h}`;
      return `${Math.round(seconds / 86_400)}${NBSP}${units.d}`;
    },
    ago(when, now = new Date()) {
      const seconds = (now.getTime() - when.getTime()) / 1000;
      if (seconds > 28 * 86_400) return day.format(when);
      if (seconds >= 14 * 86_400) return relative.format(-Math.floor(seconds / 604_800), 'week');
      for (const [unit, length] of STEPS) {
        if (seconds >= length) return relative.format(-Math.floor(seconds / length), unit);
      }
      return relative.format(0, 'second');
    },
    exact: (when) => full.format(when),
    plural: (n, forms) => fill(n, forms, cardinals.select(n)),
    ordinal: (n, forms) => fill(n, forms, ordinals.select(n)),
    list: (items) => list.format(items),
  };
}

/** The same in every language: hours only when there are some, minutes without a leading zero. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(Number.isFinite(seconds) ? seconds : 0));
  const two = (n: number) => String(n).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

function split(seconds: number, units: { s: string; min: string; h: string; d: string }): string[] {
  const parts: [number, string][] = [
    [Math.floor(seconds / 86_400), units.d],
    [Math.floor(seconds / 3600) % 24, units.h],
    [Math.floor(seconds / 60) % 60, units.min],
    [seconds % 60, units.s],
  ];
  const first = parts.findIndex(([n]) => n > 0);
  return parts
    .slice(first, first + 2)
    .filter(([n]) => n > 0)
    .map(([n, unit]) => n + NBSP + unit);
}
