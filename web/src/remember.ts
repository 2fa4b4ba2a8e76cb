/** What this browser remembers for its user. Where storage is forbidden or full, it forgets, and nothing else breaks. */

export function recall<T>(key: string, otherwise: T): T {
  try {
    const kept = localStorage.getItem(`zoetrope.${key}`);
    return kept === null ? otherwise : (JSON.parse(kept) as T);
  } catch {
    return otherwise;
  }
}

export function remember(key: string, value: unknown): void {
  try {
    if (value === null || value === undefined) localStorage.removeItem(`zoetrope.${key}`);
    else localStorage.setItem(`zoetrope.${key}`, JSON.stringify(value));
  } catch {
    // Private windows forbid it: then the choice lasts as long as the page.
  }
}
