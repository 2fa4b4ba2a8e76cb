import type { Say } from '../say';

/** The words of the search, in English. */
export const searchEn = (say: Say) => ({
  found: (n: number, query: string) => say.plural(n, { one: `# video for “${query}”`, other: `# videos for “${query}”` }),
  all: (n: number) => say.plural(n, { one: '# video', other: '# videos' }),
  when: 'When',
  whens: { any: 'Any time', day: 'Last 24 hours', week: 'Last week', month: 'Last month', year: 'Last year' },
  length: 'Length',
  lengths: { any: 'Any length', short: 'Up to 4 minutes', medium: '4 to 20 minutes', long: '20 minutes and more' },
  order: 'Order',
  orders: { match: 'Best match first', newest: 'Newest first', views: 'Most watched first', longest: 'Longest first' },
  nothing: (query: string) => (query ? `Nothing found for “${query}”` : 'Nothing found'),
  nothingText: 'Fewer or shorter words find more. Titles, descriptions and tags are searched.',
  nothingHeld: 'Perhaps there is something of another time or length.',
  anyway: 'Search without limits',
  back: 'See the newest videos',
});
