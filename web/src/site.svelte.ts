import { api, type Session, type VideoDetails } from './api';
import { recall, remember } from './remember';

export type Theme = 'auto' | 'light' | 'dark';

/** First data that the server wrote into the document, so that the first picture needs no further question. */
interface Island {
  session?: Session;
  video?: VideoDetails;
}

const island = readIsland();

/** Who is here and what they chose: shared by all pages. */
class Here {
  session = $state<Session | null>(island.session ?? null);
  theme = $state<Theme>(recall<Theme>('theme', 'auto'));
  user = $derived(this.session?.user ?? null);
  name = $derived(this.session?.site.name ?? 'Zoetrope');

  /** Asks who is here unless the document said so. Throws a Problem when the server is away. */
  async meet(): Promise<void> {
    if (!this.session) this.session = await api.session();
  }

  async refresh(): Promise<void> {
    this.session = await api.session();
  }

  async login(name: string, password: string): Promise<void> {
    this.session = await api.login(name, password);
  }

  async logout(): Promise<void> {
    await api.logout();
    await this.refresh();
  }

  choose(theme: Theme): void {
    this.theme = theme;
    remember('theme', theme === 'auto' ? null : theme);
    this.paint();
  }

  paint(): void {
    if (this.theme === 'auto') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = this.theme;
  }
}

export const here = new Here();

/** The video that the document was written for, once: later visits ask the server. */
export function firstVideo(id: string): VideoDetails | null {
  const video = island.video;
  delete island.video;
  return video && (video.uuid === id || video.shortUUID === id) ? video : null;
}

function readIsland(): Island {
  const text = document.getElementById('page')?.textContent;
  if (!text) return {};
  return JSON.parse(text) as Island;
}
