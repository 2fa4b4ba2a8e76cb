/** Which rows of a list are chosen. A range goes from the row that was chosen last. */
export class Selection {
  ids = $state.raw<ReadonlySet<string>>(new Set());
  #last: string | null = null;

  has = (id: string): boolean => this.ids.has(id);

  /** `all` are the rows as they stand; `range` takes everything from the last one on along. */
  choose(id: string, on: boolean, range: boolean, all: string[]): void {
    const from = range && this.#last !== null ? all.indexOf(this.#last) : -1;
    const to = all.indexOf(id);
    const touched = from < 0 ? [id] : all.slice(Math.min(from, to), Math.max(from, to) + 1);
    const next = new Set(this.ids);
    for (const one of touched) {
      if (on) next.add(one);
      else next.delete(one);
    }
    this.ids = next;
    this.#last = id;
  }

  all(ids: string[], on: boolean): void {
    this.ids = new Set(on ? ids : []);
    this.#last = null;
  }

  clear(): void {
    this.all([], false);
  }
}
