import { describe, expect, it } from 'vitest';
import type { Lane, Progress } from './api';
import { causeOf, figures, inOrder, isFinal, lookOf, privacyOf, stateKey, type StateKey } from './states';
import { en } from './words/en';
import { sayIn } from './words/say';

const words = en(sayIn('en'));
const plain = (list: string[]) => list.map((text) => text.replace(/\u00a0/g, ' '));
const lane = (name: string, state: Lane['state'] = 'Done'): Lane => ({ name, state, percent: 0, secondsLeft: null });
const progress = (word: Progress['state']['word'], more: Partial<Progress> = {}): Progress => ({
  state: { word, code: '', text: '' },
  playable: false,
  percent: 0,
  secondsLeft: null,
  queue: null,
  lanes: [],
  retry: false,
  ...more,
});

describe('state words', () => {
  it('have an icon, a tone and a word each', () => {
    for (const key of Object.keys(words.state) as StateKey[]) {
      expect(lookOf(key), key).toBeDefined();
      expect(stateKey(words.state[key])).toBe(key);
    }
  });

  it('outside the list are shown as they came, without an icon', () => expect(stateKey('Levitating')).toBeNull());
});

describe('an end', () => {
  it('is a failure or a deletion', () => {
    expect(isFinal(progress('Failed'))).toBe(true);
  });

  it('is ready with nothing left to make', () => {
    expect(isFinal(progress('Ready', { lanes: [lane('720p'), lane('360p', 'Failed')] }))).toBe(true);
    expect(isFinal(progress('Ready', { lanes: [lane('720p', 'Running')] }))).toBe(false);
  });

  it('is not a wait', () => expect(isFinal(progress('Waiting'))).toBe(false));
});

describe('the figures beside a word', () => {
  it('tell the place in the queue and when it starts', () => {
    const waiting = progress('Waiting', { queue: { position: 3, startsInSeconds: 240 } });

    expect(plain(figures(waiting, words))).toEqual(['3rd in the queue', 'starts in about 4 min']);
  });

  it('tell the cause and the time left', () => {
    const converting = progress('Converting', {
      state: { word: 'Converting', code: '', text: 'Already playable in 360p' },
      secondsLeft: 120,
    });

    expect(plain(figures(converting, words))).toEqual(['Already playable in 360p', 'all done in about 2 min']);
  });

  it('say nothing of a time that nobody knows', () => expect(figures(progress('Checking'), words)).toEqual([]));

  it('leave the reason of a failure to its note', () => {
    const failed = progress('Failed', { state: { word: 'Failed', code: '', text: 'The file ends too early.' } });

    expect(figures(failed, words)).toEqual([]);
  });
});

it('a reason is cut into its bold cause and the rest', () => {
  expect(causeOf('The file ends too early. Its data stops after 9.5 minutes.')).toEqual({
    cause: 'The file ends too early.',
    rest: 'Its data stops after 9.5 minutes.',
  });
  expect(causeOf('No end')).toEqual({ cause: 'No end', rest: '' });
});

it('lanes stand highest first and sound last', () => {
  expect(inOrder([lane('audio'), lane('360p'), lane('1080p')]).map((one) => one.name)).toEqual(['1080p', '360p', 'audio']);
});

it('who may watch has a word for every number', () => {
  expect([1, 2, 3, 4, 5].map((id) => privacyOf(id, words).word)).toEqual(['Everyone', 'By link', 'Only me', 'Members', 'Password']);
});
