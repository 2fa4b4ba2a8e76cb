import { describe, expect, it } from 'vitest';
import type { Session } from '../api';
import { en } from '../words/en';
import { sayIn } from '../words/say';
import { Meter, secondsLeft } from './meter';
import { tagsOf, tagsWrong } from '../details';
import { mayAsk, nextToSend, refusal, smallerPiece, titleOf, totals, waitBefore, type Phase } from './rules';

const words = en(sayIn('en'));
const items = (...phases: Phase[]) => phases.map((phase) => ({ phase }));
const session = (quota: number, used: number, limit: number): Session => ({
  user: { username: 'nadia', displayName: '', role: 'user', videoQuota: quota, videoQuotaUsed: used, videoQuotaDaily: -1, videoQuotaUsedDaily: 0, channels: [] },
  site: { name: 'Zoetrope', maxUploadBytes: limit, privacy: 1, signup: false },
});

describe('the queue', () => {
  it('sends two at once and the others in their order', () => {
    const list = items('sent', 'sending', 'queued', 'queued');

    expect(nextToSend(list)).toBe(list[2]);
    expect(nextToSend(items('sending', 'sending', 'queued'))).toBeNull();
  });

  it('asks about a file until it has arrived', () =>
    expect((['checking', 'queued', 'sending', 'paused', 'away', 'twin', 'stopped', 'sent', 'failed'] as Phase[]).filter(mayAsk)).toEqual(
      ['checking', 'queued', 'sending', 'paused', 'away', 'twin'],
    ));

  it('leaves paused ones alone', () => expect(nextToSend(items('paused', 'stopped', 'failed'))).toBeNull());

  it('sums what is going, without the failed and what need not be sent', () => {
    const list = [
      { phase: 'twin' as const, sent: 0, size: 500, ready: false },
      { phase: 'sending' as const, sent: 40, size: 100, ready: false },
      { phase: 'failed' as const, sent: 7, size: 900, ready: false },
      { phase: 'sent' as const, sent: 50, size: 50, ready: true },
    ];

    expect(totals(list)).toEqual({ all: 4, ready: 1, sent: 90, size: 150 });
  });
});

describe('a file', () => {
  it('that fits may go', () => expect(refusal(5, session(-1, 0, 0), words)).toBeNull());
  it('that is empty stays', () => expect(refusal(0, null, words)).toContain('0 bytes'));
  it('above the limit stays', () => expect(refusal(30e9, session(-1, 0, 20e9), words)).toContain('20\u00a0GB'));
  it('above the space left stays', () =>
    expect(refusal(3.1e9, session(10e9, 7.6e9, 0), words)).toContain('you have 2.4\u00a0GB left'));

  it.each([
    ['wadden-2026_06.mov', 'wadden-2026 06'],
    ['.mp4', '.mp4'],
    ['no ending', 'no ending'],
  ])('named %s begins as %s', (name, title) => expect(titleOf(name)).toBe(title));
});

describe('tags', () => {
  it('are cut at commas, once each', () => expect(tagsOf(' launch, coast,, launch ,#field  recording')).toEqual(['launch', 'coast', 'field recording']));
  it('are five at most', () => expect(tagsWrong(['aa', 'bb', 'cc', 'dd', 'ee', 'ff'], words)).toBe('Five tags at most. Remove one to save.'));
  it('have two letters at least', () => expect(tagsWrong(['a'], words)).not.toBe(''));
  it('may be missing', () => expect(tagsWrong([], words)).toBe(''));
});

describe('the meter', () => {
  it('knows nothing before half a second', () => {
    const meter = new Meter();
    meter.note(0, 0);
    meter.note(100, 400);

    expect(meter.speed()).toBeNull();
  });

  it('judges by the last seconds only', () => {
    const meter = new Meter();
    meter.note(0, 0);
    meter.note(1_000_000, 1000);
    for (let second = 2; second <= 20; second++) meter.note(1_000_000 + (second - 1) * 1000, second * 1000);

    expect(meter.speed()).toBeCloseTo(1000, 0);
  });

  it('says a time left only when something goes', () => {
    expect(secondsLeft(1000, 100)).toBe(10);
    expect(secondsLeft(1000, 0)).toBeNull();
    expect(secondsLeft(1000, null)).toBeNull();
  });
});

describe('a server that is away', () => {
  it('is asked less and less often', () => expect([0, 1, 2, 9].map(waitBefore)).toEqual([2, 4, 8, 60]));
});

describe('a proxy that refuses large pieces', () => {
  it('gets halves until they are too small to make sense', () => {
    const mebi = 1024 * 1024;
    expect(smallerPiece(Infinity, 900 * mebi)).toBe(64 * mebi);
    expect(smallerPiece(64 * mebi, 900 * mebi)).toBe(32 * mebi);
    expect(smallerPiece(2 * mebi, 900 * mebi)).toBe(mebi);
    expect(smallerPiece(mebi, 900 * mebi)).toBeNull();
  });

  it('gets less than the whole file', () => {
    expect(smallerPiece(Infinity, 13_000_000)).toBe(8 * 1024 * 1024);
    expect(smallerPiece(Infinity, 1_000_000)).toBeNull();
  });
});
