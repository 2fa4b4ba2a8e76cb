import { describe, expect, it } from 'vitest';
import { readChapters } from './chapters';

describe('chapters as lines', () => {
  it('are times and titles, with empty lines between', () =>
    expect(readChapters('0:00 The sea\n\n 1:05 - Gulls\n1:00:00 Home', 4000).named).toEqual([
      { timecode: 0, title: 'The sea' },
      { timecode: 65, title: 'Gulls' },
      { timecode: 3600, title: 'Home' },
    ]));

  it('may be none', () => expect(readChapters(' \n', 10)).toEqual({ named: [], wrong: null }));

  it.each([
    ['0:00 Sea\nGulls', 2, 'form'],
    ['0:00', 1, 'form'],
    [`0:00 ${'x'.repeat(101)}`, 1, 'long'],
    ['0:00 Sea\n0:00 Gulls', 2, 'twice'],
    ['0:00 Sea\n0:10 Gulls', 2, 'late'],
    [Array.from({ length: 201 }, (_, n) => `${Math.floor(n / 60)}:${String(n % 60).padStart(2, '0')} x`).join('\n'), 201, 'many'],
  ])('say which line is wrong: %s', (text, line, rule) =>
    expect(readChapters(text, rule === 'late' ? 10 : 0).wrong).toEqual({ line, rule }),
  );
});
