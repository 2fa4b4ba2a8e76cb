import { describe, expect, it } from 'vitest';
import { filesOf } from './dropped';

const file = (name: string) => ({ isFile: true, name, file: (done: (file: File) => void) => done(new File([], name)) });
const lockedFile = (name: string) => ({ isFile: true, name, file: (_done: unknown, fail: (met: Error) => void) => fail(new Error('no right')) });

/** As browsers do, a hundred at a time and then none; `breaks` instead of the end. */
function folder(name: string, children: object[], breaks = false) {
  const createReader = () => {
    let given = 0;
    return {
      readEntries: (done: (some: object[]) => void, fail: (met: Error) => void) => {
        const some = children.slice(given, given + 100);
        given += some.length;
        if (some.length === 0 && breaks) fail(new Error('gone'));
        else done(some);
      },
    };
  };
  return { isFile: false, name, createReader };
}

const dropping = (...entries: object[]) => {
  const items = entries.map((entry) => ({ webkitGetAsEntry: () => entry }));
  return filesOf({ items, files: [] } as unknown as DataTransfer);
};
const names = (files: File[]) => files.map(({ name }) => name);

describe('what is dropped', () => {
  it('is found in folders of folders, in the order of the names, without what is hidden', async () => {
    const { files, unread } = await dropping(folder('trip', [file('b.mp4'), folder('a', [file('deep.mov'), file('.DS_Store')])]), file('one.mp4'));

    expect(names(files)).toEqual(['deep.mov', 'b.mp4', 'one.mp4']);
    expect(unread).toEqual([]);
  });

  it('is all of a folder that has more than a reader gives at once', async () => {
    const { files } = await dropping(folder('many', Array.from({ length: 250 }, (_, n) => file(`${1000 + n}.mp4`))));

    expect(files).toHaveLength(250);
  });

  it('is taken without what cannot be read, and that is told', async () => {
    const { files, unread } = await dropping(folder('trip', [file('a.mp4'), lockedFile('b.mp4'), lockedFile('.hidden')]), file('c.mp4'));

    expect(names(files)).toEqual(['a.mp4', 'c.mp4']);
    expect(unread).toEqual(['b.mp4']);
  });

  it('tells of a folder that goes away while it is read, and keeps what it gave', async () => {
    const { files, unread } = await dropping(folder('stick', [file('a.mp4')], true), file('c.mp4'));

    expect(names(files)).toEqual(['a.mp4', 'c.mp4']);
    expect(unread).toEqual(['stick']);
  });
});
