import type { Words } from './words/en';

/** What people may write about a video; the server holds to the same. */
export const MOST_TAGS = 5;
export const LONGEST_NAME = 120;

/** Tags as people type them: commas between, spaces around do not count, twice is once. */
export function tagsOf(text: string): string[] {
  const tags = text.split(',').map((tag) => tag.trim().replace(/^#/, '').replace(/\s+/g, ' '));
  return [...new Set(tags.filter((tag) => tag !== ''))];
}

export function tagsWrong(tags: string[], words: Words): string {
  if (tags.length > MOST_TAGS) return words.upload.tagsMany(tags.length - MOST_TAGS);
  return tags.some((tag) => tag.length < 2 || tag.length > 30) ? words.upload.tagLength : '';
}

export function nameWrong(name: string, words: Words): string {
  if (name.trim() === '') return words.upload.nameMissing;
  return name.trim().length > LONGEST_NAME ? words.upload.nameLong : '';
}
