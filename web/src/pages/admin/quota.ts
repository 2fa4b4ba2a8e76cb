/** A limit as a form holds it. */
export interface Quota {
  kind: 'usual' | 'none' | 'own';
  gigabytes: string;
}

const GIGA = 1e9;

/** From what the server keeps: null as the site gives, -1 no limit, else bytes. */
export function quotaOf(bytes: number | null): Quota {
  if (bytes === null) return { kind: 'usual', gigabytes: '' };
  return bytes < 0 ? { kind: 'none', gigabytes: '' } : { kind: 'own', gigabytes: String(bytes / GIGA) };
}

/** For the server; undefined when the number is none. */
export function bytesOf(quota: Quota): number | null | undefined {
  if (quota.kind === 'usual') return null;
  if (quota.kind === 'none') return -1;
  const number = Number(quota.gigabytes.trim().replace(',', '.'));
  return quota.gigabytes.trim() !== '' && Number.isFinite(number) && number > 0 ? Math.round(number * GIGA) : undefined;
}
