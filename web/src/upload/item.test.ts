import { expect, it } from 'vitest';
import { PUBLIC } from '../api';
import { Hashing, type Worked } from './hashing';
import { Item } from './item.svelte';
import { nextToSend } from './rules';

const silent = (): Worked => ({ postMessage: () => undefined, terminate: () => undefined, onmessage: null, onerror: null });

it('a file that is removed while it is looked at is never sent', async () => {
  const item = new Item(new File(['film'], 'film.mp4'), PUBLIC, () => undefined);
  const looked = item.look(new Hashing(silent), () => Promise.resolve(null));
  expect(item.phase).toBe('checking');

  await item.remove();
  await looked;

  expect(nextToSend([item])).toBeNull();
  expect(item.phase).toBe('paused');
});
