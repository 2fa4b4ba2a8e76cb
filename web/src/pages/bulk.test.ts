import { afterEach, describe, expect, it, vi } from 'vitest';
import { api, PRIVATE, Problem, type Edited, type Video, type VideoDetails } from '../api';
import { t } from '../words';
import { changeAll, isNothing, reasonsOf, retagged, type Change } from './bulk';

const videos = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => ({ uuid: name, name: name.toUpperCase() }) as Video);

const nothing: Change = { privacy: null, downloadEnabled: null, add: [], remove: [] };
const hide: Change = { ...nothing, privacy: PRIVATE };

afterEach(() => vi.restoreAllMocks());

function refusing(reasons: Record<string, string>): string[] {
  const saved: string[] = [];
  vi.spyOn(api, 'save').mockImplementation(async (id) => {
    if (id in reasons) throw new Problem(403, 'forbidden', reasons[id]!);
    saved.push(id);
  });
  return saved;
}

describe('a change of many videos', () => {
  it('goes on after one that is refused, and tells which', async () => {
    const saved = refusing({ b: 'Not yours.' });

    const refused = await changeAll(videos, hide, t);

    expect(saved).toEqual(['a', 'c', 'd', 'e', 'f']);
    expect(refused.map(({ video }) => video.uuid)).toEqual(['b']);
  });

  it('says one reason once, with all whom it concerns', async () => {
    refusing({ b: 'Not yours.', f: 'Not yours.' });

    expect(reasonsOf(await changeAll(videos, hide, t), t)).toEqual(['B, F: Not yours.']);
  });

  it('says different reasons with the videos', async () => {
    refusing({ b: 'Not yours.', f: '' });

    expect(reasonsOf(await changeAll(videos, hide, t), t)).toEqual(['B: Not yours.', `F: ${t.trouble.away}.`]);
  });

  it('sends only what was chosen', async () => {
    const sent: Partial<Edited>[] = [];
    vi.spyOn(api, 'save').mockImplementation(async (_id, change) => void sent.push(change));

    await changeAll(videos.slice(0, 1), hide, t);
    await changeAll(videos.slice(0, 1), { ...nothing, downloadEnabled: false }, t);

    expect(sent).toEqual([{ privacy: PRIVATE }, { downloadEnabled: false }]);
    expect([isNothing(nothing), isNothing(hide)]).toEqual([true, false]);
  });

  it('adds to the tags that each has, and leaves a video alone that would have too many', async () => {
    const tags: Record<string, string[]> = { a: ['sea'], b: ['1a', '2a', '3a', '4a', '5a'] };
    const sent: Record<string, Partial<Edited>> = {};
    vi.spyOn(api, 'video').mockImplementation(async (id) => ({ tags: tags[id] }) as VideoDetails);
    vi.spyOn(api, 'save').mockImplementation(async (id, change) => void (sent[id] = change));

    const refused = await changeAll(videos.slice(0, 2), { ...hide, add: ['gulls'] }, t);

    expect(sent).toEqual({ a: { privacy: PRIVATE, tags: ['sea', 'gulls'] } });
    expect(reasonsOf(refused, t)).toEqual([`B: ${t.mine.tagsFull(6)}`]);
  });

  it('takes tags for the same in small and in large letters', () => {
    expect(retagged(['Sea', 'dawn'], { add: ['sea', 'Gulls'], remove: ['DAWN'] })).toEqual(['Sea', 'Gulls']);
  });
});
