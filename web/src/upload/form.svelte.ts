import { api, Problem, type Details } from '../api';
import { nameWrong, tagsWrong } from '../details';
import { t } from '../words';
import type { Phase } from './rules';

export type Saving = 'draft' | 'saving' | 'saved' | 'failed';

const TYPING = 700;
const AGAIN = 5000;

/** What somebody says about a file on its way: kept here at once, with the server as soon as it is right and known there. */
export class Form {
  details = $state<Details>()!;
  saving = $state<Saving>('draft');
  reason = $state('');
  #of: { readonly video: string | null; readonly phase: Phase };
  #changed: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `changed` is called when something is worth keeping. */
  constructor(details: Details, of: { readonly video: string | null; readonly phase: Phase }, changed: () => void) {
    this.details = details;
    this.#of = of;
    this.#changed = changed;
  }

  edited(): void {
    this.saving = this.saving === 'saving' ? 'saving' : 'draft';
    this.#changed();
    this.saveSoon(TYPING);
  }

  saveSoon(wait: number): void {
    clearTimeout(this.#timer);
    if (!this.#of.video || nameWrong(this.details.name, t) || tagsWrong(this.details.tags, t)) return;
    this.#timer = setTimeout(() => void this.#save(), wait);
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  async #save(): Promise<void> {
    if (!this.#of.video) return;
    this.saving = 'saving';
    const details = $state.snapshot(this.details);
    try {
      await api.save(this.#of.video, { ...details, name: details.name.trim() });
      this.saving = 'saved';
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      // Not known there before its last byte: then it is saved when that has arrived.
      const early = problem.status === 404 && this.#of.phase !== 'sent';
      this.saving = early || problem.away ? 'draft' : 'failed';
      this.reason = problem.detail;
      if (problem.away) this.saveSoon(AGAIN);
    }
  }
}
