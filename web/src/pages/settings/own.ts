import { ask } from '../../api';
import type { ChangedSelf } from '../../openapi';

export type { TokenSession, User as Self } from '../../openapi';

/** What people ask and say about themselves. */
export const own = {
  self: () => ask('get', '/users/me'),
  change: (change: ChangedSelf) => ask('put', '/users/me', { body: change }),
  sessions: () => ask('get', '/users/{id}/token-sessions', { of: 'me' }),
  end: (session: string) => ask('post', '/users/{id}/token-sessions/{session}/revoke', { of: ['me', session] }),
  endOthers: () => ask('post', '/users/{id}/token-sessions/revoke-others', { of: 'me' }),
};
