import { describe, expect, it } from 'vitest';
import type { VideoDetails, VideoFile } from '../api';
import { downloadsOf } from './downloads';
import { embedOf, frameOf, linkOf } from './share';

const plain = { start: 0, autoplay: false, muted: false, loop: false, controls: true, title: true };

describe('sharing', () => {
  it('names the time only when it is not the beginning', () => {
    expect(linkOf('https://v.example', 'abc', 0)).toBe('https://v.example/w/abc');
    expect(linkOf('https://v.example', 'abc', 61.8)).toBe('https://v.example/w/abc?t=61');
  });

  it('writes down what differs from the habits of the player', () => {
    expect(embedOf('https://v.example', 'abc', plain)).toBe('https://v.example/videos/embed/abc');
    expect(embedOf('https://v.example', 'abc', { ...plain, start: 5, autoplay: true, title: false })).toBe(
      'https://v.example/videos/embed/abc?start=5&autoplay=1&title=0',
    );
  });

  it('lets no title end the attribute that it stands in', () => {
    const code = frameOf('https://v.example/e?a=1&b=2', '"><script>alert(1)</script>');
    expect(code).not.toContain('<script>');
    expect(code).toContain('title="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"');
    expect(code).toContain('src="https://v.example/e?a=1&amp;b=2"');
  });
});

describe('downloads', () => {
  const file = (name: string, hasVideo: boolean, hasAudio: boolean) => (({
    resolution: { id: hasVideo ? 720 : 0, label: '480p' }, size: 1, fileUrl: `https://v.example/${name}`,
    fileDownloadUrl: `https://v.example/${name}?download=1`, hasVideo, hasAudio,
  }) as VideoFile);
  const rungs = [file('720p', true, false), file('audio', false, true)];
  const video = (more: Partial<VideoDetails>) =>
    ({ downloadEnabled: true, files: [file('original', true, true)], streamingPlaylists: [{ files: rungs }], ...more }) as VideoDetails;

  it('are the original and what was made of it, a quality together with its sound', () => {
    expect(downloadsOf(video({})).map(({ name, size }) => [name, size])).toEqual([
      ['original', 1], ['720p', 2], ['sound', 1],
    ]);
  });

  it('list nothing twice where the original was not kept', () => {
    expect(downloadsOf(video({ files: rungs })).map(({ name }) => name)).toEqual(['720p', 'sound']);
  });

  it('are none where the owner does not allow it', () => {
    expect(downloadsOf(video({ downloadEnabled: false }))).toEqual([]);
  });
});
