import { PUBLIC } from '../api';
import { recall, remember } from '../remember';
import { here } from '../site.svelte';
import { t } from '../words';
import { Hashing } from './hashing';
import { Item, keyOf, type KeptUpload } from './item.svelte';
import { isOpen, nextToSend, refusal, totals } from './rules';
import { above, ownVideo, type Twin } from './twin';

/** Its script is fetched when the first file is there to be hashed. */
const hashing = new Hashing(() => new Worker(new URL('./hash.worker.ts', import.meta.url), { type: 'module' }));

/** All uploads of this browser: they live as long as the document, whatever page is shown. */
class Uploads {
  items = $state<Item[]>([]);
  chosen = $state<Item | null>(null);

  totals = $derived(totals(this.items));
  open = $derived(this.items.filter((item) => isOpen(item.phase)));
  sending = $derived(this.items.filter((item) => item.phase === 'sending'));
  speed = $derived(this.sending.reduce<number | null>((sum, item) => (item.speed === null ? sum : (sum ?? 0) + item.speed), null));

  constructor() {
    for (const kept of recall<KeptUpload[]>('uploads', [])) this.items.push(this.#item(kept));
    this.chosen = this.items[0] ?? null;
    addEventListener('beforeunload', (event) => {
      this.#keep();
      if (this.sending.length > 0) event.preventDefault();
    });
  }

  add(files: File[]): void {
    const before = this.items.length;
    for (const file of files) this.#addOne(file);
    if (this.items.length > before) this.chosen = this.items[before] ?? null;
    this.#next();
  }

  pauseAll(): void {
    for (const item of this.items) void item.pause();
  }

  resumeAll(): void {
    for (const item of this.items) if (item.phase === 'paused' || item.phase === 'away') item.queue();
  }

  async remove(item: Item): Promise<void> {
    await item.remove();
    this.items = this.items.filter((other) => other !== item);
    if (this.chosen === item) this.chosen = this.items[0] ?? null;
    this.#next();
  }

  #addOne(file: File): void {
    const known = this.items.find((item) => item.key === keyOf(file) && item.phase !== 'sent');
    if (known) return known.takeFile(file);
    const item = this.#item(file);
    this.items.push(item);
    const no = refusal(file.size, here.session, t);
    if (no) item.fail(no);
    else void item.look(hashing, (one) => this.#twinOf(one));
  }

  async #twinOf(item: Item): Promise<Twin | null> {
    const own = await ownVideo(item.hash, item.video);
    if (own) return own;
    const other = above(this.items, item);
    return other && { name: other.details.name || other.fileName, video: null, path: null };
  }

  #item(from: File | KeptUpload): Item {
    return new Item(from, recall('privacy', here.session?.site.privacy ?? PUBLIC), () => this.#next());
  }

  #next(): void {
    for (let item = nextToSend(this.items); item; item = nextToSend(this.items)) item.send();
    this.#keep();
  }

  /** Only what would be missed after a reload: begun and unfinished, or still being converted. */
  #keep(): void {
    const missed = this.items.filter((item) => {
      const { url, video } = item.kept();
      return !item.ready && item.phase !== 'failed' && (url !== null || video !== null);
    });
    remember('uploads', missed.length > 0 ? missed.map((item) => item.kept()) : null);
  }
}

export const uploads = new Uploads();
