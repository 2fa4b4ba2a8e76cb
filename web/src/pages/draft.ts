import type { Edited, VideoDetails } from '../api';
import { recall, remember } from '../remember';

/** What somebody has changed about a video and not saved, kept in this browser. */
export interface Draft {
  details: Edited;
  /** When it was last touched. */
  at: number;
}

const keyOf = (uuid: string): string => `draft.${uuid}`;

export function detailsOf(video: VideoDetails): Edited {
  const { name, description, tags, privacy, downloadEnabled } = video;
  return { name, description: description ?? '', tags: [...tags], privacy: privacy.id, downloadEnabled };
}

export function draftOf(video: VideoDetails): Draft | null {
  const draft = recall<Draft | null>(keyOf(video.uuid), null);
  return draft && changed(detailsOf(video), draft.details).length > 0 ? draft : null;
}

export function keepDraft(uuid: string, details: Edited | null): void {
  remember(keyOf(uuid), details && { details, at: Date.now() });
}

/** Which fields differ. Only these are sent, so that a change made elsewhere meanwhile stays. */
export function changed(from: Edited, to: Edited): (keyof Edited)[] {
  const fields = Object.keys(from) as (keyof Edited)[];
  return fields.filter((field) => JSON.stringify(from[field]) !== JSON.stringify(to[field]));
}
