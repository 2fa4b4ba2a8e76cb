import type { Chapter } from '../api';

/** The chapter that a time lies in. */
export function chapterAt(chapters: Chapter[], seconds: number): Chapter | null {
  return chapters.findLast((chapter) => chapter.start <= seconds + 0.05) ?? null;
}

/** The chapters as a WebVTT file in memory, from which the bar takes its pieces; the caller gives the address back. */
export function chaptersFile(chapters: Chapter[], length: number): string | undefined {
  if (chapters.length < 2 || length <= 0) return undefined;
  const text = chaptersText(chapters, length);
  return URL.createObjectURL(new Blob([text], { type: 'text/vtt' }));
}

export function chaptersText(chapters: Chapter[], length: number): string {
  const inside = chapters.filter((chapter) => chapter.start < length);
  const cues = inside.map((chapter, n) => {
    const end = inside[n + 1]?.start ?? length;
    return `${stamp(chapter.start)} --> ${stamp(end)}\n${chapter.title.replace(/\s+/g, ' ').replaceAll('-->', '->')}`;
  });
  return ['WEBVTT', ...cues].join('\n\n') + '\n';
}

function stamp(seconds: number): string {
  return new Date(Math.round(seconds * 1000)).toISOString().slice(11, 23);
}
