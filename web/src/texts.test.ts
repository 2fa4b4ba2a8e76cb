import { describe, expect, it } from 'vitest';
import { chapterAt, chaptersOf, chaptersText } from './player/chapters';
import { timeOf, within } from './address';
import { piecesOf } from './texts';

describe('a description', () => {
  it('seeks at times within the film and leaves others alone', () => {
    expect(piecesOf('at 1:41, not 23:10', 600)).toEqual([
      { kind: 'text', text: 'at ' },
      { kind: 'time', text: '1:41', seconds: 101 },
      { kind: 'text', text: ', not 23:10' },
    ]);
  });

  it('ends an address before the full stop', () => {
    expect(piecesOf('See https://example.org/a.', 9)).toEqual([
      { kind: 'text', text: 'See ' },
      { kind: 'link', text: 'https://example.org/a' },
      { kind: 'text', text: '.' },
    ]);
  });

  it('makes no link of anything but http', () => {
    expect(piecesOf('javascript:alert(1) data:text/html,x', 9)).toHaveLength(1);
  });

  it('has no pieces when it is empty', () => expect(piecesOf('', 9)).toEqual([]));
});

describe('an address', () => {
  it.each([
    ['90', 90],
    ['1m30s', 90],
    ['1h2m3s', 3723],
    ['x', null],
    [null, null],
  ])('begins at %s', (text, seconds) => expect(timeOf(text)).toBe(seconds));

  it.each([
    ['/upload', '/upload'],
    ['//evil.example', '/'],
    ['https://evil.example', '/'],
    ['/\\evil.example', '/'],
    [null, '/'],
  ])('leads after the login from %s to %s', (next, to) => expect(within(next)).toBe(to));
});

describe('chapters', () => {
  const chapters = [
    { start: 0, title: 'One' },
    { start: 14, title: 'Two --> three' },
    { start: 99, title: 'After the end' },
  ];

  it('become a WebVTT file that ends with the film', () => {
    expect(chaptersText(chapters, 60)).toBe(
      'WEBVTT\n\n00:00:00.000 --> 00:00:14.000\nOne\n\n00:00:14.000 --> 00:01:00.000\nTwo -> three\n',
    );
  });

  it('are listed by the description, from the start and in order', () => {
    const text = 'A walk.\n\n0:00 Far away\n0:02 - Nearer\nSee 0:03 too';

    expect(chaptersOf([], text, 6)).toEqual([
      { start: 0, title: 'Far away' },
      { start: 2, title: 'Nearer' },
    ]);
    expect(chaptersOf(chapters, text, 6)).toBe(chapters);
    expect(chaptersOf([], '0:01 Not the start\n0:02 Nearer', 6)).toEqual([]);
    expect(chaptersOf([], '0:00 Far away\n0:09 After the end', 6)).toEqual([]);
  });

  it('are found by a time', () => {
    expect(chapterAt(chapters, 13)?.title).toBe('One');
    expect(chapterAt([], 13)).toBeNull();
  });
});
