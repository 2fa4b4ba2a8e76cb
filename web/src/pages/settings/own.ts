import { call, type Page } from '../../api';

/** What people ask and say about themselves. */

export interface Self {
  username: string;
  email: string;
  account: { displayName: string; description: string };
}

export interface SelfChange {
  displayName?: string;
  description?: string;
  email?: string;
  password?: string;
  currentPassword?: string;
}

export interface KnownSession {
  id: string;
  currentSession: boolean;
  loginDevice: string;
  loginIP: string;
  loginDate: string;
  lastActivityDate: string;
}

export const own = {
  self: () => call<Self>('GET', '/users/me'),
  change: (change: SelfChange) => call<void>('PUT', '/users/me', change),
  sessions: () => call<Page<KnownSession>>('GET', '/users/me/token-sessions'),
  end: (id: string) => call<void>('POST', `/users/me/token-sessions/${encodeURIComponent(id)}/revoke`),
  endOthers: () => call<void>('POST', '/users/me/token-sessions/revoke-others'),
};
