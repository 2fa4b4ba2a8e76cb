/** A file that one has already is not sent again without being asked. Arguments: file, folder for screenshots. */
import { copyFileSync, mkdtempSync, openSync, rmSync, truncateSync, writeSync, closeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { args, auditInto, base, expect, prove, send, signIn, token, until, watchOver } from './house.mjs';

const [file, shots] = args;
const audit = auditInto(shots);
/** More than a hash waits for, and than memory should hold. */
const LARGE = 700 * 1024 * 1024;

const rows = (page) => page.locator('.list li');
const sentBytes = (asked) => asked.filter((one) => one.url().includes('/api/v1/uploads')).length;
const choose = (page, files) => page.locator('input[type=file]').first().setInputFiles(files);

await prove(async (browser) => {
  const folder = mkdtempSync(join(tmpdir(), 'twin'));
  try {
    await proof(browser, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

async function proof(browser, folder) {
  const bearer = await token();
  const id = await send(bearer, file, 'Gulls over the pier');
  await until(id, (video) => video.zoetrope.state.word === 'Ready');
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  watchOver(page);
  const asked = [];
  page.on('request', (request) => asked.push(request));
  await signIn(page, '/upload');

  await known(page, folder, asked);
  await twice(page, folder, asked);
  await large(page, folder);
}

/** Before the first byte: what it is, and both ways on. */
async function known(page, folder, asked) {
  const again = join(folder, 'another name.mp4');
  copyFileSync(file, again);
  await choose(page, [again]);
  await page.getByText('You already have this.').waitFor();
  expect(sentBytes(asked) === 0, 'nothing is sent of a file that one has');
  expect(asked.some((one) => /hash\.worker/.test(one.url())), 'the hash is made beside the page');
  expect(await page.getByText('It is the same file as “Gulls over the pier”.').isVisible(), 'it says which video it is');
  expect(/^\/w\//.test(await page.getByRole('link', { name: 'Look at it' }).getAttribute('href')), 'and leads there');
  await audit(page, 'upload twin');
  await page.setViewportSize({ width: 375, height: 812 });
  await audit(page, 'upload twin 375');
  await page.setViewportSize({ width: 1280, height: 900 });

  await page.getByRole('button', { name: 'Skip' }).click();
  await page.getByText('is not uploaded').waitFor();
  expect((await rows(page).count()) === 0 && sentBytes(asked) === 0, 'skipped, it leaves no trace');

  await choose(page, [again]);
  await page.fill('#video-name', 'The same gulls');
  await page.getByRole('button', { name: 'Upload again anyway' }).click();
  await page.getByText('nothing was sent again').waitFor();
  await page.locator('.list li .state.ok').first().waitFor();
  expect(sentBytes(asked) === 0, 'wanted anyway, it is there without being sent');
  const both = page.waitForFunction(async () => (await (await fetch('/api/v1/users/me/videos')).json()).total === 2);
  expect(await both.then(() => true), 'both stand in the list');
}

/** Two equal files at once: the second asks, while the first goes. */
async function twice(page, folder, asked) {
  const [one, two] = ['one.mp4', 'two.mp4'].map((name) => join(folder, name));
  // a few bytes behind the end make it another file, and still a film
  for (const copy of [one, two]) {
    copyFileSync(file, copy);
    const end = openSync(copy, 'a');
    writeSync(end, Buffer.from('\0\0\0\x08free'));
    closeSync(end);
  }
  await choose(page, [one, two]);
  await page.getByText('It is the same file as “one”').waitFor();
  expect(true, 'of two equal files the second asks');
  await rows(page).nth(1).locator('.state.ok').waitFor({ timeout: 60_000 });
  expect(asked.filter((one) => one.method() === 'POST' && one.url().endsWith('/api/v1/uploads')).length === 1, 'and the first alone is sent');
  await page.getByRole('button', { name: 'Skip' }).click();
}

/** A large file is sent while it is hashed; the page answers all the while, and nothing goes on when it is removed. */
async function large(page, folder) {
  const big = join(folder, 'big.mp4');
  copyFileSync(file, big);
  truncateSync(big, LARGE);
  await page.route('**/api/v1/uploads/*', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await route.continue().catch(() => undefined);
  });
  const longest = page.evaluate(
    () =>
      new Promise((resolve) => {
        let [last, worst] = [performance.now(), 0];
        const step = () => {
          const now = performance.now();
          worst = Math.max(worst, now - last);
          last = now;
          if (window.enough) resolve(Math.round(worst));
          else requestAnimationFrame(step);
        };
        step();
      }),
  );
  const worker = page.waitForEvent('worker');
  await choose(page, [big]);
  const hashing = await worker;
  await rows(page).last().getByText('Uploading').waitFor();
  expect(page.workers().includes(hashing), 'a large file is sent while it is hashed');
  const ended = new Promise((resolve) => hashing.once('close', resolve));
  await page.getByRole('button', { name: 'Remove' }).click();
  await ended;
  expect(true, 'what is removed is not hashed to its end');
  await page.evaluate(() => (window.enough = true));
  const frame = await longest;
  expect(frame < 1000, `the page answered all the while: its longest frame took ${frame} ms`);
}
