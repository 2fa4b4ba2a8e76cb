/** One line at the bottom left for six seconds, with at most one deed. Never for what needs an act. */
class Toast {
  text = $state('');
  action = $state<{ label: string; run: () => void } | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  say(text: string, action: Toast['action'] = null): void {
    this.text = text;
    this.action = action;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.close(), 6000);
  }

  close(): void {
    this.text = '';
    this.action = null;
  }
}

export const toast = new Toast();
