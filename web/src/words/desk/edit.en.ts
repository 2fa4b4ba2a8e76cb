import type { Say } from '../say';

/** The words of the parts of the edit page, in English. */
export const editEn = (say: Say) => ({
  captions: {
    title: 'Captions',
    text: 'Files of WebVTT or SubRip (.vtt, .srt), one per language. Viewers see them at once.',
    none: 'There are no captions yet.',
    inside: 'from inside the file',
    uploaded: (when: Date) => `uploaded ${say.ago(when)}`,
    add: 'Add captions',
    replace: 'Replace',
    replaceOf: (language: string) => `Replace the captions in ${language}`,
    delete: 'Delete',
    deleteOf: (language: string) => `Delete the captions in ${language}`,
    deleted: (language: string) => `The captions in ${language} are deleted.`,
    undo: 'Undo',
    language: 'Language',
    choose: 'Choose a language',
    upload: 'Upload',
    uploading: 'Uploading',
    cancel: 'Cancel',
    done: (language: string) => `The captions in ${language} are there.`,
    missing: 'Say which language these captions are in.',
    replaces: (language: string) => `They take the place of the captions in ${language} that are there.`,
    tooLarge: (bytes: number, most: number) => `This file has ${say.bytes(bytes)}. Captions have at most ${say.bytes(most)}.`,
    wrong: 'The file was not taken.',
  },

  chapters: {
    title: 'Chapters',
    text: 'One per line: a time, then a title. Viewers see them on the bar.',
    label: 'Chapters, one per line',
    line: (start: number, title: string) => `${say.clock(start)} ${title}`,
    save: 'Save chapters',
    saving: 'Saving',
    saved: 'The chapters are saved.',
    count: (n: number) => say.plural(n, { one: '# chapter', other: '# chapters' }),
    leave: 'The chapters are not saved. Leave the page?',
    wrong: {
      form: (line: number) => `Line ${say.number(line)} needs a time and a title, as in 1:05 The gulls.`,
      long: (line: number) => `The title in line ${say.number(line)} has more than 100 characters.`,
      twice: (line: number) => `Line ${say.number(line)} has the time of another chapter.`,
      late: (line: number) => `Line ${say.number(line)} lies behind the end of the video.`,
      many: (line: number) => `Line ${say.number(line)} is too many: there are at most 200 chapters.`,
    },
  },
});
