import { api, Problem, type Audience, type Edited, type Video } from '../api';
import { MOST_TAGS } from '../details';
import type { Words } from '../words/en';

const AT_ONCE = 4;

/** A video that stayed as it was, and why. */
export interface Refused {
  video: Video;
  problem: Problem;
}

/** What becomes of many videos: `null` and no tags leave that as it is. */
export interface Change {
  privacy: Audience | null;
  downloadEnabled: boolean | null;
  add: readonly string[];
  remove: readonly string[];
}

export const isNothing = ({ privacy, downloadEnabled, add, remove }: Change): boolean =>
  privacy === null && downloadEnabled === null && add.length === 0 && remove.length === 0;

/** Changes many videos, a few at a time. One that is refused stays as it was and does not stop the others. */
export async function changeAll(videos: readonly Video[], change: Change, words: Words): Promise<Refused[]> {
  const refused: Refused[] = [];
  for (let n = 0; n < videos.length; n += AT_ONCE) {
    const some = videos.slice(n, n + AT_ONCE);
    const tries = await Promise.allSettled(some.map((video) => changeOne(video, change, words)));
    for (const [k, one] of tries.entries()) {
      if (one.status === 'fulfilled') continue;
      if (!(one.reason instanceof Problem)) throw one.reason;
      refused.push({ video: some[k]!, problem: one.reason });
    }
  }
  return refused;
}

async function changeOne({ uuid }: Video, change: Change, words: Words): Promise<void> {
  const edited: Partial<Edited> = {};
  if (change.privacy !== null) edited.privacy = change.privacy;
  if (change.downloadEnabled !== null) edited.downloadEnabled = change.downloadEnabled;
  if (change.add.length > 0 || change.remove.length > 0) edited.tags = await newTags(uuid, change, words);
  await api.save(uuid, edited);
}

/** Lists do not name the tags: the video is asked. */
async function newTags(uuid: string, change: Change, words: Words): Promise<string[]> {
  const tags = retagged((await api.video(uuid)).tags, change);
  if (tags.length > MOST_TAGS) throw new Problem(400, 'invalid_parameters', words.mine.tagsFull(tags.length));
  return tags;
}

/** Tags are the same in small and in large letters; those that were there stay as they were written. */
export function retagged(tags: readonly string[], { add, remove }: Pick<Change, 'add' | 'remove'>): string[] {
  const among = (all: readonly string[]) => (tag: string) => all.some((one) => one.toLowerCase() === tag.toLowerCase());
  const kept = tags.filter((tag) => !among(remove)(tag));
  return [...kept, ...add.filter((tag) => !among(kept)(tag))];
}

/** Why which videos stayed as they were, each reason once. */
export function reasonsOf(refused: readonly Refused[], words: Words): string[] {
  const names = new Map<string, string[]>();
  for (const { video, problem } of refused) {
    const why = problem.detail || `${words.trouble.away}.`;
    names.set(why, [...(names.get(why) ?? []), video.name]);
  }
  return [...names].map(([why, those]) => `${those.join(', ')}: ${why}`);
}
