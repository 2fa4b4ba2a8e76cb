/** One line at the bottom left, usually for six seconds, with at most one deed. Never for what needs an act. */
class Toast {
  text = $state('');
  action = $state<{ label: string; run: () => void } | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  say(text: string, action: Toast['action'] = null, lasts = 6000): void {
    this.text = text;
    this.action = action;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.close(), lasts);
  }

  close(): void {
    this.text = '';
    this.action = null;
  }
}

export const toast = new Toast();
