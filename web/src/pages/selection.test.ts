import { describe, expect, it } from 'vitest';
import { Selection } from './Selection.svelte';

const all = ['a', 'b', 'c', 'd'];

describe('a selection', () => {
  it('takes everything from the last row on along', () => {
    const chosen = new Selection();
    chosen.choose('b', true, false, all);
    chosen.choose('d', true, true, all);
    expect([...chosen.ids]).toEqual(['b', 'c', 'd']);
    chosen.choose('c', false, true, all);
    expect([...chosen.ids]).toEqual(['b']);
  });

  it('takes one row where nothing was chosen before', () => {
    const chosen = new Selection();
    chosen.choose('c', true, true, all);
    expect([...chosen.ids]).toEqual(['c']);
  });

  it('is empty after it was cleared', () => {
    const chosen = new Selection();
    chosen.all(all, true);
    chosen.clear();
    expect(chosen.ids.size).toBe(0);
  });
});
