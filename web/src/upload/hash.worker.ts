import { hashOf } from './hash';

/** What a worker says of the file that it was sent; null when the file cannot be read. */
export type Hashed = string | null;

addEventListener('message', async (event: MessageEvent<File>) => {
  const hash: Hashed = await hashOf(event.data).catch(() => null);
  postMessage(hash);
});
