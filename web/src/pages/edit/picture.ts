import { ask, type VideoDetails } from '../../api';

/** As the server has it: longer ones are not sent at all. */
export const MOST_BYTES = 4 << 20;

/** So many frames are offered beside the slider. */
const OFFERED = 6;

/** What owners ask about the picture of a video. */
export const picture = {
  frame: (id: string, at: number) => ask('put', '/videos/{id}/picture', { of: id, body: { at } }),
  file: (id: string, file: Blob) => {
    const form = new FormData();
    form.append('picturefile', file);
    return ask('put', '/videos/{id}/picture', { of: id, form });
  },
  automatic: (id: string) => ask('delete', '/videos/{id}/picture', { of: id }),
};

/** Times of frames to choose from, spread over the film and away from its ends; none of a film without length. */
export function offeredTimes(seconds: number, count = OFFERED): number[] {
  return seconds > 0 ? Array.from({ length: count }, (_, n) => Math.round((seconds * (n + 0.5) * 10) / count) / 10) : [];
}

/** What the browser can seek in to show a frame: the file itself, else the smallest quality that is not tiny. */
export function filmOf(video: VideoDetails): string | null {
  if (video.zoetrope.playback.progressive) return video.zoetrope.playback.progressive;
  const files = (video.streamingPlaylists[0]?.files ?? []).filter((file) => file.height > 0).sort((a, b) => a.height - b.height);
  const file = files.find((one) => one.height >= 240) ?? files[0];
  if (!file) return null;
  // its host is the site's public one, which need not be the one that this page came from
  const { pathname, search } = new URL(file.fileUrl);
  return pathname + search;
}
