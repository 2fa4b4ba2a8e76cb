import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { api, Problem, type Video, type Wanted } from '../api';
import { OwnVideos } from './OwnVideos.svelte';

const video = (n: number) => ({ uuid: `v${n}`, zoetrope: { state: { word: 'Ready' } } }) as Video;
const many = (count: number) => Array.from({ length: count }, (_, n) => video(n));
const ignore = () => undefined;

let all: Video[] = [];
/** Set, answers wait for it. */
let gate: Promise<void> = Promise.resolve();

const mine = vi.fn(async (_wanted: Wanted, start: number, count: number) => {
  await gate;
  // the server gives no more than this at once
  return { total: all.length, data: all.slice(start, start + Math.min(count, 100)), next: null };
});

beforeEach(() => {
  gate = Promise.resolve();
  vi.spyOn(api, 'mine').mockImplementation(mine);
});
afterEach(() => {
  vi.restoreAllMocks();
  mine.mockClear();
});

/** A list of which so many were asked for. */
async function loaded(wanted: () => Wanted, count: number): Promise<OwnVideos> {
  const list = new OwnVideos(wanted);
  await list.fetch();
  while (list.videos!.length < count) await list.more(ignore);
  return list;
}

function closedGate(): () => void {
  let open: () => void = ignore;
  gate = new Promise((done) => (open = done));
  return open;
}

describe('the list of one’s own videos', () => {
  const same: Wanted = {};

  it('stays as long as it is when it is asked again', async () => {
    all = many(230);
    const list = await loaded(() => same, 230);
    expect(list.videos).toHaveLength(230);

    await list.poll();

    expect(list.videos!.map(({ uuid }) => uuid)).toEqual(all.map(({ uuid }) => uuid));
  });

  it('ends where the videos end, also when some have gone', async () => {
    all = many(150);
    const list = await loaded(() => same, 150);
    all = many(120);

    await list.fetch();

    expect(list.videos).toHaveLength(120);
  });

  it('is not asked again while more is under way', async () => {
    all = many(90);
    const list = await loaded(() => same, 50);
    const open = closedGate();
    const adding = list.more(ignore);
    const asked = mine.mock.calls.length;

    await list.poll();
    open();
    await adding;

    expect(mine.mock.calls.length).toBe(asked);
    expect(list.videos).toHaveLength(90);
  });

  it('adds what was asked for before it reads all again', async () => {
    all = many(90);
    const list = await loaded(() => same, 50);
    const adding = list.more(ignore);

    await Promise.all([adding, list.fetch()]);

    expect(list.videos).toHaveLength(90);
  });

  it('begins at the beginning when something else is wished, and does not wait for what was', async () => {
    all = many(150);
    let wanted: Wanted = same;
    const list = await loaded(() => wanted, 150);
    wanted = { search: 'gulls' };

    await Promise.all([list.more(ignore), list.fetch()]);

    expect(list.videos).toHaveLength(50);
  });

  it('names no video twice when one comes between two answers', async () => {
    all = many(80);
    const list = await loaded(() => same, 50);
    all = [video(99), ...all];

    await list.more(ignore);

    expect(list.videos).toHaveLength(80);
  });

  it('keeps what it has when no answer comes', async () => {
    all = many(3);
    const list = await loaded(() => same, 3);
    vi.mocked(api.mine).mockRejectedValue(new Problem(0, 'no_answer', ''));

    await list.fetch();

    expect(list.problem?.away).toBe(true);
    expect(list.videos).toHaveLength(3);
  });
});
