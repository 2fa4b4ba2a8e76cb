import type { Chapter } from '../api';

/** A line of a description that begins with a time, and what it calls the place. */
const LINE = /^\s*((?:\d{1,2}:)?[0-5]?\d:[0-5]\d)\s+(?:[-–—]\s+)?(\S.*)$/;

/**
 * The chapters of a film: those in its file, or those that the description lists from 0:00 on, in order and inside the
 * film (`length` in seconds). One line alone is no list.
 */
export function chaptersOf(embedded: Chapter[], description: string, length: number): Chapter[] {
  if (embedded.length > 0) return embedded;
  const listed = description.split('\n').flatMap((line) => chapterOf(line) ?? []);
  const ordered = listed.every((one, n) => one.start < length && (n === 0 ? one.start === 0 : one.start > listed[n - 1]!.start));
  return listed.length > 1 && ordered ? listed : [];
}

/** What a line says that begins with a time. */
export function chapterOf(line: string): Chapter | null {
  const [, time, title] = LINE.exec(line) ?? [];
  return time && title ? { start: secondsOf(time), title: title.trim() } : null;
}

const secondsOf = (time: string): number => time.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);

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
