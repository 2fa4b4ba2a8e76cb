import { describe, expect, it } from 'vitest';
import type { VideoDetails } from '../../api';
import { filmOf, offeredTimes } from './picture';

describe('frames to choose from', () => {
  it('are spread over the film, none at its ends', () => {
    expect(offeredTimes(60)).toEqual([5, 15, 25, 35, 45, 55]);
    expect(offeredTimes(1, 2)).toEqual([0.3, 0.8]);
  });

  it('are none before the length is known', () => expect(offeredTimes(0)).toEqual([]));
});

describe('the film to seek in', () => {
  const video = (progressive: string | null, heights: number[]) =>
    ({
      zoetrope: { playback: { progressive } },
      streamingPlaylists: [{ files: heights.map((height) => ({ height, fileUrl: `https://elsewhere.example/media/x/${height}p.mp4?a=1` })) }],
    }) as unknown as VideoDetails;

  it('is the file itself where browsers play it', () => expect(filmOf(video('/media/x/original', [144]))).toBe('/media/x/original'));
  it('is else the smallest quality that shows something', () =>
    expect(filmOf(video(null, [1080, 144, 0, 360]))).toBe('/media/x/360p.mp4?a=1'));
  it('is the largest of the tiny ones at worst', () => expect(filmOf(video(null, [144]))).toBe('/media/x/144p.mp4?a=1'));
  it('may be missing', () => expect(filmOf(video(null, []))).toBeNull());
});
