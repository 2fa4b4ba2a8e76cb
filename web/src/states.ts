import type { IconName } from './parts/icons';
import type { Lane, Progress } from './api';
import { PRIVATE, PUBLIC, UNLISTED } from './api';
import type { Words } from './words/en';

export type Tone = 'accent' | 'grey' | 'ok' | 'attn' | 'bad';
export type StateKey = keyof Words['state'];

/** The closed list: what a state looks like. The words are in the catalogue under the same key. */
const looks: Record<StateKey, { icon: IconName; tone: Tone }> = {
  uploading: { icon: 'upload', tone: 'accent' },
  paused: { icon: 'pause', tone: 'grey' },
  checking: { icon: 'search', tone: 'accent' },
  waiting: { icon: 'clock', tone: 'grey' },
  converting: { icon: 'film', tone: 'accent' },
  ready: { icon: 'tick', tone: 'ok' },
  scheduled: { icon: 'clock', tone: 'grey' },
  damaged: { icon: 'attention', tone: 'attn' },
  failed: { icon: 'cross', tone: 'bad' },
  deleted: { icon: 'bin', tone: 'grey' },
  running: { icon: 'film', tone: 'accent' },
  retrying: { icon: 'again', tone: 'attn' },
  done: { icon: 'tick', tone: 'ok' },
  healthy: { icon: 'tick', tone: 'ok' },
  attention: { icon: 'attention', tone: 'attn' },
  broken: { icon: 'cross', tone: 'bad' },
};

export const lookOf = (key: StateKey) => looks[key];

/** The key of a word that the server sent; null for a word outside the list (a newer server). */
export function stateKey(word: string): StateKey | null {
  const key = word.toLowerCase();
  return key in looks ? (key as StateKey) : null;
}

/** Nothing more will come: no need to listen on. */
export function isFinal(progress: Progress): boolean {
  const key = stateKey(progress.state.word);
  if (key === 'failed') return true;
  const rests = progress.lanes.every((lane) => lane.state === 'Done' || lane.state === 'Failed');
  return (key === 'ready' || key === 'damaged') && rests;
}

/** Highest first, sound last. */
export function inOrder(lanes: Lane[]): Lane[] {
  const height = (lane: Lane) => (lane.name === 'audio' ? -1 : Number.parseInt(lane.name, 10) || 0);
  return [...lanes].sort((a, b) => height(b) - height(a));
}

/** The figures that stand beside a state word: cause, place in the queue, time left; each only when known. */
export function figures(progress: Progress, words: Words): string[] {
  const said: string[] = [];
  if (progress.queue && stateKey(progress.state.word) === 'waiting') {
    said.push(words.work.queue(progress.queue.position));
    if (progress.queue.startsInSeconds !== null) said.push(words.work.starts(progress.queue.startsInSeconds));
    return said;
  }
  const failed = stateKey(progress.state.word) === 'failed';
  if (progress.state.text && !failed) said.push(progress.state.text);
  if (progress.secondsLeft !== null && !isFinal(progress)) said.push(words.work.done(progress.secondsLeft));
  return said;
}

/** The bold cause and the plain rest of a reason: its first sentence, and what follows. */
export function causeOf(text: string): { cause: string; rest: string } {
  const end = /[.!?]\s/.exec(text);
  return end ? { cause: text.slice(0, end.index + 1), rest: text.slice(end.index + 2) } : { cause: text, rest: '' };
}

export function privacyOf(id: number, words: Words): { icon: IconName; word: string } {
  switch (id) {
    case PUBLIC:
      return { icon: 'globe', word: words.privacy.everyone };
    case UNLISTED:
      return { icon: 'link', word: words.privacy.link };
    case PRIVATE:
      return { icon: 'lock', word: words.privacy.me };
    case 4:
      return { icon: 'people', word: words.privacy.members };
    default:
      return { icon: 'key', word: words.privacy.password };
  }
}
