/**
 * Looks at every page as people see it: `npm run look` beside a running `npm run fake`. Fails on an axe violation, on
 * sideways scroll from 320 px, on a request to elsewhere and on anything that the content security policy stops; leaves
 * screenshots in dev/shots.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const BASE = process.env.BASE ?? 'http://127.0.0.1:9021';
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const shots = fileURLToPath(new URL('shots/', import.meta.url));
mkdirSync(shots, { recursive: true });

const pages = [
  ['home', '/'],
  ['search', '/search?q=the'],
  ['nothing', '/search?q=zoetorpe'],
  ['login', '/login'],
  ['login-wrong', '/login', (page) => page.click('button.primary')],
  ['upload', '/upload'],
  ['mine', '/videos'],
  ['edit', '/videos/fake0/edit'],
  ['account', '/', (page) => page.click('.who')],
  ['lost', '/nowhere'],
  ['watch', '/w/fake0'],
  ['work', '/w/fake2'],
  ['quality', '/w/fake0', (page) => page.locator('button[aria-label^="Quality"]:visible').click()],
  ['embed', '/videos/embed/fake0'],
  ['keys', '/w/fake0', (page) => page.keyboard.press('?')],
];
const wrong = [];

const browser = await chromium.launch({
  executablePath: CHROMIUM,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
for (const colorScheme of ['light', 'dark']) {
  for (const width of [320, 375, 1280]) await lookAt(colorScheme, width);
}
await browser.close();
for (const one of wrong) console.error(one);
console.log(wrong.length === 0 ? `${pages.length * 6} looks, nothing wrong` : `${wrong.length} wrong`);
process.exitCode = wrong.length === 0 ? 0 : 1;

async function lookAt(colorScheme, width) {
  const phone = width < 720;
  const context = await browser.newContext({
    viewport: { width, height: phone ? 812 : 800 },
    colorScheme,
    isMobile: phone,
    hasTouch: phone,
  });
  const page = await context.newPage();
  let where = '';
  page.on('request', (request) => {
    if (!request.url().startsWith(BASE) && !request.url().startsWith('blob:')) wrong.push(`${where}: asks ${request.url()}`);
  });
  page.on('pageerror', (error) => wrong.push(`${where}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') wrong.push(`${where}: ${message.text()}`);
  });
  for (const [name, path, prepare] of pages) {
    where = `${name} ${colorScheme} ${width}`;
    await page.goto(BASE + path, { waitUntil: 'networkidle' });
    await prepare?.(page);
    await page.waitForTimeout(300);
    await page.screenshot({ path: `${shots}${name}-${colorScheme}-${width}.png`, fullPage: true });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 0) wrong.push(`${where}: ${over} px too wide`);
    await audit(page, where);
  }
  await context.close();
}

/** Through the debugger, because the page's own policy rightly forbids foreign script. */
async function audit(page, where) {
  const { violations } = await page.evaluate(`(() => { ${axe}; return axe.run(document); })()`);
  for (const { id, nodes } of violations) wrong.push(`${where}: ${id} at ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
}
