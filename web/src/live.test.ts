import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Progress } from './api';
import { listen } from './live';

/** A stream that the test speaks through; it counts how many are open. */
class FakeStream {
  static all: FakeStream[] = [];
  closed = false;
  #listeners = new Map<string, (event: unknown) => void>();

  constructor(readonly url: string) {
    FakeStream.all.push(this);
  }

  static get open(): FakeStream[] {
    return FakeStream.all.filter((stream) => !stream.closed);
  }

  addEventListener(type: string, listener: (event: unknown) => void): void {
    this.#listeners.set(type, listener);
  }

  send(progress: Progress): void {
    this.#listeners.get('state')!({ data: JSON.stringify(progress) });
  }

  break(): void {
    this.#listeners.get('error')!({});
  }

  close(): void {
    this.closed = true;
  }
}

const progress = (word: Progress['state']['word']): Progress => ({
  state: { word, code: '', text: '' },
  playable: false,
  percent: 0,
  secondsLeft: null,
  queue: null,
  lanes: [],
  retry: false,
});

let answer = progress('Converting');
let asked = 0;
let stops: (() => void)[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  FakeStream.all = [];
  asked = 0;
  answer = progress('Converting');
  vi.stubGlobal('EventSource', FakeStream);
  vi.stubGlobal('fetch', async () => {
    asked += 1;
    return new Response(JSON.stringify({ zoetrope: answer }));
  });
});

afterEach(() => {
  stops.forEach((stop) => stop());
  stops = [];
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const words = (id = 'a') => {
  const heard: string[] = [];
  stops.push(listen(id, (latest) => heard.push(latest.state.word)));
  return heard;
};

it('hears every state of the stream and closes it with the last', () => {
  const heard = words();

  FakeStream.all[0]!.send(progress('Converting'));
  FakeStream.all[0]!.send(progress('Ready'));

  expect(heard).toEqual(['Converting', 'Ready']);
  expect(FakeStream.open).toHaveLength(0);
});

it('asks every few seconds when the stream breaks', async () => {
  const heard = words();

  FakeStream.all[0]!.break();
  await vi.advanceTimersByTimeAsync(4100);

  expect(heard).toEqual(['Converting', 'Converting']);
});

it('stops asking after the last state', async () => {
  words();
  FakeStream.all[0]!.break();
  answer = progress('Failed');
  await vi.advanceTimersByTimeAsync(60_000);

  expect(asked).toBe(1);
});

it('opens two streams at most and asks for the others', async () => {
  words('a');
  words('b');
  const third = words('c');

  await vi.advanceTimersByTimeAsync(10);

  expect(FakeStream.open).toHaveLength(2);
  expect(third).toEqual(['Converting']);
});

it('gives its stream back when it is stopped', () => {
  for (let n = 0; n < 5; n++) listen('a', () => undefined)();

  expect(FakeStream.all).toHaveLength(5);
  expect(FakeStream.open).toHaveLength(0);
});
