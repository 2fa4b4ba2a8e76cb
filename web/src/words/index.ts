import { en, type Words } from './en';
import { recall } from '../remember';
import { sayIn, type Say } from './say';

/** A language: its catalogue, fetched only when it is chosen. English is always there. */
type Language = () => Promise<(say: Say) => Words>;

/** To add a language: write `xx.ts` with `export const xx = (say: Say): Words => ({...})`, and name it here. */
const languages: Record<string, Language> = {
  en: async () => en,
};

export let say: Say = sayIn('en');
/** The words of the language that is in use. It is chosen once, before anything is drawn. */
export let t: Words = en(say);

/** Takes the first language of the reader that there is a catalogue for, and marks the document with it. */
export async function chooseLanguage(wanted: readonly string[] = wantedLanguages()): Promise<void> {
  const locale = wanted.find((tag) => baseOf(tag) in languages) ?? 'en';
  const words = await languages[baseOf(locale)]!();
  say = sayIn(locale);
  t = words(say);
  document.documentElement.lang = locale;
}

/** What was chosen in the settings, then what the browser asks for. */
function wantedLanguages(): string[] {
  const chosen = recall<string | null>('language', null);
  return [...(chosen ? [chosen] : []), ...navigator.languages].filter(isLanguage);
}

/** Some browsers name the locale of the machine, such as `C`, which is no language. */
export function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}

function baseOf(tag: string): string {
  return tag.toLowerCase().split('-')[0] ?? 'en';
}
