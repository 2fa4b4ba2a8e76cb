import { say } from '..';
import { editEn } from './edit.en';
import { en } from './en';
import { ownEn } from './own.en';
import { searchEn } from './search.en';

export type DeskWords = ReturnType<typeof en>;

/**
 * The words of pages that few people open: they come with those pages and weigh on no other. Asked for when a page is
 * drawn, because only then the language is chosen.
 */
export const deskWords = (): DeskWords => en(say);

export type SearchWords = ReturnType<typeof searchEn>;

export const searchWords = (): SearchWords => searchEn(say);

export type OwnWords = ReturnType<typeof ownEn>;

export const ownWords = (): OwnWords => ownEn(say);

export type EditWords = ReturnType<typeof editEn>;

export const editWords = (): EditWords => editEn(say);
