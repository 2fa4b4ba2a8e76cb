import { ask, Problem, problemOf, type Body } from '../../api';
import type { ChangedUser, NewUser, User } from '../../openapi';

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

export type { Invitation, Job, Storage, User as Person } from '../../openapi';
export type JobKind = 'unfinished' | 'failed' | 'completed';

export const ROLES = ['administrator', 'moderator', 'user'] as const;
export type Role = (typeof ROLES)[number];

export const desk = {
  health,
  jobs: (kind: JobKind, start: number, count: number) =>
    ask('get', '/jobs/{state}', { of: kind, query: { start, count, sort: kind === 'unfinished' ? 'createdAt' : '-createdAt' } }),
  users: (search: string, start: number, count: number) => ask('get', '/users', { query: { start, count, search } }),
  create: (person: NewUser) => ask('post', '/users', { body: person }),
  change: (name: string, change: ChangedUser) => ask('put', '/users/{id}', { of: name, body: change }),
  block: (name: string, blocked: boolean) => ask('post', blocked ? '/users/{id}/block' : '/users/{id}/unblock', { of: name }),
  invitations: () => ask('get', '/invitations'),
  invite: (wish: Body<'/invitations', 'post'>) => ask('post', '/invitations', { body: wish }),
  takeBack: (id: string) => ask('delete', '/invitations/{id}', { of: id }),
  storage: () => ask('get', '/storage'),
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
export const roleOf = (person: User): Role => ROLES[person.role.id] ?? 'user';
