import { ask } from '../../api';
import { chapterOf } from '../../player/chapters';

export interface Named {
  timecode: number;
  title: string;
}

/** As the server has it. */
export const MOST_CHAPTERS = 200;
export const LONGEST_TITLE = 100;

/** What owners ask about the chapters of a video. */
export const chapters = {
  of: async (id: string): Promise<Named[]> => (await ask('get', '/videos/{id}/chapters', { of: id })).chapters,
  put: (id: string, named: Named[]) => ask('put', '/videos/{id}/chapters', { of: id, body: { chapters: named } }),
};

/** What is wrong with which line (from 1), or the chapters. */
export type Read = { named: Named[]; wrong: null } | { named: null; wrong: { line: number; rule: 'form' | 'long' | 'twice' | 'late' | 'many' } };

/** Reads a text with a chapter in each line: a time, then its title. */
export function readChapters(text: string, length: number): Read {
  const named: Named[] = [];
  for (const [n, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const chapter = chapterOf(line);
    const rule = !chapter
      ? 'form'
      : chapter.title.length > LONGEST_TITLE
        ? 'long'
        : named.some((one) => one.timecode === chapter.start)
          ? 'twice'
          : length > 0 && chapter.start >= length
            ? 'late'
            : named.length >= MOST_CHAPTERS
              ? 'many'
              : null;
    if (!chapter || rule) return { named: null, wrong: { line: n + 1, rule: rule ?? 'form' } };
    named.push({ timecode: chapter.start, title: chapter.title });
  }
  return { named, wrong: null };
}
