import { api, Problem } from '../api';

/** What has the same bytes: a video of one's own, or a file further up in the list (`video` is null then). */
export interface Twin {
  name: string;
  video: string | null;
  path: string | null;
}

/** One's own video of these bytes, but for the one that this very upload makes; null also when nobody can say now. */
export async function ownVideo(hash: string, besides: string | null): Promise<Twin | null> {
  try {
    const { data } = await api.mine({ sha256: hash }, 0, 2);
    const found = data.find((one) => one.uuid !== besides);
    return found ? { name: found.name, video: found.uuid, path: `/w/${found.shortUUID}` } : null;
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    return null;
  }
}

/** The first of the files above this one that has the same bytes. */
export function above<T extends { hash: string; phase: string }>(items: T[], item: T): T | null {
  return items.slice(0, items.indexOf(item)).find((other) => other.hash === item.hash && other.phase !== 'failed') ?? null;
}
