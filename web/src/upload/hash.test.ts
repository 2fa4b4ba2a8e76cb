import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hashOf } from './hash';
import { Hashing, isQuick, QUICK, type Worked } from './hashing';
import { above } from './twin';

describe('a hash', () => {
  it.each([0, 1, 999, 1000, 1001, 12_345])('of %i bytes is what others make of them, however they are cut', async (size) => {
    const bytes = Uint8Array.from({ length: size }, (_, n) => (n * 31) % 251);

    expect(await hashOf(new Blob([bytes]), 1000)).toBe(createHash('sha256').update(bytes).digest('hex'));
  });

  it('is not made of all bytes at once', async () => {
    const taken: number[] = [];
    const file = { size: 2500, slice: (from: number, to: number) => (taken.push(to - from), new Blob(['x'.repeat(Math.min(to, 2500) - from)])) };

    await hashOf(file as unknown as Blob, 1000);

    expect(taken).toEqual([1000, 1000, 1000]);
  });
});

describe('hashing', () => {
  const file = (size: number) => ({ size }) as Blob;
  const large = QUICK + 1;

  class Hand implements Worked {
    onmessage: Worker['onmessage'] = null;
    onerror: Worker['onerror'] = null;
    ended = false;
    file: Blob | null = null;
    postMessage = (file: Blob) => void (this.file = file);
    terminate = () => void (this.ended = true);
    say = (hash: string | null) => this.onmessage?.call(this as unknown as Worker, { data: hash } as MessageEvent);
  }

  const house = () => {
    const hands: Hand[] = [];
    const hashing = new Hashing(() => {
      const hand = new Hand();
      hands.push(hand);
      return hand;
    });
    return { hands, hashing, sizes: () => hands.map((hand) => hand.file?.size) };
  };

  it('takes one quick and one large file at a time, the smallest first', () => {
    const { hands, hashing, sizes } = house();
    [large + 5, 30, 20, large, 10].forEach((size) => hashing.of(file(size)));

    expect(sizes()).toEqual([large + 5, 30]);
    hands[1]!.say('aa');
    expect(sizes()).toEqual([large + 5, 30, 10]);
    hands[0]!.say('bb');
    expect(sizes()).toEqual([large + 5, 30, 10, large]);
  });

  it('gives each its own hash and ends its worker', async () => {
    const { hands, hashing } = house();
    const first = hashing.of(file(1));
    const second = hashing.of(file(2));

    hands[0]!.say('one');
    hands[1]!.say('two');

    expect([await first.hash, await second.hash]).toEqual(['one', 'two']);
    expect(hands.every((hand) => hand.ended)).toBe(true);
  });

  it('stops at once when cancelled, and goes on with the next', async () => {
    const { hands, hashing, sizes } = house();
    const first = hashing.of(file(1));
    const never = hashing.of(file(3));
    hashing.of(file(2));

    never.cancel();
    first.cancel();

    expect(await first.hash).toBeNull();
    expect(hands[0]!.ended).toBe(true);
    expect(sizes()).toEqual([1, 2]);
  });

  it('says that there is none when the script does not come', async () => {
    const { hands, hashing } = house();
    const job = hashing.of(file(1));

    hands[0]!.onerror?.call(hands[0] as unknown as Worker, new Event('error') as ErrorEvent);

    expect(await job.hash).toBeNull();
  });

  it('is waited for where it takes about a second', () => expect([isQuick(QUICK), isQuick(large)]).toEqual([true, false]));
});

describe('the same file in the list', () => {
  const item = (hash: string, phase: string) => ({ hash, phase });

  it('is the one further up, and never a failed one', () => {
    const list = [item('a', 'failed'), item('a', 'sending'), item('a', 'checking'), item('b', 'checking')];

    expect(above(list, list[2]!)).toBe(list[1]);
    expect(above(list, list[1]!)).toBeNull();
    expect(above(list, list[3]!)).toBeNull();
  });
});
