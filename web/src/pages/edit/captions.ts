import { ask } from '../../api';
import type { Caption } from '../../openapi';

export type { Caption };

/** As the server has it: longer ones are not sent at all. */
export const MOST_BYTES = 2 << 20;

/** What owners ask about the captions of a video. */
export const captions = {
  of: async (id: string): Promise<Caption[]> => (await ask('get', '/videos/{id}/captions', { of: id })).data,
  languages: () => ask('get', '/videos/languages'),
  put: (id: string, language: string, file: Blob) => {
    const form = new FormData();
    form.append('captionfile', file);
    return ask('put', '/videos/{id}/captions/{language}', { of: [id, language], form });
  },
  /** `last`: the page is being left, and the browser sends it all the same. */
  remove: (id: string, language: string, last = false) =>
    ask('delete', '/videos/{id}/captions/{language}', { of: [id, language], keepalive: last }),
};

/**
 * The language that the name of a file tells, as in `film.de.srt`, `film_pt-BR.vtt` or `Film.German.srt`; empty when it
 * tells none that is known.
 */
export function languageOf(fileName: string, known: Readonly<Record<string, string>>): string {
  const words = fileName.replace(/\.[^.]*$/, '').split(/[^\p{L}-]+/u).slice(1);
  return words.reverse().map((word) => languageNamed(word, known)).find((found) => found !== '') ?? '';
}

function languageNamed(word: string, known: Readonly<Record<string, string>>): string {
  const named = Object.entries(known).find(([, label]) => label.toLowerCase() === word.toLowerCase());
  if (named) return named[0];
  if (!/^[a-z]{2,3}(-[a-z]{2,4})?$/i.test(word)) return '';
  const [tag] = Intl.getCanonicalLocales(word);
  return tag && tag.split('-')[0]! in known ? tag : '';
}

/** Its name, also with a region: `pt-BR` is Portuguese (Brazil). */
export function nameOf(tag: string, known: Readonly<Record<string, string>>): string {
  const [language = '', ...parts] = tag.split('-');
  const name = known[language] ?? language;
  return known[tag] ?? (parts.length > 0 ? `${name} (${parts.join(' ')})` : name);
}
