import { api, Problem, type Edited, type Video } from '../api';
import type { Words } from '../words/en';

const AT_ONCE = 4;

/** A video that stayed as it was, and why. */
export interface Refused {
  video: Video;
  problem: Problem;
}

/** Changes many videos, a few at a time. One that is refused does not stop the others. */
export async function saveAll(videos: readonly Video[], change: Partial<Edited>): Promise<Refused[]> {
  const refused: Refused[] = [];
  for (let n = 0; n < videos.length; n += AT_ONCE) {
    const some = videos.slice(n, n + AT_ONCE);
    const tries = await Promise.allSettled(some.map((video) => api.save(video.uuid, change)));
    for (const [k, one] of tries.entries()) {
      if (one.status === 'fulfilled') continue;
      if (!(one.reason instanceof Problem)) throw one.reason;
      refused.push({ video: some[k]!, problem: one.reason });
    }
  }
  return refused;
}

/** What the server said of each; once where all were refused alike. */
export function reasonsOf(refused: readonly Refused[], words: Words): string[] {
  const why = refused.map(({ problem }) => problem.detail || `${words.trouble.away}.`);
  if (new Set(why).size === 1) return [why[0]!];
  return refused.map(({ video }, n) => `${video.name}: ${why[n]}`);
}
