import { describe, expect, it } from 'vitest';
import { languageOf, nameOf } from './captions';

const known = { de: 'German', en: 'English', pt: 'Portuguese', is: 'Icelandic', it: 'Italian' };

describe('the language of a file of captions', () => {
  it.each([
    ['film.de.srt', 'de'],
    ['film.DE.srt', 'de'],
    ['film_en.vtt', 'en'],
    ['My film.pt-br.vtt', 'pt-BR'],
    ['film.deu.srt', 'de'],
    ['Film.German.srt', 'de'],
    ['film.de.forced.srt', 'de'],
  ])('is told by %s', (name, language) => expect(languageOf(name, known)).toBe(language));

  it.each(['film.srt', 'it.srt', 'film.xx.srt', 'captions', '', '.vtt', 'film.2024.srt'])('is not told by %s', (name) =>
    expect(languageOf(name, known)).toBe(''),
  );

  it('has a name, also with a region', () => {
    expect(nameOf('de', known)).toBe('German');
    expect(nameOf('pt-BR', known)).toBe('Portuguese (BR)');
    expect(nameOf('gsw', known)).toBe('gsw');
  });
});
