/** Somebody at a browser that speaks WebDriver: looks for things, touches them, types, waits until something is so. */
import { writeFileSync } from 'node:fs';
import { base, expect } from './house.mjs';
import { open, REFERENCE } from './webdriver.mjs';

const KEYS = {
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Escape: '\uE00C',
  ArrowUp: '\uE013',
  ArrowDown: '\uE015',
};

export class Visitor {
  #browser;

  static async come(kind) {
    const visitor = new Visitor();
    visitor.#browser = await open(kind);
    await visitor.#send('SetWindowRect', { width: 1280, height: 900 });
    return visitor;
  }

  #send = (name, params = {}) => this.#browser.send(name, params);

  goto = (path) => this.#send('Navigate', { url: base + path });

  /** Evaluates a function in the page; its arguments and what it gives are plain values. */
  run = (what, ...args) => this.#send('ExecuteScript', { script: `return (${what}).apply(null, arguments)`, args });

  /** Waits until the function gives something true, and gives that. */
  async until(said, what, ...args) {
    const end = Date.now() + 30_000;
    for (;;) {
      const found = await this.run(what, ...args).catch((met) => void console.log(`  ${met.message}`));
      if (found) {
        expect(true, said);
        return found;
      }
      if (Date.now() > end) {
        expect(false, `${said}; the page says ${await this.run(() => document.querySelector('main')?.innerText.slice(0, 600))}`);
        throw new Error(said);
      }
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
  }

  /** The one element that is meant: by `css`, or by the words on it as a link or button. */
  async find(meant) {
    const words = JSON.stringify(meant);
    const [using, value] = /^[.#[]|^(input|textarea|button|video)\b/.test(meant)
      ? ['css selector', meant]
      : ['xpath', `//*[self::a or self::button or self::label][normalize-space(.)=${words} or @aria-label=${words}]`];
    const end = Date.now() + 10_000;
    for (;;) {
      for (const found of await this.#send('FindElements', { using, value })) {
        if (await this.run((one) => one.type === 'file' || one.checkVisibility(), found)) return found[REFERENCE];
      }
      if (Date.now() > end) throw new Error(`there is no ${meant}`);
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
  }

  click = async (meant) => this.#send('ElementClick', { id: await this.find(meant) });

  /** Types into a field, in place of what is there; a file's path into a choice of files. */
  async type(meant, text) {
    const id = await this.find(meant);
    if (!text.startsWith('/')) await this.#send('ElementClear', { id });
    await this.#send('ElementSendKeys', { id, text });
  }

  /** Presses keys one after the other, each by its name or as it is. */
  async press(...keys) {
    const actions = keys.map((key) => KEYS[key] ?? key).flatMap((value) => [{ type: 'keyDown', value }, { type: 'keyUp', value }]);
    await this.#send('PerformActions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
  }

  async picture(path) {
    writeFileSync(path, Buffer.from(await this.#send('TakeScreenshot'), 'base64'));
  }

  /** Goes, and says what the browser complained of. */
  async leave() {
    const complaints = await this.#browser.complaints();
    expect(complaints.length === 0, `no errors in the console: ${complaints.join('; ')}`);
    expect(this.#browser.asked.length === 0, `no other host is asked: ${this.#browser.asked.join('; ')}`);
    await this.#browser.close();
  }

  close = () => this.#browser.close();
}
