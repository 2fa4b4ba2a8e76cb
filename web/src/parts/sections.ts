import type { IconName } from './icons';
import type { Route } from '../route.svelte';

/** The main places of the site, in the top bar and, on phones, in the tab bar. */
export interface Section {
  href: string;
  word: 'home' | 'studio' | 'upload' | 'login';
  icon: IconName;
  pages: Route['page'][];
}

const home: Section = { href: '/', word: 'home', icon: 'home', pages: ['home', 'search', 'watch'] };
const studio: Section = { href: '/videos', word: 'studio', icon: 'film', pages: ['mine', 'upload', 'edit'] };

export const sections = (known: boolean): Section[] => (known ? [home, studio] : [home]);

export const tabs = (known: boolean): Section[] =>
  known
    ? [home, { href: '/upload', word: 'upload', icon: 'upload', pages: [] }, studio]
    : [home, { href: '/login', word: 'login', icon: 'person', pages: ['login'] }];

/** Pages with a primary button of their own, where the bar's Upload steps back. */
export const primaryElsewhere = (page: Route['page']): boolean => page === 'upload' || page === 'login' || page === 'edit' || page === 'admin' || page === 'settings';
