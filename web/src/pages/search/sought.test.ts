import { describe, expect, it } from 'vitest';
import { parse, searchUrl } from '../../address';
import { soughtBy } from './sought';

const now = new Date('2026-03-08T12:00:00Z');

describe('a search', () => {
  it('asks for the best match of all', () =>
    expect(soughtBy('gulls', { when: 'any', length: 'any', order: 'match' }, now)).toEqual({ search: 'gulls', sort: '-match' }));

  it('is held to time and length', () =>
    expect(soughtBy('gulls', { when: 'week', length: 'medium', order: 'newest' }, now)).toEqual({
      search: 'gulls', sort: '-publishedAt', durationMin: 240, durationMax: 1200, startDate: '2026-03-01T12:00:00.000Z',
    }));

  it('stands in the address', () => {
    const url = searchUrl('a & b', { when: 'week', length: 'any', order: 'views' });
    expect(url).toBe('/search?q=a+%26+b&when=week&order=views');
    expect(parse(new URL(url, 'https://films.example'))).toEqual({ page: 'search', query: 'a & b', when: 'week', length: 'any', order: 'views' });
  });

  it('passes over what it does not know', () =>
    expect(parse(new URL('https://films.example/search?q=x&when=never'))).toMatchObject({ when: 'any' }));
});
