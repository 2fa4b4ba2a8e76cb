import { expect, it } from 'vitest';
import { Taps } from './taps';

const touch = (timeStamp: number, clientX = 100, clientY = 50) => ({ timeStamp, clientX, clientY });

it('two touches at one place a moment apart are one double touch', () => {
  const taps = new Taps();

  expect(taps.isSecond(touch(1000))).toBe(false);
  expect(taps.isSecond(touch(1200, 110, 60))).toBe(true);
  expect(taps.isSecond(touch(1300))).toBe(false);
});

it('too late or elsewhere is a new first one', () => {
  const taps = new Taps();

  expect(taps.isSecond(touch(1000))).toBe(false);
  expect(taps.isSecond(touch(1400))).toBe(false);
  expect(taps.isSecond(touch(1500, 200))).toBe(false);
});

it('a double click that comes of touches is told from one of a mouse', () => {
  const taps = new Taps();
  expect(taps.isOfTouch({ timeStamp: 10 })).toBe(false);

  taps.isSecond(touch(1000));

  expect(taps.isOfTouch({ timeStamp: 1300 })).toBe(true);
  expect(taps.isOfTouch({ timeStamp: 9000 })).toBe(false);
});
