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
});
