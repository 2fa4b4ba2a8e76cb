import { call, Problem, problemOf, query, type Labelled, type Page, type Video } from '../../api';

/** What administrators ask the server and tell it. Every call throws a `Problem` as those of `api` do. */

export interface Check {
  name: string;
  state: 'Healthy' | 'Attention' | 'Broken';
  cause: string;
  remedy: string;
}

export interface Health {
  state: Check['state'];
  checks: Check[];
}

export interface Job {
  id: number;
  state: 'waiting' | 'active' | 'delayed' | 'failed' | 'completed';
  error: string | null;
  createdAt: string;
  tries: number;
  retryAt: string | null;
  /** What could not be made although the rest can be watched. */
  notes: string[];
  video: Video;
}

export type JobKind = 'unfinished' | 'failed' | 'completed';

export const ROLES = ['administrator', 'moderator', 'user'] as const;
export type Role = (typeof ROLES)[number];

export interface Person {
  id: number;
  username: string;
  email: string;
  role: Labelled;
  blocked: boolean;
  createdAt: string;
  account: { displayName: string };
  /** Bytes; -1 means without limit. */
  videoQuota: number;
  videoQuotaUsed: number;
  videoQuotaDaily: number;
  videoQuotaUsedDaily: number;
  /** Limits of this person alone; null: as the site gives to everybody. */
  zoetrope: { videoQuota: number | null; videoQuotaDaily: number | null };
}

export interface PersonChange {
  role?: Role;
  videoQuota?: number | null;
  videoQuotaDaily?: number | null;
  password?: string;
}

export interface NewPerson extends PersonChange {
  username: string;
  displayName: string;
  email: string;
  password: string;
}

export interface Invitation {
  id: string;
  role: Role;
  note: string;
  invitedBy: string;
  createdAt: string;
  expiresAt: string;
}

export interface NewInvitation {
  role: Role;
  note: string;
  hours: number;
  videoQuota: number | null;
}

export interface Storage {
  freeBytes: number | null;
  originalBytes: number;
  qualityBytes: number;
  files: number;
  leaving: { objects: number; graceSeconds: number };
  accounts: { username: string; displayName: string; videoQuotaUsed: number; videoQuota: number }[];
  videos: { uuid: string; shortUUID: string; name: string; username: string; originalBytes: number; qualityBytes: number }[];
}

const user = (name: string) => `/users/${encodeURIComponent(name)}`;

export const desk = {
  health,
  jobs: (kind: JobKind, start: number, count: number) =>
    call<Page<Job>>('GET', `/jobs/${kind}?${query({ start, count, sort: kind === 'unfinished' ? 'createdAt' : '-createdAt' })}`),
  users: (search: string, start: number, count: number) => call<Page<Person>>('GET', `/users?${query({ start, count, search })}`),
  create: (person: NewPerson) => call<void>('POST', '/users', person),
  change: (name: string, change: PersonChange) => call<void>('PUT', user(name), change),
  block: (name: string, blocked: boolean) => call<void>('POST', `${user(name)}/${blocked ? 'block' : 'unblock'}`),
  invitations: () => call<Page<Invitation>>('GET', '/invitations'),
  invite: (wish: NewInvitation) => call<Invitation & { url: string }>('POST', '/invitations', wish),
  takeBack: (id: string) => call<void>('DELETE', `/invitations/${encodeURIComponent(id)}`),
  storage: () => call<Storage>('GET', '/storage'),
};

/** 503 is an answer here: it is how machines are told that something is broken. */
async function health(): Promise<Health> {
  let response: Response;
  try {
    response = await fetch('/health/ready', { headers: { Accept: 'application/json' } });
  } catch {
    throw new Problem(0, 'no_answer', '');
  }
  const isAnswer = response.headers.get('Content-Type')?.startsWith('application/json');
  if (!isAnswer || (!response.ok && response.status !== 503)) throw await problemOf(response);
  return (await response.json()) as Health;
}

/** The role's number in the API is its place in the list. */
export const roleOf = (person: Person): Role => ROLES[person.role.id] ?? 'user';
