import type { Audience, Details, Session } from '../api';
import { PUBLIC } from '../api';
import { LONGEST_NAME } from '../details';
import type { Words } from '../words/en';

/**
 * What an upload may be in: `checking` looks whether one has the file already, `twin` asks what to do because one has;
 * `sent` means that the server has every byte, and says itself what follows.
 */
export type Phase = 'checking' | 'twin' | 'queued' | 'sending' | 'paused' | 'away' | 'stopped' | 'failed' | 'sent';

/** `stopped` waits for the same file after a reload; a browser may not open it again by itself. */
export const isOpen = (phase: Phase): boolean => phase !== 'sent' && phase !== 'failed';

/** Goes on by itself, and can be paused. */
export const isGoing = (phase: Phase): boolean => phase === 'checking' || phase === 'queued' || phase === 'sending' || phase === 'away';

/** Still to be sent, or half sent: the question whether it has to be makes sense. */
export const mayAsk = (phase: Phase): boolean => isOpen(phase) && phase !== 'stopped';

export const MOST_AT_ONCE = 2;

/** The next to send: the first in the queue while there is a free line. */
export function nextToSend<T extends { phase: Phase }>(items: T[]): T | null {
  const going = items.filter((item) => item.phase === 'sending').length;
  return going < MOST_AT_ONCE ? (items.find((item) => item.phase === 'queued') ?? null) : null;
}

export interface Totals {
  all: number;
  ready: number;
  sent: number;
  size: number;
}

/** What the head of the list says; of failed ones, and of those that need not be sent, nothing is part of the sum. */
export function totals(items: { phase: Phase; sent: number; size: number; ready: boolean }[]): Totals {
  const counted = items.filter((item) => item.phase !== 'failed' && item.phase !== 'twin');
  return {
    all: items.length,
    ready: items.filter((item) => item.ready).length,
    sent: counted.reduce((sum, item) => sum + item.sent, 0),
    size: counted.reduce((sum, item) => sum + item.size, 0),
  };
}

/** Why a file need not be sent at all, in words; null when it may go. */
export function refusal(size: number, session: Session | null, words: Words): string | null {
  if (size === 0) return words.upload.empty;
  const limit = session?.site.maxUploadBytes ?? 0;
  if (limit > 0 && size > limit) return words.upload.tooLarge(size, limit);
  const { videoQuota = -1, videoQuotaUsed = 0 } = session?.user ?? {};
  const left = videoQuota - videoQuotaUsed;
  return videoQuota > 0 && size > left ? words.upload.quota(size, Math.max(0, left)) : null;
}

/** A file's name as a first title: without its ending, with spaces for the marks that stand for them. */
export function titleOf(fileName: string): string {
  const bare = fileName.replace(/\.[a-z0-9]{2,4}$/i, '').replace(/[_+]+/g, ' ').trim();
  return (bare || fileName).slice(0, LONGEST_NAME);
}

export const draftOf = (fileName: string, privacy: Audience = PUBLIC): Details => ({
  name: titleOf(fileName),
  description: '',
  tags: [],
  privacy,
});

/** Waits between tries while the server is away: doubling, at most a minute. */
export const waitBefore = (attempt: number): number => Math.min(60, 2 ** (attempt + 1));

/**
 * A proxy between us refuses large pieces: half of the last, at first half of the file, from 64 MiB down to 1 MiB; null
 * when even that is refused.
 */
export function smallerPiece(last: number, size: number): number | null {
  const MEBI = 1024 * 1024;
  if (last <= MEBI || size <= MEBI) return null;
  let next = 64 * MEBI;
  while (next > MEBI && next >= Math.min(last, size)) next /= 2;
  return next;
}
