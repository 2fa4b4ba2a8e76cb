import { describe, expect, it } from 'vitest';
import { bytesOf, quotaOf } from './quota';

describe('a limit in a form', () => {
  it.each([
    [null, 'usual'],
    [-1, 'none'],
    [2_500_000_000, 'own'],
  ] as const)('%s comes back as it was', (bytes, kind) => {
    expect(quotaOf(bytes).kind).toBe(kind);
    expect(bytesOf(quotaOf(bytes))).toBe(bytes);
  });

  it('takes a comma for a point', () => expect(bytesOf({ kind: 'own', gigabytes: ' 1,5 ' })).toBe(1_500_000_000));

  it.each(['', '0', '-3', 'much'])('takes %j for no number', (gigabytes) =>
    expect(bytesOf({ kind: 'own', gigabytes })).toBeUndefined(),
  );
});
