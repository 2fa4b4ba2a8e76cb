/**
 * The site without a mouse: what matters on each page is done with Tab, arrows, Enter, Space and Escape alone, and the
 * focus is seen all the way. Arguments: file with captions.
 */
import { args, base, expect, moves, password, prove, visit, watchOver } from './house.mjs';

const [file] = args;
const MOST_STEPS = 90;

await prove(async (browser) => {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  page.setDefaultTimeout(10_000);
  watchOver(page);
  await logsIn(page);
  const path = await uploads(page);
  await watches(page, path);
  await edits(page, path);
  await searches(page);
  await sets(page);
  await invites(page);
  await deletes(page);
  await goesAround(page, path);
});

/** What has the focus: its name as it is read out, and whether one sees it and that it has the focus, once all stands still. */
async function focused(page) {
  const now = await look(page);
  if (!now || now.seen) return now;
  await page.evaluate(() => Promise.all(document.getAnimations().map((one) => one.finished.catch(() => undefined))));
  return look(page);
}

function look(page) {
  return page.evaluate(() => {
    let one = document.activeElement;
    while (one.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
    if (one === document.body) return null;
    const labels = [...(one.labels ?? [])].map((label) => label.textContent).join(' ');
    const name = (one.getAttribute('aria-label') ?? (labels || one.textContent || one.placeholder || '')).replace(/\s+/g, ' ').trim();
    const ring = (box) => {
      const shown = (one) => one && ((one.outlineStyle !== 'none' && Number.parseFloat(one.outlineWidth) >= 2) || one.boxShadow !== 'none');
      return Boolean(box && (shown(getComputedStyle(box)) || shown(getComputedStyle(box, '::after'))));
    };
    const host = one.getRootNode().host;
    const boxes = [one, host, one.nextElementSibling, one.closest('label')];
    const { left, right, top, bottom, width } = (host ?? one.closest('label') ?? one).getBoundingClientRect();
    const inSight = width > 0 && right > 0 && left < innerWidth && bottom > 0 && top < innerHeight;
    const [x, y] = [Math.min(Math.max(left + 4, 1), innerWidth - 2), (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2];
    const over = document.elementFromPoint(x, y);
    const target = host ?? one;
    const covered = inSight && over && !target.contains(over) && !over.contains(target) && !(one.closest('label')?.contains(over)) && !over.closest('label, .tick');
    return { name, seen: inSight && !covered && boxes.some(ring), tag: one.tagName, covered: covered ? over.outerHTML.slice(0, 90) : '' };
  });
}

/** Presses Tab until what is wished has the focus. */
async function tabTo(page, wished, key = 'Tab') {
  const passed = [];
  for (let step = 0; step < MOST_STEPS; step += 1) {
    await page.keyboard.press(key);
    const now = await focused(page);
    // A page that has just come takes the focus as a whole: no stop of Tab.
    if (!now || now.tag === 'MAIN') continue;
    passed.push(now.name);
    if (!now.seen) expect(false, `the focus is not seen on ${now.tag} “${now.name}” of ${page.url()} ${now.covered}`);
    if (typeof wished === 'string' ? now.name === wished : wished.test(now.name)) return now;
  }
  throw new Error(`Tab never comes to ${wished} on ${page.url()}: ${passed.join(' | ')}`);
}

/** Goes there by Tab and presses a key on it. */
async function use(page, wished, key = 'Enter') {
  await tabTo(page, wished);
  await page.keyboard.press(key);
}

async function keepsFocus(page, what) {
  expect((await focused(page)) !== null, `the focus is not lost: ${what}`);
}

async function logsIn(page) {
  await page.goto(`${base}/`, { waitUntil: 'networkidle' });
  await page.keyboard.press('Tab');
  expect((await focused(page)).seen, 'the first Tab shows the way past the head');
  await page.keyboard.press('Enter');
  await use(page, 'Log in');
  await page.waitForURL((url) => url.pathname === '/login');
  await tabTo(page, 'Name or e-mail');
  await page.keyboard.type('root');
  await tabTo(page, 'Password');
  await page.keyboard.type('wrong');
  await page.keyboard.press('Enter');
  await page.getByText(/do not fit together/).waitFor();
  expect((await focused(page)).name === 'Password', 'who is wrong stands where it is wrong');
  await page.keyboard.press('Control+A');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname !== '/login');
}

/** Gives the path of the page of the video. */
async function uploads(page) {
  await page.goto(`${base}/upload`, { waitUntil: 'networkidle' });
  const chooser = page.waitForEvent('filechooser');
  await use(page, 'Choose files');
  await (await chooser).setFiles(file);
  await page.locator('.list li').waitFor();
  await tabTo(page, 'Title');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('Gulls');
  await page.locator('.list li .line .state.ok').waitFor({ timeout: 60_000 });
  await page.getByText('Saved', { exact: true }).waitFor();
  await use(page, /^Watch/);
  await page.locator('h1', { hasText: 'Gulls' }).waitFor();
  await keepsFocus(page, 'on the page that came');
  return new URL(page.url()).pathname;
}

async function watches(page, path) {
  await page.goto(base + path, { waitUntil: 'networkidle' });
  await use(page, 'Play');
  expect(await moves(page, 0.3), 'it plays');
  await use(page, /^Pause/);
  await tabTo(page, /^Quality/);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement.getAttribute('role') === 'menuitemradio');
  await page.keyboard.press('ArrowUp');
  const wanted = Number.parseInt((await focused(page)).name, 10);
  await page.keyboard.press('Enter');
  expect(/^Quality/.test((await focused(page)).name), 'the menu gives the focus back');
  await page.keyboard.press('k');
  await page.waitForFunction((lines) => document.querySelector('video').videoHeight === lines, wanted);
  await page.keyboard.press('k');
  expect(true, `another quality plays: ${wanted}`);
  await use(page, 'Captions');
  await page.locator('[data-player] .lines').waitFor();
  await use(page, 'Share');
  await page.locator('dialog[open]').waitFor();
  for (let step = 0; step < 30; step += 1) {
    await page.keyboard.press('Tab');
    const inside = await page.evaluate(() => document.activeElement === document.body || document.activeElement.closest('dialog') !== null);
    if (!inside) expect(false, 'the focus left an open dialog');
  }
  await page.keyboard.press('Escape');
  expect((await focused(page))?.name === 'Share', 'a dialog gives the focus back');
}

