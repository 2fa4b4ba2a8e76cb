import type { Narrowed } from '../../address';
import type { Sought } from '../../api';

const DAYS = { any: 0, day: 1, week: 7, month: 30, year: 365 };
const LENGTHS: Record<Narrowed['length'], Sought> = {
  any: {},
  short: { durationMax: 240 },
  medium: { durationMin: 240, durationMax: 1200 },
  long: { durationMin: 1200 },
};
const SORTS = { match: '-match', newest: '-publishedAt', views: '-views', longest: '-duration' };

/** What a search asks the server for. */
export function soughtBy(query: string, { when, length, order }: Narrowed, now: Date): Sought {
  const since = new Date(now.getTime() - DAYS[when] * 86_400_000).toISOString();
  return { search: query, sort: SORTS[order], ...LENGTHS[length], ...(when === 'any' ? {} : { startDate: since }) };
}
