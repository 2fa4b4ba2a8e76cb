import { describe, expect, it } from 'vitest';
import type { Lane, Storyboard } from '../api';
import { deedOf, nextRate } from './keys';
import { withPoint, type Kept } from './resume';
import { choices, frameAt, frameOf, nearest, rungName, rungOf } from './rungs';

const key = (key: string, more = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, ...more });
const lane = (name: string, state: Lane['state']): Lane => ({ name, state, percent: 0, secondsLeft: null });

describe('the name of a quality', () => {
  it.each([
    [1280, 720, '720p'],
    [1280, 536, '720p'],
    [360, 640, '360p'],
    [768, 576, '480p'],
    [1920, 1080, '1080p'],
    [101, 57, '144p'],
    [0, 0, ''],
  ])('of %s x %s is %s', (width, height, name) => expect(rungName(width, height)).toBe(name));

  it('is one of the rungs where they are known', () => {
    expect(rungName(480, 270, ['270p'])).toBe('270p');
    expect(rungName(768, 576, ['576p', '480p', '360p'])).toBe('576p');
  });

  it('stands in the address of its playlist', () => {
    expect(rungOf('http://127.0.0.1:9020/media/x/270p.m3u8?v=1')).toBe('270p');
    expect(rungOf('http://127.0.0.1:9020/media/x/master.m3u8')).toBeNull();
  });
});

describe('the quality menu', () => {
  it('lists the highest first and says which are still being made', () => {
    const list = choices(['360p', '480p'], [lane('1080p', 'Waiting'), lane('480p', 'Done'), lane('audio', 'Done')]);

    expect(list.map((one) => one.name)).toEqual(['1080p', '480p', '360p']);
    expect(list[0]!.waits?.state).toBe('Waiting');
    expect(list[1]!.waits).toBeNull();
  });

  it('takes the next lower quality where the remembered one is missing', () => {
    expect(nearest('1080p', ['360p', '720p'])).toBe('720p');
    expect(nearest('240p', ['360p', '720p'])).toBe('360p');
    expect(nearest('720p', [])).toBeNull();
  });
});

describe('keys', () => {
  it('seeks, in tenths too', () => {
    expect(deedOf(key('l'))).toEqual({ do: 'seek', by: 10 });
    expect(deedOf(key('7'))).toEqual({ do: 'seekTo', share: 0.7 });
  });

  it('does not care about caps lock', () => expect(deedOf(key('F'))).toEqual({ do: 'full' }));

  it('leaves the keys of the browser alone', () => {
    expect(deedOf(key('f', { ctrlKey: true }))).toBeNull();
    expect(deedOf(key('F5'))).toBeNull();
  });

  it('steps through the speeds and stops at their ends', () => {
    expect(nextRate(1, 1)).toBe(1.25);
    expect(nextRate(2, 1)).toBe(2);
    expect(nextRate(0.25, -1)).toBe(0.25);
  });
});

describe('the storyboard', () => {
  const board: Storyboard = { image: '', columns: 6, rows: 5, width: 160, height: 90, count: 28, everySeconds: 2 };

  it('finds a frame on the sheet', () => expect(frameAt(board, 8)).toEqual({ x: 320, y: 90 }));
  it('has none beyond its ends', () => expect([frameAt(board, -1), frameAt(board, 28)]).toEqual([null, null]));
  it('stays within the sheet at the end of the film', () => expect(frameOf(board, 500)).toBe(27));
});

describe('resume points', () => {
  const kept = (id: string, at: number): Kept => ({ id, name: id, channel: '', poster: null, duration: 100, at });

  it('puts the latest first', () => {
    expect(withPoint([kept('a', 20), kept('b', 30)], kept('b', 40)).map((k) => k.id)).toEqual(['b', 'a']);
  });

  it('drops what has hardly begun and what is seen', () => {
    expect(withPoint([kept('a', 20)], kept('a', 97))).toEqual([]);
    expect(withPoint([], kept('a', 3))).toEqual([]);
  });
});
