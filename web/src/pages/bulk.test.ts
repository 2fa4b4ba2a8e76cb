import { afterEach, describe, expect, it, vi } from 'vitest';
import { api, PRIVATE, Problem, type Video } from '../api';
import { t } from '../words';
import { reasonsOf, saveAll } from './bulk';

const videos = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => ({ uuid: name, name: name.toUpperCase() }) as Video);

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

    const refused = await saveAll(videos, { privacy: PRIVATE });

    expect(saved).toEqual(['a', 'c', 'd', 'e', 'f']);
    expect(refused.map(({ video }) => video.uuid)).toEqual(['b']);
  });

  it('says one reason once', async () => {
    refusing({ b: 'Not yours.', f: 'Not yours.' });

    expect(reasonsOf(await saveAll(videos, {}), t)).toEqual(['Not yours.']);
  });

  it('says different reasons with the videos', async () => {
    refusing({ b: 'Not yours.', f: '' });

    expect(reasonsOf(await saveAll(videos, {}), t)).toEqual(['B: Not yours.', `F: ${t.trouble.away}.`]);
  });
});
