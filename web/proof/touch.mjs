/** The site under fingers, on the smallest phone. Arguments: file with captions. */
import { args, base, expect, moves, prove, signIn, watchOver } from './house.mjs';

const [file] = args;

await prove(async (browser) => {
  const context = await browser.newContext({ viewport: { width: 320, height: 640 }, isMobile: true, hasTouch: true });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  watchOver(page);
  await signIn(page, '/');
  await uploads(page);
  await plays(page);
  await seeks(page);
  await chooses(page);
  await finds(page);
  await deletes(page);
});

function at(page) {
  return page.evaluate(() => document.querySelector('video').currentTime);
}

function button(page, name) {
  return page.getByRole('button', { name }).and(page.locator(':visible')).first();
}

async function uploads(page) {
  await page.getByRole('link', { name: 'Upload' }).and(page.locator(':visible')).tap();
  const chooser = page.waitForEvent('filechooser');
  await button(page, 'Choose files').tap();
  await (await chooser).setFiles(file);
  await page.locator('.list li .line .state.ok').waitFor({ timeout: 60_000 });
  await page.locator('.list li a.button').first().tap();
  await page.locator('button.first').waitFor();
  expect(true, 'a file goes in and becomes a video');
}

async function plays(page) {
  await page.locator('button.first').tap();
  expect(await moves(page, 0.3), 'a touch plays');
  // Controls go while it plays; the next touch brings them, and does not stop the film.
  const bar = page.locator('.player .bar');
  await page.waitForFunction(() => Number(getComputedStyle(document.querySelector('.player .bar')).opacity) < 0.1);
  const box = await page.locator('[data-player]').boundingBox();
  await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 3);
  await page.waitForFunction(() => Number(getComputedStyle(document.querySelector('.player .bar')).opacity) > 0.9);
  expect(!(await page.evaluate(() => document.querySelector('video').paused)), 'a touch brings the controls and it plays on');
  await bar.getByRole('button', { name: /^Pause/ }).tap();
  await page.waitForFunction(() => document.querySelector('video').paused);
  expect(true, 'and they answer to fingers');
}

async function seeks(page) {
  const box = await page.locator('[data-player]').boundingBox();
  const twice = async (share) => {
    const [x, y] = [box.x + box.width * share, box.y + box.height * 0.4];
    await page.touchscreen.tap(x, y);
    await page.touchscreen.tap(x, y);
  };
  const range = await page.locator('media-time-range').boundingBox();
  await page.touchscreen.tap(range.x + range.width / 4, range.y + range.height / 2);
  await page.waitForFunction(() => Math.abs(document.querySelector('video').currentTime - 6) < 1);
  expect(true, 'a touch on the line of time seeks');
  const before = await at(page);
  await twice(0.85);
  await page.waitForFunction((from) => document.querySelector('video').currentTime > from + 9, before);
  expect(true, 'two touches at the right are ten seconds on');
  await twice(0.15);
  await page.waitForFunction((from) => document.querySelector('video').currentTime < from + 1, before);
  expect(true, 'and at the left back');
}

async function chooses(page) {
  await page.locator('button[aria-label^="Quality"]:visible').tap();
  const lowest = page.locator('[role=group][aria-label=Quality] [role=menuitemradio]').last();
  const wanted = Number.parseInt(await lowest.locator('.word').textContent(), 10);
  await lowest.tap();
  await page.locator('.player .bar').getByRole('button', { name: 'Play', exact: true }).tap();
  await page.waitForFunction((lines) => document.querySelector('video').videoHeight === lines, wanted);
  expect(true, `a quality is chosen from a sheet: ${wanted}`);
  await page.locator('.player .bar').getByRole('button', { name: /^Pause/ }).tap();
  await button(page, 'Captions').tap();
  await page.keyboard.press('Home');
  await page.locator('[data-player] .lines').waitFor();
  expect(true, 'captions are turned on');
  await button(page, 'Full screen').tap();
  await page.waitForFunction(() => document.fullscreenElement !== null);
  await page.evaluate(() => document.exitFullscreen());
  await button(page, 'Share').tap();
  await page.locator('dialog[open]').waitFor();
  await button(page, 'Close').tap();
  await page.waitForFunction(() => !document.querySelector('dialog[open]'));
  expect(true, 'the film fills the screen; a dialog opens and closes');
}

async function finds(page) {
  await button(page, 'Search').tap();
  await page.locator('#find').fill('captioned');
  await page.keyboard.press('Enter');
  await page.locator('main a', { hasText: 'captioned' }).first().tap();
  await page.locator('h1', { hasText: 'captioned' }).waitFor();
  await button(page, /^Account/).tap();
  await page.getByRole('radio', { name: 'Dark' }).tap();
  expect((await page.evaluate(() => document.documentElement.dataset.theme)) === 'dark', 'search, menu and theme answer to fingers');
}

async function deletes(page) {
  await page.goto(`${base}/videos`, { waitUntil: 'networkidle' });
  await button(page, /^Delete: /).tap();
  await page.getByText('is deleted.').waitFor();
  await button(page, 'Undo').tap();
  await page.locator('main a', { hasText: 'captioned' }).first().waitFor();
  expect(true, 'a delete is taken back');
}