async function edits(page, path) {
  await page.goto(base + path, { waitUntil: 'networkidle' });
  await use(page, 'Edit');
  await tabTo(page, 'Title');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('Tides');
  await tabTo(page, /^Everyone/);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await use(page, 'Save');
  await page.getByText('Nothing changed').waitFor();
  await keepsFocus(page, 'after a change is saved');
}

async function searches(page) {
  await page.keyboard.press('Tab');
  await page.goto(`${base}/`, { waitUntil: 'networkidle' });
  await page.keyboard.press('/');
  await page.keyboard.type('tides');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /^1 video/ }).waitFor();
  await tabTo(page, 'Length');
  await use(page, /Tides/);
  await page.locator('h1', { hasText: 'Tides' }).waitFor();
  expect(true, 'a video is found and opened');
}

async function sets(page) {
  await use(page, /^Account/);
  await use(page, 'Settings');
  await page.waitForURL(`${base}/settings`);
  await page.getByText('This one').waitFor();
  await tabTo(page, 'About you');
  await page.keyboard.type('By keys.');
  await use(page, 'Save');
  await page.getByText(/saved/i).first().waitFor();
  await keepsFocus(page, 'after settings are saved');
}

async function invites(page) {
  await page.goto(`${base}/admin/users`, { waitUntil: 'networkidle' });
  await use(page, 'Invite somebody');
  await page.locator('dialog[open]').waitFor();
  await tabTo(page, /^For whom/);
  await page.keyboard.type('Ada');
  await use(page, 'Make a link');
  await page.getByText('It is shown only now.').waitFor();
  await keepsFocus(page, 'when a dialog goes on');
  await use(page, 'Done');
  await page.getByText('Ada, User').waitFor();
  expect((await focused(page))?.name === 'Invite somebody', 'and it gives the focus back');
}

async function deletes(page) {
  await page.goto(`${base}/videos`, { waitUntil: 'networkidle' });
  await tabTo(page, 'Select “Tides”');
  await page.keyboard.press('Space');
  await page.getByText('1 selected').waitFor();
  await keepsFocus(page, 'when a row is chosen');
  await page.keyboard.press('Escape');
  await use(page, 'Delete: Tides');
  await page.getByText('is deleted.').waitFor();
  await keepsFocus(page, 'when a row is gone');
  if ((await focused(page))?.name !== 'Undo') await tabTo(page, 'Undo');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Tides' }).first().waitFor();
  expect(true, 'a delete is taken back in time');
  await keepsFocus(page, 'when the note is gone');
}

/** Around every page once, there and back: each stop is seen, none holds. */
async function goesAround(page, path) {
  const pages = ['/', '/upload', '/videos', path, `${path.replace('/w/', '/videos/')}/edit`, '/settings', '/search?q=tides', '/admin/health', '/admin/jobs', '/admin/users', '/admin/storage', '/nowhere', path.replace('/w/', '/videos/embed/'), '/login', '/invite#x'];
  for (const one of pages) {
    await visit(page, one);
    for (const key of ['Tab', 'Shift+Tab']) {
      const stops = await around(page, key);
      const held = stops.findIndex((stop, n) => n > 2 && stop.name === stops[n - 1].name && stop.name === stops[n - 2].name);
      expect(stops.length > 1 && held < 0, `${one}: ${key} stops ${stops.length} times${held < 0 ? '' : `, held by ${stops[held].name}`}`);
      const unseen = stops.filter((stop) => !stop.seen).map((stop) => `${stop.tag} ${stop.name} ${stop.covered}`);
      expect(unseen.length === 0, `${one}: the focus is seen at each: ${unseen}`);
    }
  }
}

/** All stops until the page has been left; a page that does not let go has none. */
async function around(page, key) {
  const stops = [];
  await page.evaluate(() => document.activeElement.blur());
  for (let step = 0; step < MOST_STEPS; step += 1) {
    await page.keyboard.press(key);
    const now = await focused(page);
    if (!now) return stops;
    stops.push(now);
  }
  return [];
}
