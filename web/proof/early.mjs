/** A link that was passed on before its file was there. Arguments: file, folder for screenshots. */
import { readFileSync } from 'node:fs';
import { args, auditInto, base, begin, cancel, expect, feed, moves, prove, signIn, token, watchOver } from './house.mjs';

const [file, shots] = args;
const audit = auditInto(shots);
const size = { viewport: { width: 1280, height: 800 } };

await prove(async (browser) => {
  const bearer = await token();
  await startsByItself(browser, bearer);
  await saysThatItIsGone(browser, bearer);
  await isThereToCopy(browser);
});

/**
 * No sound before the first touch, as browsers are for people. Played, because all that a test asks of the page counts
 * as a touch there.
 */
function shy() {
  const { play } = HTMLMediaElement.prototype;
  let touched = false;
  addEventListener('pointerdown', () => (touched = true), true);
  HTMLMediaElement.prototype.play = function () {
    return touched || this.muted ? play.call(this) : Promise.reject(new DOMException('no touch', 'NotAllowedError'));
  };
}

async function startsByItself(browser, bearer) {
  const bytes = readFileSync(file);
  const half = bytes.length >> 1;
  const { upload, id } = await begin(bearer, bytes.length);
  const page = await (await browser.newContext(size)).newPage();
  watchOver(page);
  await page.addInitScript(shy);
  await page.goto(`${base}/w/${id}`);
  await page.getByText('Uploading', { exact: true }).waitFor();
  await page.getByText('Waiting for the file').waitFor();
  await plain(id, 503, 'before the first byte');
  await feed(bearer, upload, bytes.subarray(0, half));
  await page.getByText(/^(49|50) % has arrived/).waitFor();
  await page.getByText(/^(49|50) % has arrived, waiting for the rest$/).waitFor();
  expect(true, 'a viewer sees how far the file has come, and that it stopped coming');
  await audit(page, 'watch early');
  await plain(id, 503, 'in the midst of it');
  await page.evaluate(() => (window.still = true));
  await feed(bearer, upload, bytes.subarray(half), half);
  expect(await moves(page, 0.5, 60_000), 'it plays by itself when it can');
  expect(await page.evaluate(() => window.still === true), 'without being loaded again');
  const muted = () => page.evaluate(() => document.querySelector('video').muted);
  expect(await muted(), 'without sound, as nobody touched the page');
  await page.getByText('Began without sound.').waitFor();
  await page.getByRole('button', { name: 'Unmute', exact: true }).first().click();
  expect(!(await muted()), 'one touch gives the sound');
  await page.getByText('Began without sound.').waitFor({ state: 'detached' });
  await plain(id, 200, 'once it can be watched');
  const calm = await (await browser.newContext(size)).newPage();
  await calm.goto(`${base}/w/${id}`);
  await calm.locator('button.first').waitFor();
  expect(await calm.evaluate(() => document.querySelector('video').paused), 'who did not have to wait is asked first');
}

/** The plain file under its one address. */
async function plain(id, wanted, when) {
  for (const path of [`/w/${id}.mp4`, `/w/${id}/240p.mp4`]) {
    const answer = await fetch(base + path, { headers: { Range: 'bytes=0-0' } });
    const status = answer.status === 206 ? 200 : answer.status;
    if (wanted === 200 && path.includes('/240p')) continue;
    expect(status === wanted, `${path.slice(-9)} says ${answer.status} ${when}`);
    const told = `${answer.headers.get('cache-control')}, ${answer.headers.get('retry-after')}`;
    if (wanted === 503) expect(/^no-store, \d+$/.test(told), `and nobody keeps that: ${told}`);
  }
}

async function saysThatItIsGone(browser, bearer) {
  const { upload, id } = await begin(bearer, 1000);
  const page = await (await browser.newContext(size)).newPage();
  await page.goto(`${base}/w/${id}`);
  await page.getByText('Uploading', { exact: true }).waitFor();
  const ended = await cancel(bearer, upload);
  expect(ended.status === 204, `the upload is given up: ${ended.status}`);
  await page.getByText('Uploading', { exact: true }).waitFor({ state: 'detached', timeout: 20_000 });
  await page.getByText('It may have been deleted').waitFor();
  expect(true, 'who waits for what will never come is told');
}

async function isThereToCopy(browser) {
  const context = await browser.newContext(size);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await context.newPage();
  await signIn(page, '/upload');
  let go;
  const held = new Promise((resolve) => (go = resolve));
  await page.route('**/api/v1/uploads/*', async (route) => {
    if (route.request().method() === 'PATCH') await held;
    await route.continue();
  });
  // Another file than above, which would be known: a box that players pass over makes it one.
  const buffer = Buffer.concat([readFileSync(file), Buffer.from([0, 0, 0, 8, 0x66, 0x72, 0x65, 0x65])]);
  await page.setInputFiles('input[type=file]', { name: 'late.mp4', mimeType: 'video/mp4', buffer });
  await page.getByRole('button', { name: 'Copy link' }).click();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const answer = await fetch(link);
  expect(answer.status === 200 && link.startsWith(`${base}/w/`), `the link works before the first byte: ${link}`);
  await audit(page, 'upload begun');
  go();
  await page.getByText('Ready', { exact: true }).waitFor({ timeout: 60_000 });
}
