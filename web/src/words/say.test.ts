import { describe, expect, it } from 'vitest';
import { en } from './en';
import { isLanguage } from './index';
import { clock, sayIn } from './say';

const say = sayIn('en');
const words = en(say);
const plain = (text: string) => text.replace(/\u00a0/g, ' ');

describe('clock', () => {
  it.each([
    [0, '0:00'],
    [9.9, '0:09'],
    [371, '6:11'],
    [4329, '1:12:09'],
    [Number.NaN, '0:00'],
    [-3, '0:00'],
  ])('shows %s seconds as %s', (seconds, text) => expect(clock(seconds)).toBe(text));
});

describe('languages', () => {
  it('are told from what some browsers name instead', () => {
    expect(['en', 'de-AT', 'sr-Latn-RS'].every(isLanguage)).toBe(true);
    expect(['C', '', 'en_US.UTF-8', 'x'].some(isLanguage)).toBe(false);
  });
});

describe('sizes', () => {
  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [74_000_000, '74 MB'],
    [3_140_000_000, '3.1 GB'],
    [20_000_000_000, '20 GB'],
  ])('says %s bytes as %s', (bytes, text) => expect(plain(say.bytes(bytes))).toBe(text));

  it('says a part in the unit of the whole', () => {
    expect(plain(say.bytesOf(640_000_000, 1_024_000_000, 'of'))).toBe('640 of 1,024 MB');
    expect(plain(say.bytesOf(1_900_000_000, 3_200_000_000, 'of'))).toBe('1.9 of 3.2 GB');
    expect(plain(say.bytesOf(96_000_000, 96_000_000, 'of'))).toBe('96 of 96 MB');
  });

  it('says a speed', () => expect(plain(say.bytesPerSecond(24_300_000))).toBe('24 MB/s'));

  it('keeps a number and its unit on one line', () => expect(say.bytes(24_000_000)).toBe('24\u00a0MB'));
});

describe('times to wait', () => {
  it.each([
    [0.2, '1 s'],
    [16, '16 s'],
    [70, '1 min 10 s'],
    [60, '1 min'],
    [7500, '2 h 5 min'],
    [3600, '1 h'],
    [90_000, '1 d 1 h'],
  ])('says %s seconds as %s', (seconds, text) => expect(plain(say.span(seconds))).toBe(text));

  it.each([
    [3, '3 s'],
    [58, '1 min'],
    [239, '4 min'],
    [3600 * 5.1, '5 h'],
  ])('says roughly %s seconds as %s', (seconds, text) => expect(plain(say.roughly(seconds))).toBe(text));
});

describe('ages', () => {
  const now = new Date('2026-11-21T12:00:00Z');
  it.each([
    ['2026-11-21T11:59:40Z', 'now'],
    ['2026-11-21T09:00:00Z', '3 hours ago'],
    ['2026-11-20T11:00:00Z', 'yesterday'],
    ['2026-11-10T12:00:00Z', '11 days ago'],
    ['2026-11-05T12:00:00Z', '2 weeks ago'],
    ['2026-07-01T12:00:00Z', 'Jul 1, 2026'],
  ])('says %s as %s', (when, text) => expect(say.ago(new Date(when), now)).toBe(text));
});

describe('sentences', () => {
  it('chooses the plural of the language', () => {
    expect(words.card.views(1)).toBe('1 view');
    expect(words.card.views(2418)).toBe('2,418 views');
  });

  it('names a place in the queue', () => {
    expect(words.work.queue(1)).toBe('1st in the queue');
    expect(words.work.queue(3)).toBe('3rd in the queue');
    expect(words.work.queue(12)).toBe('12th in the queue');
  });

  it('leaves out a time that nobody knows', () => {
    expect(plain(words.lane.left(45, 70))).toBe('45 %, 1 min 10 s left');
    expect(plain(words.lane.left(45.9, null))).toBe('45 %');
  });
});
