import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Playback } from '../api';
import { AUTOMATIC, Source } from './source.svelte';

const made = vi.hoisted(() => ({ players: 0 }));
vi.mock('hls.js', () => ({
  default: class {
    static isSupported = () => true;
    static Events = {};
    static ErrorTypes = {};
    constructor() {
      made.players += 1;
    }
    on = () => undefined;
    loadSource = () => undefined;
    attachMedia = () => undefined;
    destroy = () => undefined;
  },
}));

const file: Playback = { hls: null, dash: null, progressive: '/media/x/original', progressiveType: 'video/mp4' };

/** An element that plays what it is given, as far as a source asks. */
const element = () =>
  ({
    src: '',
    currentSrc: '/media/x/original',
    paused: true,
    canPlayType: () => '',
    removeAttribute: () => undefined,
    load: () => undefined,
  }) as unknown as HTMLVideoElement;

const settled = () => vi.advanceTimersByTimeAsync(10);

let answer: (met: { status: number }) => void;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('window', {});
  vi.stubGlobal('fetch', () => new Promise((done) => (answer = done)));
  made.players = 0;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a source whose server is away', () => {
  it('is tried again after a while', async () => {
    const source = new Source(element(), false);
    source.offer(file, 0, false);
    source.elementFailed();
    answer({ status: 503 });
    await settled();

    expect(source.failure).toBe('network');
    expect(vi.getTimerCount()).toBe(1);
    source.close();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is not tried again when it was closed before the answer came', async () => {
    const source = new Source(element(), false);
    source.offer(file, 0, false);
    source.elementFailed();
    source.close();
    answer({ status: 503 });
    await settled();

    expect(source.failure).toBeNull();
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('a source that needs hls.js', () => {
  const list: Playback = { ...file, hls: '/media/x/master.m3u8' };

  it('makes its player when that has come', async () => {
    const source = new Source(element(), false);
    source.offer(list, 0, false);
    await vi.dynamicImportSettled();

    expect(made.players).toBe(1);
    expect(source.chosen).toBe(AUTOMATIC);
  });

  it('makes none when it was closed meanwhile', async () => {
    const source = new Source(element(), false);
    source.offer(list, 0, false);
    source.close();
    await vi.dynamicImportSettled();

    expect(made.players).toBe(0);
  });
});
